using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>Pages of the account and of the counter, looked at by people and by axe, with JavaScript on and off.</summary>
public sealed class OfficersProveAPerson(RunningHouse house)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task An_officer_opens_a_foreigners_case_and_another_official_decides(bool script)
    {
        var officer = await house.Visit(script, width: 1366, height: 768);
        await officer.SignIn("Cán bộ một cửa");
        await officer.GotoAsync("/counter");
        await officer.Looks(house, "counter", script);
        await officer.GotoAsync("/counter/card");
        await officer.Press("Đối chiếu với dữ liệu dân cư");
        await Assertions.Expect(officer.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await officer.Looks(house, "counter-card-faults", script);
        await OpenForeigner(officer, script);
        await officer.Looks(house, "counter-case-mine", script);
        (await officer.MainText()).ShouldContain("người khác quyết định");

        var second = await house.Visit(script, width: 1366, height: 768);
        await second.SignIn("Quản trị hệ thống");
        await second.GotoAsync(new Uri(officer.Url).PathAndQuery);
        await second.Looks(house, "counter-case-second", script);
        await second.GetByLabel("Đồng ý").CheckAsync();
        await second.Press("Ghi quyết định");
        await Assertions.Expect(second.Locator("main code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$"));
        await second.Looks(house, "counter-case-decided", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_citizen_finds_every_page_of_the_account(bool script)
    {
        var page = await house.Visit(script);
        await page.SignIn("Người dân");
        foreach (var (path, picture) in new[]
        {
            ("/account", "account-phone"), ("/account/acting", "acting"), ("/account/organisations/new", "organisation-new"), ("/account/children", "children"),
            ("/account/lock", "account-lock"), ("/account/recovery-codes", "recovery-codes"), ("/activate", "activate"), ("/recover", "recover"),
            ("/sign-in/step-up?returnTo=%2F&acr=urn%3Alienthong%3Aauth%3A3", "step-up-counter"),
        })
        {
            await page.GotoAsync(path);
            await page.Looks(house, picture, script);
        }
    }

    private async Task OpenForeigner(IPage page, bool script)
    {
        await page.GotoAsync("/counter/foreigner");
        await page.Looks(house, "counter-foreigner", script);
        await page.GetByLabel("Họ và tên").FillAsync("KIM MIN JUN");
        await Day(page, "birthDate", "2", "3", "1990");
        await page.GetByLabel("Quốc tịch").FillAsync("KOR");
        await page.GetByLabel("Số hộ chiếu").FillAsync(script ? "M12345678" : "M87654321");
        await page.GetByLabel("Thẻ tạm trú", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Số thẻ").FillAsync(script ? "TT1234567" : "TT7654321");
        await Day(page, "until", "1", "12", "2027");
        await page.GetByLabel("Đã xem và so những gì").FillAsync("Hộ chiếu và thẻ tạm trú, đã so ảnh với người");
        await page.Press("Gửi người thứ hai xem lại");
        await page.Arrives("/counter/cases/[^/]+$");
    }

    private static async Task Day(IPage page, string name, string day, string month, string year)
    {
        foreach (var (part, value) in new[] { ("day", day), ("month", month), ("year", year) }) await page.Locator($"[name='{name}.{part}']").FillAsync(value);
    }
}
