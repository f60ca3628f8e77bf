using System.Text;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Programme.Import;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>Upload or paste a plan document.</summary>
[Requires(Scopes.Manage)]
internal sealed class ImportPage(ImportPlan import, KeepDraft drafts) : PageModel
{
    public async Task<IActionResult> OnPost(IFormFile? file, string? text, string? code, CancellationToken ct)
    {
        var pasted = file is null or { Length: 0 };
        if (pasted && string.IsNullOrWhiteSpace(text)) return this.Refused((Faults)ProgrammeErrors.FileMissing.At("/file"));
        if (file is { Length: > PlanText.MaxBytes }) return this.Refused((Faults)ProgrammeErrors.FileTooLarge.At("/file"));
        var name = pasted ? "văn bản dán" : Path.GetFileName(file!.FileName);
        var body = pasted ? Encoding.UTF8.GetBytes(text!) : await Bytes(file!, ct);
        var chosen = string.IsNullOrWhiteSpace(code) ? pasted ? "" : ImportPlan.CodeOf(name) : code.Trim();
        var preview = await import.Preview(chosen, body, ct);
        if (preview.Failed) return this.Refused(new Faults([.. preview.Faults.Select(f => f.Pointer is null ? f.At(pasted ? "/text" : "/file") : f)]));
        return Redirect($"/programme/import/{await drafts.Keep(HttpContext.Caller(), name, body, ct)}?code={Uri.EscapeDataString(chosen)}");
    }

    private static async Task<byte[]> Bytes(IFormFile file, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, ct);
        return memory.ToArray();
    }
}
