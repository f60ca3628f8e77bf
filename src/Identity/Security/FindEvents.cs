namespace LienThong.Identity.Security;

/// <summary>One sign of abuse over a day: how often, from how many network addresses, when last.</summary>
internal sealed record AbuseSign(string Kind, long Count, long Sources, DateTimeOffset Last);

/// <summary>The security log for administrators: signs of abuse first, then every event, found by kind and by account, client or network address.</summary>
internal sealed class FindEvents(Db db, TimeProvider clock)
{
    /// Longest answer.
    public const int PageLength = 100;

    /// What honest use brings about now and then, and attacks all the time.
    private static readonly string[] Signs =
    [
        SecurityEventKind.Throttled, SecurityEventKind.SignInRefused, SecurityEventKind.CodeRefused, SecurityEventKind.PasskeyRefused, SecurityEventKind.KeyRefused,
        SecurityEventKind.CodeReused, SecurityEventKind.ActivationRefused, SecurityEventKind.UpstreamRefused, SecurityEventKind.RecoveryAsked, SecurityEventKind.LogoutUntold,
    ];

    /// The last 24 hours.
    public Task<List<AbuseSign>> SignsOfAbuse(CancellationToken ct) =>
        db.Many(Sql.Signs, [clock.GetUtcNow().AddHours(-24), Signs], r => new AbuseSign(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.Instant(3)), ct);

    /// <param name="before">Older than this.</param>
    /// <param name="kind">A word of <see cref="SecurityEventKind"/>, or null for all.</param>
    /// <param name="about">Id of an account, id of a client, or a network address; null for all.</param>
    /// <param name="ct">Ends the search.</param>
    public Task<List<SecurityEvent>> Do(DateTimeOffset? before, string? kind, string? about, CancellationToken ct)
    {
        Guid? account = Guid.TryParseExact(about, "D", out var id) ? id : null;
        return db.Many(Sql.Find, [(before ?? clock.GetUtcNow().AddMinutes(1)).ToUniversalTime(), kind, account, account is null ? about : null], SecurityEvent.Read, ct);
    }

    static class Sql
    {
        public const string Signs = """
            select kind, count(*), count(distinct source) filter (where source <> ''), max(at) from identity.security_event
            where at > $1 and kind = any($2) group by kind order by count(*) desc
            """;

        public const string Find = """
            select id, at, kind, account, source, device, detail from identity.security_event
            where at < $1 and ($2::text is null or kind = $2) and ($3::uuid is null or account = $3)
              and ($4::text is null or source = $4 or starts_with(detail, $4))
            order by at desc limit 100
            """;
    }
}
