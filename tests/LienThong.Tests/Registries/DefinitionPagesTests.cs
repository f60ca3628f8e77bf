using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LienThong.Kernel.Access;
using LienThong.Registries;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Registries;

/// <summary>A data owner makes a register in the browser, without a script.</summary>
public sealed class DefinitionPagesTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly Caller Owner = TestCaller.Official("G01", RegistryScopes.Read, RegistryScopes.Define, RegistryScopes.Write);

    [Fact]
    public async Task Four_steps_make_a_register_that_is_live_at_once()
    {
        using var client = house.As(Owner);
        var to = await client.Send("/registries/new", "/registries/new", ("vi", "Sổ nghiệm thu phòng cháy"), ("en", "Fire safety"), ("definition", "Mỗi bản ghi là một lần nghiệm thu."), ("keyedBy", "Free"));
        to.ShouldBe("/registries/so-nghiem-thu-phong-chay/draft/basis");
        const string Draft = "/registries/so-nghiem-thu-phong-chay/draft";
        (await client.Send(Draft + "/basis", Draft + "/basis", ("vi", "Sổ nghiệm thu phòng cháy"), ("en", "Fire safety"), ("definition", "Mỗi bản ghi là một lần nghiệm thu."), ("keyedBy", "Free"),
            ("keeper", "G01"), ("database", "fire-safety"), ("legalBasis", "Luật 55/2024/QH15"), ("doubleCheck", "true"))).ShouldBe(Draft + "/fields");

        var found = new HtmlParser().ParseDocument(await client.GetStringAsync(Draft + "/fields?q=nghiem+thu"));
        found.QuerySelectorAll("input[name=add]").Select(i => i.GetAttribute("value")).ShouldContain("fireSafety.certificateNo");
        found.Body!.TextContent.ShouldContain("Bộ Công an");
        (await client.Send(Draft + "/fields", Draft + "/fields?handler=Add", ("add", "fireSafety.certificateNo"), ("add", "fireSafety.building"), ("add", "fireSafety.inspector"))).ShouldBe(Draft + "/fields");
        (await client.Send(Draft + "/fields", Draft + "/fields", ("use-fireSafety.certificateNo", "required"), ("use-fireSafety.building", "optional"), ("use-fireSafety.inspector", "out"),
            ("key", "fireSafety.certificateNo"), ("search", "fireSafety.building"))).ShouldBe(Draft + "/rights");
        (await client.Send(Draft + "/rights", Draft + "/rights", ("post-0", "*"), ("see-0", "*"), ("change-0", "fireSafety.building"), ("post-1", ""))).ShouldBe(Draft);
        (await client.GetStringAsync(Draft)).ShouldNotContain("Còn phải sửa");
        (await client.Send(Draft, Draft)).ShouldBe("/registries/so-nghiem-thu-phong-chay?done=published");

        var made = (await house.Registries.Find("so-nghiem-thu-phong-chay", default))!;
        (made.Database, made.KeyedBy, made.Key!.Value.Value, made.DoubleCheck).ShouldBe(("fire-safety", RegistrySubject.Free, "fireSafety.certificateNo", true));
        made.Required.ShouldBe([new("fireSafety.certificateNo")]);
        made.Optional.ShouldBe([new("fireSafety.building")]);
        made.Rights.Single().Change.ShouldBe(["fireSafety.building"]);
        (await client.GetStringAsync("/registries/so-nghiem-thu-phong-chay?done=published")).ShouldContain("Sổ trả lời qua nền tảng ngay từ bây giờ");
        (await client.GetStringAsync("/registries?q=phong+chay")).ShouldContain("/registries/so-nghiem-thu-phong-chay");

        (await client.Send("/registries/so-nghiem-thu-phong-chay", "/registries/so-nghiem-thu-phong-chay?handler=Change")).ShouldBe(Draft);
        (await client.Send(Draft, Draft)).ShouldBe("422: Bản thảo giống hệt bản đang dùng");
        (await client.Send(Draft, Draft + "?handler=Discard")).ShouldBe("/registries");
    }

    [Fact]
    public async Task A_form_that_is_not_right_comes_back_with_what_was_typed()
    {
        using var client = house.As(Owner);
        (await client.Send("/registries/new", "/registries/new", ("vi", "Sổ"), ("code", "Mã Sai"))).ShouldBe("422: Mã sổ gồm 3 đến 60 chữ thường không dấu, số, gạch ngang và bắt đầu bằng chữ");
        (await client.Send("/registries/yaml", "/registries/yaml", ("yaml", "registries: [")) ).ShouldStartWith("422: Chưa đọc được YAML");
    }

    [Fact]
    public async Task Who_may_not_declare_registers_sees_none_of_the_steps()
    {
        using var reader = house.As(TestCaller.Official("G01", RegistryScopes.Read));
        (await reader.GetAsync("/registries")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.GetStringAsync("/registries")).ShouldNotContain("/registries/new");
        foreach (var page in new[] { "/registries/new", "/registries/yaml", "/registries/marriages/draft", "/registries/marriages/draft/fields", "/registries/marriages/draft/basis", "/registries/marriages/draft/rights" })
            (await reader.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, page);
        using var other = house.As(TestCaller.Official("G12", RegistryScopes.Read, RegistryScopes.Define));
        (await other.Send("/registries/driving-licences", "/registries/driving-licences?handler=Change")).ShouldStartWith("no form");
        using var anonymous = house.Anonymous();
        (await anonymous.GetAsync("/registries/marriages")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_register_shows_its_fields_users_and_versions()
    {
        using var reader = house.As(TestCaller.Official("G12", RegistryScopes.Read));
        var text = new HtmlParser().ParseDocument(await reader.GetStringAsync("/registries/health-cards")).QuerySelector("main")!.TextContent;
        foreach (var word in new[] { "Mã số thẻ bảo hiểm y tế", "Cá nhân cơ bản", "Ai dùng sổ này", "thoả thuận", "Phiên bản 1", "Bộ Tài chính" }) text.ShouldContain(word);
        (await reader.GetAsync("/registries/nothing-there")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await reader.GetAsync("/registries?lang=en")).Content.ReadAsStringAsync()).ShouldContain("Sector registers");
    }
}

/// <summary>Fills in forms as a browser without script does.</summary>
static class FormClient
{
    /// <summary>Opens a page, sends a form of it; answers where it leads, or "422: first fault".</summary>
    public static async Task<string> Send(this HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var shown = await client.GetAsync(page);
        var html = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync());
        if (html.QuerySelectorAll("form").OfType<IHtmlFormElement>().FirstOrDefault(f => f.GetAttribute("action") == action && f.GetAttribute("method") == "post") is not { } form) return "no form " + action + " on " + page + ": " + shown.StatusCode;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");
        List<KeyValuePair<string, string>> values = [new("__RequestVerificationToken", token ?? ""), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];
        var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) };
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies)) request.Headers.Add("Cookie", cookies.Select(c => c.Split(';')[0]));
        var answer = await client.SendAsync(request);
        if (answer.Headers.Location is { } to) return to.OriginalString;
        var fault = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector(".govuk-error-summary li")?.TextContent.Trim() ?? "";
        return $"{(int)answer.StatusCode}: {fault.Split('.')[0]}";
    }
}
