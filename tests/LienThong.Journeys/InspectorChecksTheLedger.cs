using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>The inspector finds who read what, and needs to trust nobody: every entry carries its proof.</summary>
public sealed class InspectorChecksTheLedger(RunningHouse house)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task An_inspector_finds_a_reading_and_its_proof_is_computed_anew(bool script)
    {
        // Somebody has to read something first: the mother begins a form.
        var mother = await house.Visit(script);
        await mother.SignIn("Người dân");
        await mother.Begin("1.004222");
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Thanh tra");
        await page.Heads("Nhật ký truy cập");
        await page.Locator("#agreement").FillAsync("procedures-residence");
        await page.Press("Tìm");
        var rows = page.Locator("main tbody tr");
        (await rows.CountAsync()).ShouldBeGreaterThan(0);
        foreach (var row in await rows.AllInnerTextsAsync()) row.ShouldContain("procedures-residence");
        await page.Looks(house, "ledger-search", script);
        await rows.First.GetByRole(AriaRole.Link).ClickAsync();
        await page.Heads("Một dòng nhật ký");
        await SeesTheProof(page);
        var text = await page.MainText();
        text.ShouldContain("procedures-residence");
        text.ShouldContain("Dossier ");
        text.ShouldContain("Giải quyết thủ tục");
        await page.Looks(house, "ledger-entry", script);
    }

    [Fact]
    public async Task A_day_that_is_no_day_is_told_at_its_field()
    {
        var page = await house.Visit(script: true);
        await page.SignIn("Thanh tra");
        await page.Locator("#from").FillAsync("hôm kia");
        await page.Press("Tìm");
        await Assertions.Expect(page.Locator("#from-error")).ToBeVisibleAsync();
        await page.Looks(house, "ledger-fault", script: true);
    }

    // A new entry is signed within a second; the page says so and asks to be loaded again.
    private static async Task SeesTheProof(IPage page)
    {
        for (var tries = 0; tries < 20 && (await page.MainText()).Contains("sẽ được ký trong một giây", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            await page.ReloadAsync();
        }
        (await page.MainText()).ShouldContain("vừa được tính lại và khớp");
        await Assertions.Expect(page.Locator("pre.lt-proof")).ToHaveCountAsync(1);
    }
}
