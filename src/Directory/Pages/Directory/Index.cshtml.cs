using LienThong.Directory.Questions;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Directory.Pages;

/// The search box "Tìm cơ quan, địa bàn" and its answers.
[PublicPage("Danh mục cơ quan và địa bàn là danh mục dùng chung, công khai (QĐ 29/2026/QĐ-TTg)")]
internal sealed class IndexPage(IDirectory directory, TimeProvider clock) : PageModel
{
    public string? Asked { get; private set; }

    public DirectoryAnswer? Answer { get; private set; }

    public DateOnly Today => clock.Today();

    /// Millions of people counted for Resolution 202/2025/QH15, each province with its page.
    public IEnumerable<ProvinceValue> Map => directory.Provinces(Today).Select(p => new ProvinceValue(
        p.Code, directory.FactsOf(p.Code) is { } facts ? Math.Round(facts.Population / 1e6, 2) : null, "/directory/areas/" + p.Code));

    public string PathOf(Area area) => directory.PathOf(area.Id);

    public IActionResult OnGet([FromQuery] string? q)
    {
        Asked = q?.Trim();
        if (string.IsNullOrEmpty(Asked)) return Page();
        if (Ask.Text(Asked, null) is { } faults) return this.Refused(faults);
        Answer = AnswerQuestion.For(Asked, directory, Today);
        return Page();
    }
}
