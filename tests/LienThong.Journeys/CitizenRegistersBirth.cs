using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>
/// A mother files from her phone. The law allows one open dossier about the same child, so each journey ends with her taking hers back:
/// the next one, whichever it is, finds the matter free.
/// </summary>
public sealed partial class CitizenRegistersBirth(RunningHouse house)
{
    private const string ShownInputs = "main input:not([type=hidden]):not([type=radio]):not([type=checkbox]):visible, main textarea:visible";

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_mother_registers_a_birth_with_one_typed_name_and_no_paper(bool script)
    {
        var page = await house.Visit(script);
        var (screens, typed) = (new List<string>(), 0);
        page.FrameNavigated += (_, frame) => { if (frame.ParentFrame is null) screens.Add(new Uri(frame.Url).AbsolutePath); };
        await page.SignIn("Người dân");
        screens.Clear();
        await page.Begin("1.001193");
        await SeesTheFilledForm(page, script);
        typed += await page.Locator(ShownInputs).CountAsync();
        await page.Follow("Đúng rồi, tiếp tục");
        typed += await AnswersTheOnlyQuestions(page, script);
        await SeesThatNoPaperIsAsked(page, script);
        typed += await page.Locator(ShownInputs).CountAsync();
        await page.Follow("Tiếp tục");
        await page.Heads("Xem lại trước khi nộp");
        typed += await page.Locator(ShownInputs).CountAsync();
        await page.Looks(house, "birth-4-check", script);
        await page.Press("Nộp hồ sơ");
        await page.Arrives("/filed$");
        var visited = screens.Distinct().ToList();
        visited.Count.ShouldBeLessThanOrEqualTo(7, string.Join(", ", visited));
        visited.Count.ShouldBeGreaterThanOrEqualTo(5, "the screens were not counted");
        typed.ShouldBeInRange(1, 5);
        var code = await SeesTheConfirmation(page, script);
        await FindsTheDossierOnHerPage(page, code, script);
        await TakesItBack(page);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_name_left_empty_is_told_at_the_field_and_nothing_is_lost(bool script)
    {
        var page = await house.Visit(script);
        await page.SignIn("Người dân");
        await page.Begin("1.001193");
        await page.Follow("Đúng rồi, tiếp tục");
        await page.GetByLabel("Nơi mẹ đang tạm trú").CheckAsync();
        await page.Press("Tiếp tục");
        await Assertions.Expect(page.Locator(".govuk-error-summary a[href='#childName']")).ToBeVisibleAsync();
        (await page.Locator("#childName-error").CountAsync()).ShouldBe(1);
        (await page.GetByLabel("Nơi mẹ đang tạm trú").IsCheckedAsync()).ShouldBeTrue();
        (await page.TitleAsync()).ShouldStartWith("Lỗi:");
        await page.Looks(house, "birth-2-name-missing", script);
    }

    private async Task SeesTheFilledForm(IPage page, bool script)
    {
        await page.Heads("Những gì nhà nước đã biết");
        var text = await page.MainText();
        foreach (var known in new[] { "Nguyễn Thị Thu Hà", "14/03/1997", "Trần Minh Hoà", "Bệnh viện Sản Nhi Bắc Ninh", "Dữ liệu giấy chứng sinh", "Cơ sở dữ liệu quốc gia về dân cư" })
            text.ShouldContain(known);
        await page.Looks(house, "birth-1-known", script);
    }

    private async Task<int> AnswersTheOnlyQuestions(IPage page, bool script)
    {
        await page.Heads("Tên của con");
        await page.Looks(house, "birth-2-name", script);
        var asked = await page.Locator(ShownInputs).CountAsync();
        await page.Locator("#childName").FillAsync("Trần Nguyễn Minh An");
        await page.GetByLabel("Cha", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Nơi mẹ đang tạm trú").CheckAsync();
        await page.Press("Tiếp tục");
        return asked;
    }

    private async Task SeesThatNoPaperIsAsked(IPage page, bool script)
    {
        await page.Heads("Bạn không phải nộp giấy tờ nào");
        var papers = page.Locator(".govuk-summary-list__row");
        (await papers.CountAsync()).ShouldBe(4, "birth notice, identity card, residence, marriage");
        foreach (var paper in await papers.AllInnerTextsAsync())
        {
            paper.ShouldContain("Không cần nộp");
            WithSourceAndTime().IsMatch(paper).ShouldBeTrue(paper);
        }
        await page.Looks(house, "birth-3-papers", script);
    }

    private async Task<string> SeesTheConfirmation(IPage page, bool script)
    {
        await page.Heads("Đã nộp hồ sơ");
        var code = await page.Locator(".govuk-panel .lt-number").InnerTextAsync();
        DossierCode().IsMatch(code).ShouldBeTrue(code);
        (await page.MainText()).ShouldContain("4 trên 4 giấy tờ không phải nộp");
        var qr = page.Locator($"img[alt*='{code}']");
        (await qr.EvaluateAsync<bool>("i => i.complete && i.naturalWidth > 20")).ShouldBeTrue("the QR is a picture");
        await page.Looks(house, "birth-5-filed", script);
        return code;
    }

    private async Task FindsTheDossierOnHerPage(IPage page, string code, bool script)
    {
        await page.GotoAsync("/my/dossiers");
        (await page.MainText()).ShouldContain(code);
        await page.Looks(house, "my-dossiers", script);
        await page.Locator("main li", new() { HasText = code }).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Heads("Đăng ký khai sinh");
        var text = await page.MainText();
        text.ShouldContain("Mới nộp");
        Regex.Count(text, "Không cần nộp").ShouldBe(4);
        await page.Looks(house, "my-dossier", script);
    }

    private static async Task TakesItBack(IPage page)
    {
        await page.Locator("summary", new() { HasText = "Rút hồ sơ" }).ClickAsync();
        await page.Press("Rút hồ sơ này");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bạn đã rút hồ sơ.");
    }

    [GeneratedRegex(@"(Cơ sở dữ liệu|Dữ liệu) [^\n]+, \d\d/\d\d/\d{4} \d\d:\d\d")]
    private static partial Regex WithSourceAndTime();

    [GeneratedRegex(@"^H\d\d\.\d{5}-\d{6}-\d{4,}$")]
    private static partial Regex DossierCode();
}
