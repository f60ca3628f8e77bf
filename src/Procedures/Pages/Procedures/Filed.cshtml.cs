using System.Text;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace LienThong.Procedures.Pages;

/// <summary>A QR code that opens public tracking for a dossier.</summary>
internal static class TrackingCode
{
    /// <summary>An SVG, base64, for a data: image.</summary>
    public static string Svg(HttpRequest request, string code)
    {
        var address = $"{request.Scheme}://{request.Host}/track?code={Uri.EscapeDataString(code)}";
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4, "#000000", "#ffffff")));
    }
}

/// <summary>Filed: the code to keep and what happens next.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class FiledModel(DossierShelf shelf, ProcedureLibrary library, Names names) : PageModel
{
    public Dossier Dossier { get; private set; } = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public string Agency => names.Agency(Dossier.CompetentAgency);

    public string Qr => TrackingCode.Svg(Request, Dossier.Code);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        var own = await shelf.Own(HttpContext.Caller(), id, ct);
        if (own.Failed) return NotFound();
        Dossier = own.Value;
        Definition = await library.Pinned(Dossier.ProcedureCode, Dossier.Definition, ct);
        return Page();
    }
}
