using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.SignIn;

/// <summary>Sets or changes the password of the signed-in account; other sessions end.</summary>
internal sealed class SetPassword(Db db, Passwords passwords, SecurityLog log, EndSession end)
{
    public async Task<Result> Do(HttpContext http, Session session, string password, string again, CancellationToken ct)
    {
        var login = await db.One(Sql.Login, [session.Account], r => r.TextOrNull(0), ct);
        var check = new Check();
        if (Passwords.Weakness(password, login) is { } weak) check.That(ok: false, "/password", weak);
        check.That(string.Equals(password, again, StringComparison.Ordinal), "/again", IdentityErrors.PasswordMismatch);
        if (!check.Ok) return check.Faults;
        var change = await passwords.Set(session.Account, password, ct);
        await db.Execute(change.Sql, change.Args, ct);
        await log.Write(SecurityEventKind.PasswordSet, session.Account, Visitor.Of(http), null, ct);
        await end.Others(session.Account, session.Id, ct);
        return Result.Done;
    }

    static class Sql
    {
        public const string Login = "select login from identity.account where id = $1";
    }
}
