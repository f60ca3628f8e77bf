using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>The keeper of the register looks a person up, sees them as on a day, registers an act with its document, and looks at decisions on areas and numbers for offline work.</summary>
[Collection(ChangesEverybodySees.Name)]
public sealed class KeeperRegistersAnAct(HouseOfChanges changes)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_keeper_declares_an_absence_and_sees_it_on_the_person(bool script)
    {
        var house = changes.House;
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Chủ quản dữ liệu");
        await page.GotoAsync("/population");
        await page.Locator("#fullName").FillAsync(script ? "Vũ Thị Ngọc Lan" : "Đặng Quốc Cường");
        await page.Locator("input[name='birthDate.day']").FillAsync(script ? "17" : "3");
        await page.Locator("input[name='birthDate.month']").FillAsync(script ? "5" : "12");
        await page.Locator("input[name='birthDate.year']").FillAsync(script ? "1990" : "1983");
        await page.GetByLabel(script ? "Nữ" : "Nam", new() { Exact = true }).CheckAsync();
        await page.Locator("#place").FillAsync("phường Bắc Giang, Bắc Ninh");
        await page.Press("Tìm");
        await page.Locator("main tbody a").First.ClickAsync();
        await page.Looks(house, "population-person", script);

        await page.Locator("main summary").First.ClickAsync();
        await page.Follow("Khai báo tạm vắng");
        await page.Heads("Khai báo tạm vắng");
        await page.Press("Ghi vào cơ sở dữ liệu");
        (await page.MainText()).ShouldContain("Chưa nhập: Lý do.");
        await page.Looks(house, "population-act-refused", script);
        var today = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
        foreach (var day in new[] { "on", "document.date" })
        {
            await page.Locator($"input[name='{day}.day']").FillAsync(today.Day.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await page.Locator($"input[name='{day}.month']").FillAsync(today.Month.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await page.Locator($"input[name='{day}.year']").FillAsync(today.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        await page.Locator("select[name='case']").SelectOptionAsync("long");
        await page.Locator("input[name='reason']").FillAsync("Đi học xa");
        await page.Locator("select[name='document.kind']").SelectOptionAsync("form");
        await page.Locator("input[name='document.number']").FillAsync("CT01-31");
        await page.Locator("input[name='document.agency']").FillAsync("Công an phường Bắc Giang");
        await page.Press("Ghi vào cơ sở dữ liệu");
        var text = await page.MainText();
        text.ShouldContain("Đã ghi: Khai báo tạm vắng.");
        text.ShouldContain("Đi học xa");
        text.ShouldContain("CT01-31");
        await page.Looks(house, "population-person-after", script);

        await page.GotoAsync("/population/numbers");
        await page.Looks(house, "population-numbers", script);
        await page.GotoAsync("/population/areas");
        await page.Looks(house, "population-areas", script);
    }
}
