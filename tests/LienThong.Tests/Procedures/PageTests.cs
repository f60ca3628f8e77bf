using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LienThong.Kernel.Access;
using LienThong.Procedures.Definitions;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Procedures;

public sealed class PageTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    [Fact]
    public async Task A_mother_files_a_birth_through_the_pages_without_javascript()
    {
        var mother = new Visitor(house, house.Mother);
        var start = await mother.Get("/services/1.001193");
        start.QuerySelector("h1")!.TextContent.ShouldBe("Đăng ký khai sinh");
        var known = await mother.Send(start, "main form[method=post]");
        mother.Path.ShouldEndWith("/known");
        known.Body!.TextContent.ShouldContain("Nguyễn Thị Thu Hà");
        known.Body.TextContent.ShouldContain("Bệnh viện Sản Nhi Bắc Ninh");

        var questions = await mother.Get(known.QuerySelector("a.govuk-button")!.GetAttribute("href")!);
        var faulty = await mother.Send(questions, "main form", ("childName", "An"));
        faulty.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("chữ cái");
        var papers = await mother.Send(faulty, "main form", ("childName", "Trần Nguyễn Minh Trang"));
        mother.Path.ShouldEndWith("/papers");
        papers.QuerySelectorAll(".lt-tag--done").Length.ShouldBe(4);
        papers.Body!.TextContent.ShouldContain("procedures-birth");

        var check = await mother.Get(papers.QuerySelector("a.govuk-button")!.GetAttribute("href")!);
        check.Body!.TextContent.ShouldContain("Trần Nguyễn Minh Trang");
        var filed = await mother.Send(check, "main form");
        mother.Path.ShouldEndWith("/filed");
        filed.QuerySelector("img[src^='data:image/svg+xml']").ShouldNotBeNull();
        var code = filed.QuerySelector(".govuk-panel strong")!.TextContent;

        var mine = await mother.Get("/my/dossiers");
        mine.Body!.TextContent.ShouldContain(code);
        var one = await mother.Get(mine.QuerySelector(".govuk-task-list a")!.GetAttribute("href")!);
        one.Body!.TextContent.ShouldContain("Giấy chứng sinh");
        (await mother.Get(mother.Path + "/receipt")).Body!.TextContent.ShouldContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    }

    [Fact]
    public async Task An_officer_clears_a_dossier_through_the_pages()
    {
        var dossier = await house.FileBirth("Trần Nguyễn Qua Trang");
        var officer = new Visitor(house, ProceduresHouse.Officer(house.Committee));
        var queue = await officer.Get("/work");
        queue.QuerySelectorAll("[data-queue-link]").Select(l => l.TextContent).ShouldContain(dossier.Code);
        var page = await officer.Get($"/work/{dossier.Id}");
        page.QuerySelectorAll(".lt-tag--done").Count(t => t.TextContent == "Khớp").ShouldBeGreaterThan(5);
        foreach (var what in new[] { "Receive", "Check", "Forward", "Approve" })
            page = await officer.Send(page, $"form:has(input[name=what][value={what}])");
        page.Body!.TextContent.ShouldContain("Trả kết quả");
        (await house.Load(dossier.Id)).National.ShouldBe(10);
        (await officer.Get($"/work/{dossier.Id}/print/01")).QuerySelector("h1")!.TextContent.ShouldBe("Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
        var mother = new Visitor(house, house.Mother);
        (await mother.Get($"/my/dossiers/{dossier.Id}/result")).Body!.TextContent.ShouldContain("Số định danh cá nhân");
        (await mother.Get($"/my/dossiers/{dossier.Id}")).QuerySelector("#rate").ShouldNotBeNull();
    }

    [Fact]
    public async Task Refusing_without_a_reason_keeps_the_dossier_and_says_what_to_write()
    {
        var dossier = await house.FileBirth("Trần Nguyễn Từ Chối");
        var officer = new Visitor(house, ProceduresHouse.Officer(house.Committee));
        var page = await officer.Get($"/work/{dossier.Id}");
        var back = await officer.Send(page, "form:has(input[name=what][value=Refuse])", ("note", "không"));
        back.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Ghi lý do");
        (await house.Load(dossier.Id)).National.ShouldBe(1);
    }

    [Fact]
    public async Task A_correction_is_made_on_a_page_of_its_own_and_asks_for_the_paper()
    {
        var mother = new Visitor(house, house.Mother);
        await mother.Send(await mother.Get("/services/1.001193"), "main form[method=post]");
        var root = mother.Path[..mother.Path.LastIndexOf('/')];
        var known = await mother.Send(await mother.Get($"{root}/correct/childBirthDate"), "main form", ("childBirthDate", "3/11/2026"));
        known.Body!.TextContent.ShouldContain("03/11/2026");
        (await mother.Get($"{root}/papers")).QuerySelector("input[type=file][name=birth-notice]").ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_says_that_the_register_is_wrong_about_her_is_led_to_the_request_with_the_field_chosen()
    {
        var mother = new Visitor(house, house.Mother);
        await mother.Send(await mother.Get("/services/1.001193"), "main form[method=post]");
        var root = mother.Path[..mother.Path.LastIndexOf('/')];
        var own = (await mother.Get($"{root}/correct/motherName")).QuerySelector("form a[href^='/my/corrections']").ShouldNotBeNull().GetAttribute("href")!;
        own.ShouldBe("/my/corrections?item=person.fullName#request");
        var request = await mother.Get(own);
        request.QuerySelector("select[name=item] option[selected]")!.GetAttribute("value").ShouldBe("person.fullName");
        request.QuerySelector("#request").ShouldNotBeNull();
        (await mother.Get($"{root}/correct/childBirthDate")).QuerySelector("form a[href^='/my/corrections']").ShouldBeNull("that comes from the hospital");
        (await mother.Get("/")).QuerySelectorAll("main a[href='/my/corrections'], nav a[href='/my/corrections']").Length.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Visitors_find_services_without_accents_and_track_without_an_account()
    {
        var visitor = new Visitor(house, null);
        (await visitor.Get("/services?q=khai+sinh")).QuerySelectorAll("main li a").Single().TextContent.ShouldBe("Đăng ký khai sinh");
        (await visitor.Get("/services?q=ho+khau")).QuerySelectorAll("main li a").Single().TextContent.ShouldBe("Đăng ký thường trú");
        var dossier = await house.FileBirth("Trần Nguyễn Công Khai");
        var found = await visitor.Send(await visitor.Get("/track"), "main form", ("code", dossier.Code), ("phone", dossier.PhoneTail!));
        found.Body!.TextContent.ShouldContain("Mới đăng ký");
        found.Body.TextContent.ShouldNotContain("Nguyễn Thị Thu Hà");
        (await visitor.Get($"/dossiers/{dossier.Id}")).Body!.TextContent.ShouldNotContain("Nguyễn Thị Thu Hà");
    }

    [Theory]
    [InlineData("/work")]
    [InlineData("/my/dossiers")]
    public async Task Pages_that_need_a_scope_send_strangers_to_sign_in(string path)
    {
        var answer = await house.Anonymous().GetAsync(path, CancellationToken.None);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldStartWith("/sign-in");
        var wrong = path == "/work" ? house.Mother : TestCaller.Official("H05.07210", "dossier.handle");
        (await house.As(wrong).GetAsync(path, CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/services")]
    [InlineData("/services/1.004222")]
    [InlineData("/track")]
    [InlineData("/my/dossiers")]
    public async Task Citizen_pages_stay_small_and_keep_vietnamese_letters(string path)
    {
        var html = await house.As(house.Mother).GetStringAsync(path, CancellationToken.None);
        html.ShouldNotContain("&#x1E"); // Vietnamese letters
        System.Text.Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(20_000);
        html.ShouldNotContain(" style=");
    }

    [Fact]
    public async Task Pages_speak_english_when_asked()
    {
        var page = await new Visitor(house, house.Mother).Get("/services/1.001193?lang=en");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Register a birth");
        page.Body!.TextContent.ShouldContain("What we already know");
    }

    /// <summary>A browser without JavaScript: keeps cookies, follows redirects, sends forms with their hidden fields.</summary>
    private sealed class Visitor(ProceduresHouse house, Caller? caller)
    {
        private readonly HttpClient client = caller is null ? house.Anonymous() : house.As(caller);
        private readonly Dictionary<string, string> cookies = [];

        public string Path { get; private set; } = "/";

        public async Task<IHtmlDocument> Get(string path) => await Follow(new HttpRequestMessage(HttpMethod.Get, path));

        public async Task<IHtmlDocument> Send(IHtmlDocument page, string form, params (string Name, string Value)[] fields)
        {
            var element = (IHtmlFormElement)page.QuerySelector(form)!;
            element.ShouldNotBeNull($"no form {form} on {Path}");
            var values = element.QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.Name is { Length: > 0 } && (i.Type is not ("radio" or "checkbox" or "file") || (i.IsChecked && i.Type != "file")))
                .Select(i => (i.Name!, i.Value)).Where(i => fields.All(f => f.Name != i.Item1)).Concat(fields);
            var action = element.GetAttribute("action") is { Length: > 0 } given ? given : Path;
            return await Follow(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Item1, v.Item2))) });
        }

        private async Task<IHtmlDocument> Follow(HttpRequestMessage request)
        {
            for (var i = 0; i < 5; i++)
            {
                if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
                Path = request.RequestUri!.ToString();
                var answer = await client.SendAsync(request);
                foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
                {
                    var pair = cookie.Split(';')[0].Split('=', 2);
                    cookies[pair[0]] = pair[1];
                }
                if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
                {
                    var html = await answer.Content.ReadAsStringAsync();
                    ((int)answer.StatusCode is 200 or 422).ShouldBeTrue($"{request.Method} {Path}: {(int)answer.StatusCode} {html[..Math.Min(html.Length, 1500)]}");
                    return await new HtmlParser().ParseDocumentAsync(html);
                }
                request = new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location);
            }
            throw new InvalidOperationException("Too many redirects at " + Path);
        }
    }
}
