using LienThong.Identity.Security;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Sessions;

/// <summary>Ends sessions: signing out, or sending another device away.</summary>
internal sealed class EndSession(Db db, TimeProvider clock, SecurityLog log, IdentifySession sessions)
{
    /// Signs this browser out.
    public async Task SignOut(HttpContext http, CancellationToken ct)
    {
        if (SessionCookie.Read(http) is { } handle)
        {
            await db.Execute(Sql.ByHandle, [Secrets.Hash(handle), clock.GetUtcNow()], ct);
            sessions.Forget(handle);
        }
        if (http.Session() is { } session) await log.Write(SecurityEventKind.SignedOut, session.Account, Visitor.Of(http), null, ct);
        SessionCookie.Clear(http);
    }

    /// Ends one session of the account; false when it has no such open session.
    public async Task<bool> One(HttpContext http, AccountId account, Guid session, CancellationToken ct)
    {
        var ended = await db.Execute(Sql.One, [account, session, clock.GetUtcNow()], ct);
        if (ended == 0) return false;
        sessions.ForgetAll();
        await log.Write(SecurityEventKind.SessionEnded, account, Visitor.Of(http), null, ct);
        return true;
    }

    /// Ends every other session of the account, after its ways to sign in changed or at the owner's wish.
    public async Task Others(AccountId account, Guid keep, CancellationToken ct)
    {
        await db.Execute(Sql.Others, [account, keep, clock.GetUtcNow()], ct);
        sessions.ForgetAll();
    }

    static class Sql
    {
        public const string ByHandle = "update identity.session set ended_at = $2, ended_why = 'signed-out' where token_hash = $1 and ended_at is null";

        public const string One = "update identity.session set ended_at = $3, ended_why = 'by-owner' where account = $1 and id = $2 and ended_at is null";

        public const string Others = "update identity.session set ended_at = $3, ended_why = 'by-owner' where account = $1 and id <> $2 and ended_at is null";
    }
}
