using System.Text;
using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>What the form sends; every member may be missing.</summary>
internal sealed class RelyingPartyForm
{
    public string? Name { get; set; }

    public string? Purpose { get; set; }

    public string? Profile { get; set; }

    public bool Live { get; set; }

    public string? RedirectUris { get; set; }

    public string? PostLogoutRedirectUris { get; set; }

    public string? BackchannelLogoutUri { get; set; }

    public string? Jwks { get; set; }

    public IFormFile? JwksFile { get; set; }

    public string? JwksUri { get; set; }

    public string[]? Scopes { get; set; }
}

/// <summary>An integrator asks for a client.</summary>
[Requires(RegisterOidcClient.AskScope)]
internal sealed class RelyingPartyNewPage(RegisterOidcClient register, ClaimBook claims) : PageModel
{
    public string Agency => HttpContext.Caller().Agency ?? "–";

    /// Scopes with the claims that they bring, in words.
    public IReadOnlyList<(string Scope, string Claims)> Scopes { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        var english = Languages.Current == "en";
        Scopes = [.. (await claims.All(ct)).GroupBy(c => c.Scope, StringComparer.Ordinal).Select(g => (g.Key, string.Join(", ", g.Select(c => english ? c.En : c.Vi))))];
    }

    public async Task<IActionResult> OnPost(RelyingPartyForm form, CancellationToken ct)
    {
        var jwks = string.IsNullOrWhiteSpace(form.Jwks) ? await Text(form.JwksFile, ct) : form.Jwks;
        if (form.Profile is not ("fapi" or "standard")) return await Again(ClientErrors.ProfileMissing.At("/profile"), ct);
        var metadata = new ClientMetadata(
            form.Profile == "fapi" ? ClientProfile.Fapi : ClientProfile.Standard, form.Name ?? "", Agency, form.Purpose ?? "", form.Live,
            Lines(form.RedirectUris), Lines(form.PostLogoutRedirectUris), Empty(form.BackchannelLogoutUri), jwks, Empty(form.JwksUri),
            [.. ClientScopes.Protocol, .. form.Scopes ?? []]);
        var asked = await register.Ask(HttpContext.Caller(), metadata, ct);
        return asked.Failed ? await Again(asked.Faults, ct) : Redirect("/identity/relying-parties/" + asked.Value);
    }

    private async Task<IActionResult> Again(Kernel.Results.Faults faults, CancellationToken ct)
    {
        await OnGet(ct);
        return this.Refused(faults);
    }

    private static string[] Lines(string? text) => (text ?? "").Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// An uploaded key set, never more than we would read.
    internal static async Task<string?> Text(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0) return null;
        if (file.Length > JwksRules.MaxLength) return new string(' ', JwksRules.MaxLength + 1);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }
}
