using LienThong.Identity.Accounts;
using LienThong.Identity.Clients;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Systems that use our sign-in: one's own for an integrator, all of them for an administrator.</summary>
[Requires(RegisterOidcClient.AskScope)]
internal sealed class RelyingPartiesPage(ListOidcClients list) : PageModel
{
    public IReadOnlyList<ClientRow> Rows { get; private set; } = [];

    public bool Manages => HttpContext.Caller().May(Refusals.Manage);

    public async Task OnGet(CancellationToken ct) => Rows = Manages ? await list.All(ct) : await list.AskedBy(HttpContext.Caller(), ct);

    /// The key of the text of a state.
    public static string Word(ClientState state) => state switch
    {
        ClientState.Asked => "Chờ duyệt",
        ClientState.Approved => "Đang dùng",
        ClientState.Refused => "Bị từ chối",
        _ => "Đã thu hồi",
    };
}
