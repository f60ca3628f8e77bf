using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>A citizen asks for a correction; the keeper of the register decides it, settles a pair of records that may be one person, looks at the scores of quality and checks a card.</summary>
[Collection(ChangesEverybodySees.Name)]
public sealed partial class KeeperMendsTheRegister(HouseOfChanges changes)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Requests_duplicates_quality_and_cards(bool script)
    {
        var house = changes.House;
        var citizen = await house.Visit(script);
        await citizen.SignIn("Người dân");
        await citizen.GotoAsync("/");
        await citizen.Looks(house, "home-citizen", script);
        await citizen.Follow("Dữ liệu của tôi: xem và báo chỗ sai");
        await citizen.Press("Gửi yêu cầu");
        (await citizen.MainText()).ShouldContain("Chọn thông tin cần sửa trong danh sách.");
        await citizen.Locator("nav a[href='/my/corrections']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var item = script ? "person.bloodGroup" : "person.otherNames";
        await citizen.Locator($"main a[href*='item={item}']").ClickAsync();
        await Assertions.Expect(citizen.Locator("select[name='item']")).ToHaveValueAsync(item);
        await citizen.Locator("input[name='value']").FillAsync(script ? "AB+" : "Hà Thu");
        await citizen.Locator("textarea[name='evidence']").FillAsync("Giấy xét nghiệm của bệnh viện tỉnh");
        await citizen.Press("Gửi yêu cầu");
        (await citizen.MainText()).ShouldContain("Đang chờ trả lời");
        await citizen.Looks(house, "my-corrections", script);

        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Chủ quản dữ liệu");
        await page.GotoAsync("/population/corrections");
        await page.Looks(house, "population-corrections", script);
        await page.Locator("main tbody a").First.ClickAsync();
        await page.Heads("Yêu cầu sửa dữ liệu");
        await page.Looks(house, "population-correction", script);
        await page.Locator("input[name='decision'][value='refuse']").CheckAsync();
        await page.Locator("textarea[name='reason']").FillAsync("Cần bản chính giấy xét nghiệm; mang đến công an phường.");
        await page.Press("Ghi quyết định");
        (await page.MainText()).ShouldContain("Đã từ chối yêu cầu");
        await citizen.ReloadAsync();
        (await citizen.MainText()).ShouldContain("Cần bản chính giấy xét nghiệm");

        await SettlePair(house, page, script);
        await page.GotoAsync("/population/quality");
        (await page.MainText()).ShouldContain("Theo xã, kém nhất trước");
        await page.Looks(house, "population-quality", script);
        await CheckCard(house, page, script);
    }

    // the search runs as a job after the start, so the first pair may have to be waited for
    private static async Task SettlePair(RunningHouse house, IPage page, bool script)
    {
        var ct = TestContext.Current.CancellationToken;
        do
        {
            ct.ThrowIfCancellationRequested();
            await page.GotoAsync("/population/duplicates");
        }
        while (await page.Locator("main tbody a").CountAsync() == 0);
        await page.Looks(house, "population-duplicates", script);
        await page.Locator("main tbody a").First.ClickAsync();
        await page.Heads("Một người hay hai người?");
        (await page.MainText()).ShouldContain("Vì sao máy đưa ra cặp này");
        await page.Looks(house, "population-duplicate", script);
        await page.Press("Ghi quyết định");
        (await page.MainText()).ShouldContain("Nhập đủ ngày, tháng, năm");
        await page.Locator($"input[name='decision'][value='{(script ? "one" : "two")}']").CheckAsync();
        if (!script) await page.Locator("input[name='reason']").FillAsync("Hai anh em họ cùng tên");
        await page.Locator("select[name='document.kind']").SelectOptionAsync("decision");
        await page.Locator("input[name='document.number']").FillAsync("BB-7/2026");
        await page.Locator("input[name='document.agency']").FillAsync("Công an tỉnh");
        foreach (var (part, value) in new[] { ("day", "20"), ("month", "11"), ("year", "2026") }) await page.Locator($"input[name='document.date.{part}']").FillAsync(value);
        await page.Press("Ghi quyết định");
        (await page.MainText()).ShouldContain(script ? "Đã gộp hai hồ sơ" : "Đã ghi: đây là hai người");
    }

    private static async Task CheckCard(RunningHouse house, IPage page, bool script)
    {
        await page.GotoAsync("/population");
        await page.Locator("#fullName").FillAsync("Lý Anh Quân");
        foreach (var (part, value) in new[] { ("day", "6"), ("month", "4"), ("year", "1988") }) await page.Locator($"input[name='birthDate.{part}']").FillAsync(value);
        await page.GetByLabel("Nam", new() { Exact = true }).CheckAsync();
        await page.Locator("#place").FillAsync("phường Bắc Giang, Bắc Ninh");
        await page.Press("Tìm");
        var number = Number().Match(await page.MainText()).Value;
        await page.GotoAsync("/population/card-check");
        await page.Locator("textarea[name='qr']").FillAsync("không phải mã thẻ");
        await page.Press("Kiểm tra");
        (await page.MainText()).ShouldContain("Không đọc được mã QR");
        await page.Locator("textarea[name='qr']").FillAsync($"{number}||Lý Anh Quân|06041988|Nam|Phường Cũ|");
        await page.Press("Kiểm tra");
        (await page.MainText()).ShouldContain("Khớp");
        await page.Looks(house, "population-card-check", script);
    }

    [GeneratedRegex("[0-9]{12}")]
    private static partial Regex Number();
}
