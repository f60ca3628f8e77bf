using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>A data owner makes a register in minutes, types a first record, sees where each value comes from, and cannot break what others use.</summary>
[Collection(ChangesEverybodySees.Name)]
public sealed class OwnerMakesARegister(HouseOfChanges changes)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task From_an_empty_form_to_the_first_record(bool script)
    {
        var house = changes.House;
        var page = await house.Visit(script, width: 1366, height: 768);
        var code = script ? "nghiem-thu-chay-mot" : "nghiem-thu-chay-hai";
        await page.SignIn("Chủ quản dữ liệu");
        await Declare(page, house, code, script);
        await Choose(page, house, script);
        await TypeAndFind(page, house, code, script);
        await TryToBreak(page, house, code, script);
        await page.GotoAsync($"/registries/{code}/load");
        await page.Looks(house, "registry-load", script);
        await page.GotoAsync($"/registries/{code}/handover");
        await page.Looks(house, "registry-handover", script);
    }

    private static async Task Declare(IPage page, RunningHouse house, string code, bool script)
    {
        await page.GotoAsync("/registries");
        await page.Looks(house, "registries", script);
        await page.Follow("Tạo sổ mới");
        await page.Looks(house, "registry-new", script);
        await page.Press("Tiếp tục");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await page.Locator("#vi").FillAsync("Sổ nghiệm thu phòng cháy");
        await page.Locator("#en").FillAsync("Fire-safety acceptances");
        await page.Locator("#code").FillAsync(code);
        await page.Locator("#definition").FillAsync("Mỗi bản ghi là một lần nghiệm thu phòng cháy.");
        await page.GetByLabel("Vật, nơi chốn hoặc việc có mã riêng").CheckAsync();
        await page.Press("Tiếp tục");

        await page.Heads("Ai giữ sổ và theo căn cứ nào");
        await page.Locator("#legalBasis").FillAsync("Luật 55/2024/QH15, Điều 17");
        await page.Looks(house, "registry-basis", script);
        await page.Press("Tiếp tục");
    }

    private static async Task Choose(IPage page, RunningHouse house, bool script)
    {
        await page.Heads("Sổ ghi những trường nào");
        await page.Locator("#q").FillAsync("nghiem thu phong chay");
        await page.Press("Tìm");
        await page.GetByLabel("Số văn bản nghiệm thu phòng cháy", new() { Exact = true }).CheckAsync();
        await page.Press("Thêm các trường đã chọn");
        await page.Locator("#q").FillAsync("cong trinh");
        await page.Press("Tìm");
        await page.GetByLabel("Tên công trình", new() { Exact = true }).CheckAsync();
        await page.Press("Thêm các trường đã chọn");
        await page.Locator("input[name='use-fireSafety.certificateNo'][value=required]").CheckAsync();
        await page.Locator("#key").SelectOptionAsync("fireSafety.certificateNo");
        await page.Locator("input[name=search][value='fireSafety.building']").CheckAsync();
        await page.Looks(house, "registry-fields", script);
        await page.Press("Tiếp tục");

        await page.Heads("Ai của cơ quan được xem và sửa");
        await page.Looks(house, "registry-rights", script);
        await page.Press("Tiếp tục");
        await page.Heads("Xem lại và công bố");
        await page.Looks(house, "registry-draft", script);
        await page.Press("Công bố");
        (await page.MainText()).ShouldContain("Sổ trả lời qua nền tảng ngay từ bây giờ");
        await page.Looks(house, "registry-live", script);
    }

    private static async Task TypeAndFind(IPage page, RunningHouse house, string code, bool script)
    {
        await page.Follow("Tra cứu bản ghi");
        await page.Follow("Ghi một bản ghi");
        await page.Looks(house, "registry-enter", script);
        await page.Locator("[name='fireSafety.certificateNo']").FillAsync("125/NT-PCCC");
        await page.Locator("[name='fireSafety.building']").FillAsync("Chợ Thương");
        await page.Locator("input[name='from.day']").FillAsync("18");
        await page.Locator("input[name='from.month']").FillAsync("2");
        await page.Locator("input[name='from.year']").FillAsync("2026");
        await page.Locator("#document").FillAsync("Văn bản 125/NT-PCCC");
        await page.Press("Ghi vào sổ");
        await page.Heads("Bản ghi và lịch sử");
        (await page.MainText()).ShouldContain("Gõ từ giấy");
        await page.Looks(house, "registry-record", script);

        await page.GotoAsync($"/registries/{code}/records");
        await page.Locator("#text").FillAsync("cho thuong");
        await page.Press("Tìm");
        (await page.MainText()).ShouldContain("125/NT-PCCC");
        await page.Looks(house, "registry-search", script);
    }

    private static async Task TryToBreak(IPage page, RunningHouse house, string code, bool script)
    {
        await page.GotoAsync($"/registries/{code}");
        await page.Press("Sửa sổ");
        await page.GotoAsync($"/registries/{code}/draft/fields");
        await page.Locator("input[name='use-fireSafety.building'][value=out]").CheckAsync();
        await page.Locator("input[name=search][value='fireSafety.building']").UncheckAsync();
        await page.Press("Tiếp tục");
        await page.GotoAsync($"/registries/{code}/draft");
        await page.Press("Công bố");
        (await page.MainText()).ShouldContain("làm hỏng việc đang chạy");
        await page.Looks(house, "registry-breaking", script);
        await page.Press("Bỏ bản thảo");
    }
}
