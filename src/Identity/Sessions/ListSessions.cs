namespace LienThong.Identity.Sessions;

internal sealed record OpenDevice(Guid Id, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt, string Source, string Device);

internal sealed record HeldPost(Guid Id, string Role, string RoleVi, string Agency, string PostTitle, DateOnly From, DateOnly? To);

/// <summary>What the owner sees: devices that are signed in, posts that can be taken.</summary>
internal sealed class ListSessions(Db db, TimeProvider clock, IdentityOptions options)
{
    /// Open sessions of the account, the newest first, at most 50.
    public Task<List<OpenDevice>> Open(AccountId account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Many(Sql.Open, [account, now, now - options.Idle],
            r => new OpenDevice(r.GetGuid(0), r.Instant(1), r.Instant(2), r.GetString(3), r.GetString(4)), ct);
    }

    /// Posts held on a day.
    public Task<List<HeldPost>> Posts(AccountId account, DateOnly on, CancellationToken ct) => db.Many(Sql.Posts, [account, on],
        r => new HeldPost(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.Date(5), r.DateOrNull(6)), ct);

    static class Sql
    {
        public const string Open = """
            select id, signed_in_at, last_seen_at, source, device from identity.session
            where account = $1 and ended_at is null and ends_at > $2 and last_seen_at > $3
            order by signed_in_at desc limit 50
            """;

        public const string Posts = """
            select g.id, g.role, r.vi, g.agency, g.post_title, g.valid_from, g.valid_to
            from identity.assignment g join identity.role r on r.code = g.role
            where g.account = $1 and g.valid_from <= $2 and (g.valid_to is null or g.valid_to >= $2)
            order by g.valid_from desc, g.id desc limit 50
            """;
    }
}
