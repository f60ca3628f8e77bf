using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Web.Pages;

/// <summary>One refusal of the catalogue: what <c>type</c> and <c>error_uri</c> of an answer lead to. Reads docs/errors.md, which is made from the program.</summary>
[PublicPage("documentation")]
sealed class ErrorCodeModel : PageModel
{
    public sealed record Entry(string Code, string Status, string Vi, string En, string Module);

    private static readonly Lazy<Dictionary<string, Entry>> Catalogue = new(() => Read(System.IO.File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "errors.md"))));

    public Entry Error { get; private set; } = null!;

    public IActionResult OnGet(string code)
    {
        if (!Catalogue.Value.TryGetValue(code.ToUpperInvariant(), out var entry)) return NotFound();
        Error = entry;
        return Page();
    }

    /// <summary>The rows of the generated tables: code, status, Vietnamese, English, under the heading of their module.</summary>
    internal static Dictionary<string, Entry> Read(IEnumerable<string> lines)
    {
        var found = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var module = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) module = line[3..];
            if (!line.StartsWith("| <a id=\"", StringComparison.Ordinal)) continue;
            var cells = line.Split(" | ");
            var code = cells[0][(cells[0].LastIndexOf('>') + 1)..];
            found[code] = new Entry(code, cells[1], Plain(cells[2]), Plain(cells[3].TrimEnd(' ', '|')), module);
        }
        return found;

        static string Plain(string cell) => cell.Replace("\\|", "|", StringComparison.Ordinal).Trim();
    }
}
