using System.Globalization;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>The programme officer reads three plans, follows a target to its live value, and tries a plan of her own.</summary>
public sealed class ProgrammeOfficerReadsAPlan(RunningHouse house)
{
    // One row stands before any header: nobody can know what its columns mean.
    private const string SmallPlan = """
        Số: 31/KH-SXD
        Bắc Ninh, ngày 03 tháng 11 năm 2026
        KẾ HOẠCH
        Thử nhập kế hoạch của người thử
        | 7 | Một hàng đứng ngoài bảng | Phòng B |

        Phụ lục I
        | STT | Tên nhiệm vụ | Cơ quan thực hiện | Thời hạn hoàn thành | Kết quả, sản phẩm |
        |---|---|---|---|---|
        | I | Nhóm thử | | | |
        | 1 | Rà soát các biểu mẫu của Sở | Phòng Pháp chế | Quý III/2027 | Báo cáo rà soát |
        | 2 | Nối phần mềm một cửa với từ điển chung | Trung tâm CNTT | Tháng 9/2027 | Phần mềm đã nối |
        """;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Three_plans_are_there_and_a_target_tells_its_value_of_today(bool script)
    {
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Cán bộ theo dõi kế hoạch");
        await page.Heads("Chương trình");
        (await page.Locator("main tbody tr a[href^='/programme/plans/']").CountAsync()).ShouldBeGreaterThanOrEqualTo(3);
        await page.Looks(house, "programme", script);
        await page.Follow("Bộ Xây dựng thực hiện Đề án 06 giai đoạn 2026–2030");
        var live = page.Locator("a[href$='/targets/I.4#rows']");
        var shown = await live.InnerTextAsync();
        double.Parse(shown.TrimEnd('%'), CultureInfo.GetCultureInfo("vi-VN")).ShouldBeInRange(1, 100);
        await page.Looks(house, "programme-plan", script);
        await live.ClickAsync();
        await page.Heads("Hồ sơ nộp trực tuyến trên tổng số hồ sơ");
        (await page.MainText()).ShouldContain(shown);
        (await page.Locator("#rows ~ * a[href^='/dossiers/'], main tbody a[href^='/dossiers/']").CountAsync()).ShouldBeGreaterThan(5);
        await page.Looks(house, "programme-target", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_pasted_plan_is_shown_as_understood_and_doubtful_before_anything_is_kept(bool script)
    {
        var page = await house.Visit(script);
        await page.SignIn("Cán bộ theo dõi kế hoạch");
        await page.Follow("Nhập kế hoạch từ văn bản");
        await page.Looks(house, "programme-import", script);
        var code = "thu-nhap-" + (script ? "co" : "khong");
        await page.Locator("#text").FillAsync(SmallPlan);
        await page.Locator("#code").FillAsync(code);
        await page.Press("Xem trước");
        await page.Heads("Xem trước kế hoạch");
        var text = await page.MainText();
        text.ShouldContain("0 mục tiêu, 2 nhiệm vụ");
        text.ShouldContain("Rà soát các biểu mẫu của Sở");
        text.ShouldContain("Quý III/2027");
        var doubts = page.Locator("table", new() { HasText = "Chưa hiểu: xem lại trong văn bản" });
        await Assertions.Expect(doubts).ToContainTextAsync("Một hàng đứng ngoài bảng");
        await Assertions.Expect(doubts).ToContainTextAsync("không có dòng tiêu đề cột");
        await page.Looks(house, "programme-preview", script);
        (await page.GotoAsync("/programme/plans/" + code))!.Status.ShouldBe(404, "a preview keeps nothing");
    }
}
