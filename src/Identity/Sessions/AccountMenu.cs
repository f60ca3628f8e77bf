using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace LienThong.Identity.Sessions;

/// <summary>What the header of every page shows of the person who is signed in.</summary>
internal sealed class AccountMenu(IStringLocalizer<Texts> texts, HouseOptions house) : IAccountMenu
{
    public AccountCard? For(HttpContext http)
    {
        if (http.Session() is not { } session) return null;
        var role = session.PostTitle is { } post ? $"{post} ({session.Agency})" : null;
        return new AccountCard(session.DisplayName, role, house.Demo ? [(texts["Đổi nhân vật"], "/demo")] : []);
    }
}
