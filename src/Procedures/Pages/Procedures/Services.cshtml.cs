using LienThong.Procedures.Definitions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>All services by life event, found with or without accents.</summary>
[PublicPage("Danh mục dịch vụ công phải công khai")]
internal sealed class ServicesModel(ProcedureLibrary library) : PageModel
{
    public string? Words { get; private set; }

    public IReadOnlyList<ProcedureDefinition> Found { get; private set; } = [];

    public async Task OnGet(string? q, CancellationToken ct)
    {
        Words = q;
        Found = await library.Search(q, ct);
    }
}
