using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>A visitor who never signs in: who a ministry is today, where a province went, which services there are, where a dossier stands.</summary>
public sealed class VisitorFindsOutWhoIsWho(RunningHouse house)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_ministry_that_ended_leads_to_the_one_of_today(bool script)
    {
        var page = await Ask("Bộ Giao thông vận tải hôm nay là ai", script);
        var text = await page.MainText();
        text.ShouldContain("đã kết thúc");
        text.ShouldContain("Nay là: Bộ Xây dựng");
        text.ShouldContain("01/03/2025");
        text.ShouldContain("NQ 176/2025/QH15");
        await page.Looks(house, "directory-ministry", script);
        await page.Follow("Bộ Xây dựng");
        await page.Heads("Bộ Xây dựng");
        await page.Looks(house, "directory-agency", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_name_without_accents_finds_the_ward_of_today_and_the_province_of_yesterday(bool script)
    {
        var page = await Ask("bac giang", script);
        var text = await page.MainText();
        text.ShouldContain("Phường Bắc Giang, Tỉnh Bắc Ninh");
        text.ShouldContain("Tỉnh Bắc Giang");
        text.ShouldContain("không còn Nay là: Tỉnh Bắc Ninh");
        await page.Looks(house, "directory-province", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_front_page_leads_to_a_service_and_the_service_tells_everything_before_sign_in(bool script)
    {
        var page = await house.Visit(script);
        await page.GotoAsync("/");
        await page.Heads("Nhà nước không hỏi lại điều đã biết");
        await page.Looks(house, "front", script);
        await page.Follow("Mọi dịch vụ");
        await page.Heads("Dịch vụ công");
        await page.Looks(house, "services", script);
        await page.Locator("#q").FillAsync("khai sinh");
        await page.Press("Tìm");
        await page.Follow("Đăng ký khai sinh");
        var text = await page.MainText();
        text.ShouldContain("Không mất tiền");
        text.ShouldContain("Chúng tôi đã biết");
        await page.Looks(house, "service", script);
        await page.Press("Bắt đầu");
        await page.Arrives(@"/sign-in\?returnTo=");
        await page.Looks(house, "sign-in", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_wrong_code_is_refused_in_words_that_tell_what_to_do(bool script)
    {
        var page = await house.Visit(script);
        await page.GotoAsync("/track");
        await page.Looks(house, "track", script);
        await page.Locator("#code").FillAsync("H05.07210-261121-9999");
        await page.Locator("#phone").FillAsync("0000");
        await page.Press("Tra cứu");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("Mã hồ sơ và số điện thoại không khớp. Xem lại giấy tiếp nhận.");
        (await page.Locator("#code").InputValueAsync()).ShouldBe("H05.07210-261121-9999");
        await page.Looks(house, "track-wrong", script);
    }

    [Theory, InlineData(320, false), InlineData(320, true), InlineData(390, false), InlineData(390, true), InlineData(641, true), InlineData(1366, true)]
    public async Task The_tools_of_the_header_never_lie_over_the_name_of_the_agency(int width, bool signedIn)
    {
        var page = await house.Visit(script: true, width);
        if (signedIn) await page.SignIn("Người dân");
        await page.GotoAsync("/");
        const string gap = "(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.lt-header__brand')); "
            + "const text = [...r.getClientRects()], tools = [...document.querySelectorAll('.lt-header__tools > *')].map(e => e.getBoundingClientRect());"
            + "return text.some(a => tools.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)); })()";
        (await page.EvaluateAsync<bool>(gap)).ShouldBeFalse();
        await page.ScreenshotAsync(new() { Path = Path.Combine(house.Screenshots, $"header-{width}{(signedIn ? "-signed-in" : "")}.png") });
    }

    private async Task<IPage> Ask(string question, bool script)
    {
        var page = await house.Visit(script);
        await page.GotoAsync("/directory");
        await page.Locator("#q").FillAsync(question);
        await page.Press("Tìm");
        await page.Arrives(@"/directory\?q=");
        return page;
    }
}
