using System.Security.Claims;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Sessions;

/// <summary>Tells who calls from the session cookie. State lives on the server: ending a session or locking an account works within 5 seconds on every node.</summary>
internal sealed class IdentifySession(Db db, TimeProvider clock, IdentityOptions options, HouseOptions house) : ICallerSource
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private readonly ShortMemory<Session> memory = new(clock);

    public async ValueTask<Caller?> Identify(HttpContext http, CancellationToken ct)
    {
        if (SessionCookie.Read(http) is not { } handle || IsForged(http.Request)) return null;
        if (await Find(handle, ct) is not { } session) return null;
        http.SetSession(session);
        http.User = PrincipalOf(session);
        return session.ToCaller();
    }

    /// The open session of a handle.
    public async Task<Session?> Find(string handle, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!memory.TryGet(handle, out var session))
        {
            session = await db.One(Sql.Find, [Secrets.Hash(handle), HanoiTime.DateOf(now)], Session.Read, ct);
            if (session is not null && session.IsOpen(now, options.Idle, house.Demo) && session.LastSeenAt + SeenEvery < now)
            {
                await db.Execute(Sql.Seen, [session.Id, now], ct);
                session = session with { LastSeenAt = now };
            }
            memory.Keep(handle, session);
        }
        return session is not null && session.IsOpen(now, options.Idle, house.Demo) ? session : null;
    }

    /// This node forgets at once; the others within the span of the memory.
    public void Forget(string handle) => memory.Forget(handle);

    /// After sessions were ended without knowing their handles.
    public void ForgetAll() => memory.ForgetAll();

    /// Antiforgery tokens are bound to this: a form that was opened under another account or post, or for somebody else, is refused.
    private static ClaimsPrincipal PrincipalOf(Session session) =>
        new(new ClaimsIdentity([new Claim("sub", $"{session.Account}/{session.Assignment}/{session.Acting?.Mandate}"), new Claim("name", session.DisplayName)], "session", "name", "role"));

    /// Pages carry antiforgery tokens. API calls do not, so those that change something must come from our own pages.
    private static bool IsForged(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments("/api") || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return false;
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site)) return site != "same-origin";
        return !request.Headers.TryGetValue("Origin", out var origin) || origin != $"{request.Scheme}://{request.Host}";
    }

    static class Sql
    {
        public const string Find = $"""
            select {Session.Columns}
            from identity.session s
            join identity.account a on a.id = s.account
            left join identity.assignment g on g.id = s.assignment and g.valid_from <= $2 and (g.valid_to is null or g.valid_to >= $2)
            left join identity.mandate m on m.id = s.acting and m.agent = s.account and m.ended_at is null
              and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)
            left join identity.account o on o.id = m.principal and o.state = 'active'
            left join identity.role r on r.code = case when o.id is not null then o.kind when a.kind = 'official' then g.role else a.kind end
            where s.token_hash = $1 and s.ended_at is null
            """;

        public const string Seen = "update identity.session set last_seen_at = $2 where id = $1 and last_seen_at < $2";
    }
}
