using System.Text.Json;
using LienThong.Identity.Accounts;
using LienThong.Identity.Clients;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>One relying party: its metadata and state, the decision of the administrator, keys and secret, what happened.</summary>
[Requires(RegisterOidcClient.AskScope)]
internal sealed class RelyingPartyPage(Db db, ListOidcClients list, DecideOidcClient decide, RenewClientKeys renew) : PageModel
{
    public ClientRow Row { get; private set; } = null!;

    public IReadOnlyList<ClientChange> History { get; private set; } = [];

    /// The secret just made; stands in this one answer only.
    public IssuedClient? Issued { get; private set; }

    public bool Manages => HttpContext.Caller().May(Refusals.Manage);

    public IEnumerable<string> KeyIds
    {
        get
        {
            using var set = JsonDocument.Parse(Row.Client.JwksJson ?? """{"keys":[]}""");
            return [.. set.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.TryGetProperty("kid", out var id) ? id.GetString()! : "–")];
        }
    }

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDecide(string id, string? decision, string? reason, CancellationToken ct) => decision switch
    {
        "approve" => await After(id, await decide.Approve(HttpContext.Caller(), id, reason, ct), ct),
        "refuse" => await After(id, await decide.Refuse(HttpContext.Caller(), id, reason, ct), ct),
        _ => await After(id, ClientErrors.DecisionMissing.At("/decision"), ct),
    };

    public async Task<IActionResult> OnPostRevoke(string id, string? revokeReason, CancellationToken ct)
    {
        var done = await decide.Revoke(HttpContext.Caller(), id, revokeReason, ct);
        return await After(id, done.Failed && done.Faults[0].Pointer == "/reason" ? done.Faults[0].At("/revokeReason") : done, ct);
    }

    public async Task<IActionResult> OnPostKeys(string id, string? jwks, IFormFile? jwksFile, bool leaked, CancellationToken ct) =>
        await After(id, await renew.Replace(HttpContext.Caller(), id, string.IsNullOrWhiteSpace(jwks) ? await RelyingPartyNewPage.Text(jwksFile, ct) ?? "" : jwks, !leaked, ct), ct);

    public async Task<IActionResult> OnPostSecret(string id, CancellationToken ct)
    {
        var issued = await renew.Rotate(HttpContext.Caller(), id, ct);
        if (issued.Failed) return await After(id, issued.Faults, ct);
        Issued = issued.Value;
        return await Load(id, ct) ? Page() : NotFound();
    }

    private async Task<IActionResult> After(string id, Result done, CancellationToken ct)
    {
        if (!done.Failed) return Redirect("/identity/relying-parties/" + Uri.EscapeDataString(id));
        return await Load(id, ct) ? this.Refused(done.Faults) : NotFound();
    }

    private async Task<bool> Load(string id, CancellationToken ct)
    {
        if (await list.One(id, Manages ? null : HttpContext.Caller().Id, ct) is not { } row) return false;
        Row = row;
        History = await ClientHistory.Of(db, id, ct);
        return true;
    }

    /// The key of the text of a change.
    public static string Said(string change) => change switch
    {
        "asked" => "Gửi đăng ký",
        "added" => "Thêm bằng lệnh vận hành",
        "approved" => "Được duyệt",
        "refused" => "Bị từ chối",
        "revoked" => "Bị thu hồi",
        "keys-replaced" => "Thay khóa, khóa cũ dùng thêm 24 giờ",
        "keys-replaced-at-once" => "Thay khóa ngay",
        "secret-rotated" => "Lấy mật khẩu hệ thống mới",
        _ => change,
    };
}
