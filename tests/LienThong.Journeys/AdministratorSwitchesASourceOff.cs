using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>When a source is away the form asks for the paper again and filing goes on; when it is back the paper is gone.</summary>
[Collection(ChangesEverybodySees.Name)]
public sealed class AdministratorSwitchesASourceOff(HouseOfChanges changes)
{
    private const string Off = "Tắt nguồn Dữ liệu giấy chứng sinh", On = "Bật nguồn Dữ liệu giấy chứng sinh";
    private readonly RunningHouse house = changes.House;

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_birth_notice_is_asked_on_paper_only_while_its_source_is_off(bool script)
    {
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Quản trị hệ thống");
        await page.GotoAsync("/registries/sources");
        await page.Looks(house, "registries", script);
        await SwitchTo(page, Off, "Diễn tập mất kết nối với ngành y tế", "đã tắt");
        try
        {
            await page.Looks(house, "registries-off", script);
            await FormAsksForThePaper(script);
        }
        finally
        {
            await SwitchTo(page, On, "Hết diễn tập, nguồn chạy lại", "trả lời trở lại");
        }
        await FormAsksForNoPaper(script);
    }

    [Fact]
    public async Task A_source_is_not_switched_off_without_a_reason()
    {
        var page = await house.Visit(script: true);
        await page.SignIn("Quản trị hệ thống");
        await page.GotoAsync("/registries/sources");
        await page.Press(Off);
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await page.GotoAsync("/registries/sources");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = Off })).ToBeVisibleAsync();
    }

    private static async Task SwitchTo(IPage page, string button, string reason, string told)
    {
        await page.GotoAsync("/registries/sources");
        await page.Locator("#reason-birth-notice").FillAsync(reason);
        await page.Press(button);
        await Assertions.Expect(page.Locator(".govuk-notification-banner")).ToContainTextAsync(told);
        (await page.MainText()).ShouldContain(reason);
    }

    private async Task FormAsksForThePaper(bool script)
    {
        var mother = await house.Visit(script);
        await mother.SignIn("Người dân");
        var draft = await mother.Begin("1.001193");
        await Assertions.Expect(mother.Locator(".govuk-notification-banner")).ToContainTextAsync("Dữ liệu giấy chứng sinh đang không trả lời.");
        await mother.Looks(house, "birth-source-away", script);
        await mother.GotoAsync(draft + "/papers");
        await Assertions.Expect(mother.Locator("input[type=file]")).ToHaveCountAsync(1);
        await Assertions.Expect(mother.GetByLabel("Giấy chứng sinh")).ToBeVisibleAsync();
        await mother.Looks(house, "birth-paper-asked", script);
    }

    private async Task FormAsksForNoPaper(bool script)
    {
        var mother = await house.Visit(script);
        await mother.SignIn("Người dân");
        var draft = await mother.Begin("1.001193");
        await mother.GotoAsync(draft + "/papers");
        await mother.Heads("Bạn không phải nộp giấy tờ nào");
        await Assertions.Expect(mother.Locator("input[type=file]")).ToHaveCountAsync(0);
    }
}
