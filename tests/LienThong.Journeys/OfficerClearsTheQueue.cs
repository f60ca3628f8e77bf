using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>The officer never touches a mouse: Tab, Enter, j and k carry a dossier from the queue to the child's number.</summary>
[Collection(ChangesEverybodySees.Name)]
public sealed partial class OfficerClearsTheQueue(HouseOfChanges changes)
{
    private readonly RunningHouse house = changes.House;

    [Fact]
    public async Task An_officer_receives_checks_and_signs_with_the_keyboard_and_the_mother_sees_the_number_and_who_read_her_data()
    {
        var mother = await house.Visit(script: true);
        await mother.SignIn("Người dân");
        var dossier = await mother.FileBirth("Trần Nguyễn Minh An");
        await OfficerDecides(dossier[(dossier.LastIndexOf('/') + 1)..]);
        await MotherHasTheNumber(mother, dossier);
        await MotherSeesWhoRead(mother, dossier);
    }

    private async Task OfficerDecides(string key)
    {
        var page = await house.Visit(script: true, width: 1366, height: 768);
        await page.GotoAsync("/demo");
        await page.TabTo("Vào với vai Cán bộ một cửa");
        await page.Keyboard.PressAsync("Enter");
        await page.Arrives("/work$");
        await page.Looks(house, "officer-queue", script: true);
        var row = page.Locator($"[data-queue-link][href='/work/{key}']");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        // who came before stands above: on some days the demonstration has such a one
        for (var left = await page.Locator("[data-queue-link]").CountAsync(); left > 0 && !await row.EvaluateAsync<bool>("e => e === document.activeElement"); left--) await page.Keyboard.PressAsync("j");
        await Assertions.Expect(row).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Arrives("/work/" + key + "$");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Khớp");
        await page.Looks(house, "officer-dossier", script: true);
        foreach (var (button, after) in new[] { ("Nhận hồ sơ", "Đã nhận"), ("Bắt đầu đối chiếu", "Đang đối chiếu"), ("Trình ký", "Chờ ký") })
        {
            await PressByKeyboard(page, key, button);
            await Assertions.Expect(page.Locator("main .lt-tag").First).ToHaveTextAsync(after);
        }
        await PressByKeyboard(page, key, "Ký duyệt và trả kết quả");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ký duyệt và trả kết quả" })).ToHaveCountAsync(0);
    }

    // Some moves return to the queue: then the dossier is opened again by its address, still without a mouse.
    private static async Task PressByKeyboard(IPage page, string key, string button)
    {
        if (!page.Url.Contains(key, StringComparison.Ordinal)) await page.GotoAsync("/work/" + key);
        await page.TabTo(button);
        await page.EvaluateAsync("document.documentElement.dataset.left = 'yes'");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("html:not([data-left]) footer").First).ToBeAttachedAsync();
    }

    private async Task MotherHasTheNumber(IPage page, string dossier)
    {
        // The decision is carried out from the outbox: a moment later the page has it.
        var result = page.Locator("h2:text-is('Kết quả') + dl");
        for (var tries = 0; tries < 30; tries++)
        {
            await page.GotoAsync(dossier);
            if (await result.CountAsync() > 0) break;
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
        var text = await result.InnerTextAsync();
        var number = ChildNumber().Match(text);
        number.Success.ShouldBeTrue(text);
        text.ShouldContain("Giấy khai sinh");
        await page.Looks(house, "birth-6-result", script: true);
        await page.Follow("Mở để in Giấy khai sinh (bản điện tử)");
        (await page.Locator("body").InnerTextAsync()).ShouldContain(number.Value);
    }

    private async Task MotherSeesWhoRead(IPage page, string dossier)
    {
        await page.GotoAsync("/my/access");
        await page.Heads("Ai đã xem dữ liệu của tôi");
        var text = await page.MainText();
        text.ShouldContain("Bạn đã xem");
        text.ShouldContain("Trung tâm Phục vụ hành chính công phường Bắc Giang đã xem");
        text.ShouldContain("Để giải quyết thủ tục.");
        text.ShouldContain(dossier[(dossier.LastIndexOf('/') + 1)..]);
        await page.Looks(house, "my-access", script: true);
        await page.Locator("main a", new() { HasText = "Bằng chứng trong sổ" }).First.ClickAsync();
        await page.Heads("Bằng chứng của một lần xem");
        (await page.MainText()).ShouldContain("khớp");
        await page.Looks(house, "my-access-proof", script: true);
        var proof = await page.APIRequest.GetAsync(await page.Locator("main a[download]").EvaluateAsync<string>("a => a.href"));
        (await proof.TextAsync()).ShouldStartWith("c2sp.org/tlog-proof@v1");
    }

    [GeneratedRegex(@"\b\d{12}\b")]
    private static partial Regex ChildNumber();
}
