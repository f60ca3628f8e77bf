using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>Where is my dossier: code and four digits, no account.</summary>
[PublicPage("Tra cứu bằng mã hồ sơ và số điện thoại; không hiện dữ liệu cá nhân")]
internal sealed class TrackModel(TrackDossier track, ProcedureLibrary library, Names names) : PageModel
{
    public string? Code { get; private set; }

    public Dossier? Found { get; private set; }

    public string Procedure { get; private set; } = "";

    public Names Names => names;

    public void OnGet(string? code) => Code = code;

    public async Task<IActionResult> OnPost(string? code, string? phone, CancellationToken ct)
    {
        Code = code;
        var found = await track.Run(code, phone, ct);
        if (found.Failed) return this.Refused(new Faults([found.Faults[0].At("/code")]));
        Found = found.Value;
        Procedure = (await library.Pinned(Found.ProcedureCode, Found.Definition, ct)).Name.Here;
        return Page();
    }
}
