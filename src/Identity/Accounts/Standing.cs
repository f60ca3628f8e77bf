using LienThong.Identity.Security;
using LienThong.Kernel.Modules;

namespace LienThong.Identity.Accounts;

/// <summary>
/// Whether what was given out earlier (an access token, a refresh token) still counts: the account must be active, and the session that it came from open.
/// An answer is trusted for three seconds, so a lock works within five on every node. Checks of tokens ask here.
/// </summary>
internal sealed class Standing(Db db, TimeProvider clock, IdentityOptions options, HouseOptions house)
{
    private readonly ShortMemory<string> accounts = new(clock), sessions = new(clock);

    /// True while the account can act: active, and no demo account outside the demo.
    public async ValueTask<bool> IsActive(AccountId account, CancellationToken ct)
    {
        var key = account.ToString();
        if (accounts.TryGet(key, out var known)) return known is not null;
        var active = await db.One(Sql.Active, [account, house.Demo], r => r.GetBoolean(0), ct);
        accounts.Keep(key, active ? key : null);
        return active;
    }

    /// True while the session has neither ended nor run out; idle sessions have.
    public async ValueTask<bool> IsOpen(Guid session, CancellationToken ct)
    {
        var key = session.ToString("N");
        if (sessions.TryGet(key, out var known)) return known is not null;
        var now = clock.GetUtcNow();
        var open = await db.One(Sql.Open, [session, now, now - options.Idle], r => r.GetBoolean(0), ct);
        sessions.Keep(key, open ? key : null);
        return open;
    }

    /// This node forgets at once.
    public void ForgetAll()
    {
        accounts.ForgetAll();
        sessions.ForgetAll();
    }

    static class Sql
    {
        public const string Active = "select state = 'active' and ($2 or not demo) from identity.account where id = $1";

        public const string Open = """
            select exists (select from identity.session s join identity.account a on a.id = s.account
                           where s.id = $1 and s.ended_at is null and s.ends_at > $2 and s.last_seen_at > $3 and a.state = 'active')
            """;
    }
}
