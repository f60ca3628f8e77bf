using LienThong.Kernel.Modules;
using Markdig;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Web.Pages;

/// <summary>The files of docs/ that help whoever connects, checks or reads errors. They come from the repository, never from input.</summary>
[PublicPage("documentation")]
sealed class DocsModel : PageModel
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().Build();

    /// <summary>Name in the address and Vietnamese title.</summary>
    public static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["errors"] = "Mã lỗi: chuyện gì xảy ra và phải làm gì",
        ["events"] = "Sự kiện mà các phân hệ báo cho nhau",
        ["conformance-openid"] = "OpenID Connect và FAPI 2.0: từng phép thử và kết quả",
        ["threats-identity"] = "Mối đe dọa với định danh, cách chặn, phép thử",
        ["glossary"] = "Thuật ngữ: tiếng Anh trong mã, tiếng Việt cho người đọc",
    };

    public string Title { get; private set; } = "Tài liệu";

    public string? Body { get; private set; }

    public async Task<IActionResult> OnGet(string? name, CancellationToken ct)
    {
        if (name is null) return Page();
        if (!Known.TryGetValue(name, out var title)) return NotFound();
        Title = title;
        Body = Markdig.Markdown.ToHtml(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", name + ".md"), ct), Markdown);
        return Page();
    }
}
