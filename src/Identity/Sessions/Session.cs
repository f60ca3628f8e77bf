using System.Collections.Frozen;
using LienThong.Kernel.Access;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace LienThong.Identity.Sessions;

/// <summary>A browser that signed in, as one look-up reads it: account, post, scopes.</summary>
internal sealed record Session(
    Guid Id, AccountId Account, AccountKind Kind, AccountState State, bool Demo, int? Level, Guid? Person, string DisplayName,
    int AuthenticationLevel, string[] Methods, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt,
    Guid? Assignment, string? Agency, string? Post, string? PostTitle, FrozenSet<string> Scopes)
{
    /// The scope that every signed-in account has: its own settings.
    public const string OwnAccount = "account.own";

    public const string Columns = """
        s.id, s.account, a.kind, a.state, a.demo, a.level, a.person, a.display_name,
        s.auth_level, s.methods, s.signed_in_at, s.last_seen_at, s.ends_at,
        g.id, g.agency, g.post, g.post_title, r.scopes,
        m.id, m.scopes, o.id, o.kind, o.person, o.display_name,
        exists (select from identity.security_event e where e.account = a.id and e.change and e.at > a.notices_seen_at)
        """;

    /// For whom this session acts; null when for its own account.
    public Acting? Acting { get; init; }

    /// True when something about the account changed that its owner has not looked at.
    public bool HasNews { get; init; }

    public static Session Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), new AccountId(r.GetGuid(1)), AccountRules.KindOf(r.GetString(2)), AccountRules.StateOf(r.GetString(3)), r.GetBoolean(4),
        r.IsDBNull(5) ? null : r.GetInt16(5), r.GuidOrNull(6), r.GetString(7),
        r.GetInt16(8), r.GetFieldValue<string[]>(9), r.Instant(10), r.Instant(11), r.Instant(12),
        r.GuidOrNull(13), r.TextOrNull(14), r.TextOrNull(15), r.TextOrNull(16), ScopesOf(r))
    {
        Acting = r.IsDBNull(20) ? null : new(r.GetGuid(18), new AccountId(r.GetGuid(20)), AccountRules.KindOf(r.GetString(21)), r.GuidOrNull(22), r.GetString(23)),
        HasNews = r.GetBoolean(24),
    };

    /// True while the session opens doors: account active, not idle, not over, and no demo account outside the demo.
    public bool IsOpen(DateTimeOffset now, TimeSpan idle, bool demo) =>
        State == AccountState.Active && now < EndsAt && now < LastSeenAt + idle && (demo || !Demo);

    /// Ways to sign in may be changed only shortly after signing in.
    public bool IsFresh(DateTimeOffset now, TimeSpan span) => now < SignedInAt + span;

    public Assurance Assurance => new(Level, AuthenticationLevel, Methods, SignedInAt);

    public Caller ToCaller() => new(
        Kind == AccountKind.Official ? CallerKind.Official : CallerKind.Person, Account.ToString(), Acting is { } acting ? acting.Person : Person, Agency, Post, Scopes, "web", null)
    {
        OnBehalfOf = Acting?.Principal.ToString(),
    };

    // Whoever acts for another has what the mandate and the role of the other both allow, and their own settings.
    private static FrozenSet<string> ScopesOf(NpgsqlDataReader r)
    {
        IEnumerable<string> role = r.IsDBNull(17) ? [] : r.GetFieldValue<string[]>(17);
        if (!r.IsDBNull(20)) role = role.Intersect(r.GetFieldValue<string[]>(19), StringComparer.Ordinal);
        return role.Append(OwnAccount).ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>The organisation or person that a session acts for, and the mandate behind it.</summary>
internal sealed record Acting(Guid Mandate, AccountId Principal, AccountKind Kind, Guid? Person, string Name);

/// <summary>What the request knows about its session.</summary>
public static class SessionExtensions
{
    private static readonly object Key = new();
    private static readonly object AssuranceKey = new();

    /// <summary>How sure we are of the person who calls; null when nobody signed in or a system calls with a key.</summary>
    public static Assurance? Assurance(this HttpContext http) => http.Items.TryGetValue(AssuranceKey, out var known) ? known as Assurance : null;

    /// <summary>For sources of callers that know it from elsewhere than a session, such as an access token.</summary>
    public static void SetAssurance(this HttpContext http, Assurance assurance) => http.Items[AssuranceKey] = assurance;

    internal static Session? Session(this HttpContext http) => http.Items.TryGetValue(Key, out var session) ? session as Session : null;

    internal static void SetSession(this HttpContext http, Session session)
    {
        http.Items[Key] = session;
        http.SetAssurance(session.Assurance);
    }
}
