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
        var role = session.Acting is { } acting ? texts["Đang làm thay: {0}", acting.Name] : session.PostTitle is { } post ? $"{post} ({session.Agency})" : null;
        List<(string, string)> links = [];
        if (session.HasNews) links.Add((texts["Thông báo an ninh mới"], "/account#news"));
        if (session.Kind == AccountKind.Citizen) links.Add((session.Acting is null ? texts["Làm thay tổ chức, con"] : texts["Thôi làm thay, hoặc đổi"], "/account/acting"));
        if (house.Demo) links.Add((texts["Đổi nhân vật"], "/demo"));
        return new AccountCard(session.Acting is null ? session.DisplayName : $"{session.DisplayName} → {session.Acting.Name}", role, links);
    }
}
