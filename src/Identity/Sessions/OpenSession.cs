using LienThong.Identity.Security;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Sessions;

/// <summary>How somebody proved who they are.</summary>
/// <param name="Level">1–4 by Decree 69/2024 art. 20.</param>
/// <param name="Methods">RFC 8176 words.</param>
internal sealed record Proof(int Level, params string[] Methods);

/// <summary>
/// Opens a session for an account that has proved itself, under a new handle: whatever the browser carried before is ended, so a planted
/// cookie never becomes a session. Officials start in the post that they were given last.
/// </summary>
internal sealed class OpenSession(Db db, TimeProvider clock, IdentityOptions options, SecurityLog log, IdentifySession sessions)
{
    public async Task Do(HttpContext http, AccountId account, Proof proof, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var visitor = Visitor.Of(http);
        await EndOld(http, now, ct);
        var handle = Secrets.NewHandle();
        await db.Execute(Sql.Open,
            [Guid.CreateVersion7(), Secrets.Hash(handle), account, HanoiTime.DateOf(now), (short)proof.Level, proof.Methods, now, now + options.Longest, visitor.Source, visitor.Device], ct);
        await log.Write(SecurityEventKind.SignedIn, account, visitor, string.Join('+', proof.Methods), ct);
        SessionCookie.Write(http, handle);
    }

    /// Goes on in another post, under a new handle; false when the account does not hold it today.
    public async Task<bool> SwitchPost(HttpContext http, Session session, Guid assignment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var handle = Secrets.NewHandle();
        var moved = await db.Execute(Sql.SwitchPost, [session.Id, Secrets.Hash(handle), assignment, HanoiTime.DateOf(now)], ct);
        if (moved == 0) return false;
        if (SessionCookie.Read(http) is { } old) sessions.Forget(old);
        await log.Write(SecurityEventKind.PostSwitched, session.Account, Visitor.Of(http), null, ct);
        SessionCookie.Write(http, handle);
        return true;
    }

    /// Goes on acting for another, or (null) for oneself again, under a new handle; false when the mandate is not there today.
    public async Task<bool> ActFor(HttpContext http, Session session, Guid? mandate, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var handle = Secrets.NewHandle();
        var moved = await db.Execute(Sql.ActFor, [session.Id, Secrets.Hash(handle), mandate, HanoiTime.DateOf(now)], ct);
        if (moved == 0) return false;
        if (SessionCookie.Read(http) is { } old) sessions.Forget(old);
        await log.Write(SecurityEventKind.ActingSwitched, session.Account, Visitor.Of(http), mandate?.ToString(), ct);
        SessionCookie.Write(http, handle);
        return true;
    }

    /// Raises the level of a session, under a new handle and with a new time of signing in; false when it has ended meanwhile.
    public async Task<bool> Raise(HttpContext http, Session session, Proof proof, CancellationToken ct)
    {
        var handle = Secrets.NewHandle();
        var methods = session.Methods.Union(proof.Methods, StringComparer.Ordinal).ToArray();
        var raised = await db.Execute(Sql.Raise, [session.Id, Secrets.Hash(handle), (short)proof.Level, methods, clock.GetUtcNow()], ct);
        if (raised == 0) return false;
        if (SessionCookie.Read(http) is { } old) sessions.Forget(old);
        await log.Write(SecurityEventKind.SteppedUp, session.Account, Visitor.Of(http), string.Join('+', proof.Methods), ct);
        SessionCookie.Write(http, handle);
        return true;
    }

    private async Task EndOld(HttpContext http, DateTimeOffset now, CancellationToken ct)
    {
        if (SessionCookie.Read(http) is not { } old) return;
        await db.Execute(Sql.End, [Secrets.Hash(old), now], ct);
        sessions.Forget(old);
    }

    static class Sql
    {
        public const string Open = """
            insert into identity.session
              (id, token_hash, account, assignment, auth_level, methods, signed_in_at, last_seen_at, ends_at, source, device)
            values ($1, $2, $3,
              (select id from identity.assignment
               where account = $3 and valid_from <= $4 and (valid_to is null or valid_to >= $4) order by valid_from desc, id desc limit 1),
              $5, $6, $7, $7, $8, $9, $10)
            """;

        public const string SwitchPost = """
            update identity.session s set token_hash = $2, assignment = g.id
            from identity.assignment g
            where s.id = $1 and s.ended_at is null and g.id = $3 and g.account = s.account
              and g.valid_from <= $4 and (g.valid_to is null or g.valid_to >= $4)
            """;

        public const string ActFor = """
            update identity.session s set token_hash = $2, acting = $3
            where s.id = $1 and s.ended_at is null
              and ($3::uuid is null or exists (select from identity.mandate m join identity.account o on o.id = m.principal
                   where m.id = $3 and m.agent = s.account and m.ended_at is null and m.valid_from <= $4 and (m.valid_to is null or m.valid_to >= $4) and o.state = 'active'))
            """;

        public const string Raise = """
            update identity.session set token_hash = $2, auth_level = greatest(auth_level, $3), methods = $4, signed_in_at = $5
            where id = $1 and ended_at is null
            """;

        public const string End = "update identity.session set ended_at = $2, ended_why = 'replaced' where token_hash = $1 and ended_at is null";
    }
}
