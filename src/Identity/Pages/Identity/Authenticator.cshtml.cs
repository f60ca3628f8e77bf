using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace LienThong.Identity.Pages;

/// <summary>Adds or removes the authenticator app of my account.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class AuthenticatorPage(Db db, EnrolTotp totp) : OwnPage
{
    protected override bool NeedsFreshSignIn => true;

    public bool Enrolled { get; private set; }

    /// Keeps the address to go back to in the form's own.
    public string Tail => SignInAim.Of(Request, Url).QueryTail;

    public TotpOffer? Offer { get; private set; }

    /// The offer as a picture in the page; the policy of the site allows pictures as data.
    public string Picture
    {
        get
        {
            using var code = QRCodeGenerator.GenerateQrCode(Offer!.Address, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(code);
            return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
        }
    }

    public async Task OnGet(CancellationToken ct) => Enrolled = await db.One(Sql.Enrolled, [Session.Account], r => r.GetBoolean(0), ct);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Offer = await totp.Begin(Session, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirm(string? handle, string? code, CancellationToken ct)
    {
        var result = await totp.Confirm(HttpContext, Session, handle ?? "", code ?? "", ct);
        if (!result.Failed) return LocalRedirect(Onward);
        Offer = await totp.Again(Session, handle ?? "", ct);
        await OnGet(ct);
        return this.Refused(result.Faults);
    }

    public async Task<IActionResult> OnPostRemove(CancellationToken ct)
    {
        var result = await totp.Remove(HttpContext, Session, ct);
        if (!result.Failed) return Redirect("/account#factors");
        await OnGet(ct);
        return this.Refused(result.Faults);
    }

    static class Sql
    {
        public const string Enrolled = "select exists (select from identity.totp where account = $1)";
    }
}
