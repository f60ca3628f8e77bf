using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>An integrator registers a system, an administrator approves it, a citizen signs in to it, agrees to one item, and takes it back.</summary>
public sealed class CitizenAgreesToShare(RunningHouse house)
{
    private const string System = "https://rp.example.vn";

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_citizen_signs_in_to_another_system_chooses_what_it_may_read_and_takes_it_back(bool script)
    {
        var client = await Registered(script);
        var page = await house.Visit(script);
        await page.SignIn("Người dân");
        await page.Context.RouteAsync(System + "/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>Cổng tư pháp</h1>" }));

        await page.GotoAsync($"/oidc/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(System + "/cb")}&scope=openid%20profile%20address&state=s1&nonce=n1");
        await page.Heads("Cổng tư pháp muốn bạn đăng nhập");
        await page.Looks(house, "consent", script);
        (await page.Locator("input[type=checkbox]:checked").CountAsync()).ShouldBe(0);
        await page.GetByLabel("Ngày sinh").CheckAsync();
        await page.Press("Chỉ đồng ý mục đã chọn");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^https://rp\\.example\\.vn/cb\\?code=.*state=s1.*iss="));

        await page.GotoAsync("/account/linked");
        await page.Heads("Hệ thống đã liên kết");
        (await page.MainText()).ShouldContain("Ngày sinh");
        await page.Looks(house, "linked", script);
        await page.Follow("Lịch sử đồng ý và rút lại");
        await page.Heads("Lịch sử đồng ý");
        await page.Looks(house, "consents", script);
        await page.Follow("Cổng tư pháp");
        await page.Heads("Biên nhận đồng ý");
        await page.Looks(house, "consent-receipt", script);
        await page.GotoAsync("/account/linked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rút lại và hủy liên kết" }).First.ClickAsync();
        await page.Heads("Hệ thống đã liên kết");
        (await page.MainText()).ShouldNotContain("Ngày sinh");
    }

    /// <summary>The registry: asked for, approved, seen; answers the client id.</summary>
    private async Task<string> Registered(bool script)
    {
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Cán bộ kết nối");
        await page.GotoAsync("/identity/relying-parties/new");
        await page.Locator("#name").FillAsync("Cổng tư pháp");
        await page.Locator("#purpose").FillAsync("Nộp hồ sơ lý lịch tư pháp");
        await page.GetByLabel("Tiêu chuẩn: chỉ cần biết ai đăng nhập").CheckAsync();
        await page.GetByLabel("Thử nghiệm").CheckAsync();
        await page.Locator("#redirectUris").FillAsync(System + "/cb");
        await page.Locator("input[name=scopes][value=profile]").CheckAsync();
        await page.Locator("input[name=scopes][value=address]").CheckAsync();
        await page.Looks(house, "relying-party-new", script);
        await page.Press("Gửi đăng ký");
        await page.Heads("Cổng tư pháp");
        var address = new Uri(page.Url).AbsolutePath;

        var admin = await house.Visit(script, width: 1366, height: 768);
        await admin.SignIn("Quản trị hệ thống");
        await admin.GotoAsync("/identity/relying-parties");
        await admin.Looks(house, "relying-parties", script);
        await admin.GotoAsync(address);
        await admin.Looks(house, "relying-party-decide", script);
        await admin.GetByLabel("Duyệt", new() { Exact = true }).CheckAsync();
        await admin.Press("Gửi quyết định");
        await admin.Heads("Đang dùng");
        await admin.GotoAsync("/identity/events");
        await admin.Looks(house, "security-events", script);

        await page.ReloadAsync();
        await page.Press("Lấy mật khẩu hệ thống mới");
        await page.Heads("Cổng tư pháp");
        await page.Looks(house, "relying-party", script);
        return address[(address.LastIndexOf('/') + 1)..];
    }
}
