namespace LienThong.Procedures.Dossiers;

/// <summary>A notice in the applicant's inbox.</summary>
internal sealed record InboxNotice(Guid Id, Guid Dossier, DateTimeOffset At, string Title, string Body, DateTimeOffset? SeenAt);

/// <summary>What agencies told a person; reading marks as seen.</summary>
internal sealed class Inbox(Db db, TimeProvider clock)
{
    public Task<List<InboxNotice>> Of(Guid person, CancellationToken ct) => db.Many(Sql.Newest, [person], r =>
        new InboxNotice(r.GetGuid(0), r.GetGuid(1), r.Instant(2), r.GetString(3), r.GetString(4), r.InstantOrNull(5)), ct);

    public Task<int> Seen(Guid person, CancellationToken ct) => db.Execute(Sql.Seen, [person, clock.GetUtcNow()], ct);

    public async Task<long> Unseen(Guid person, CancellationToken ct) => await db.One(Sql.Unseen, [person], r => r.GetInt64(0), ct);

    static class Sql
    {
        public const string Newest = "select id, dossier, at, title, body, seen_at from procedures.notice where person = $1 order by at desc, id desc limit 50";
        public const string Seen = "update procedures.notice set seen_at = $2 where person = $1 and seen_at is null";
        public const string Unseen = "select count(*) from procedures.notice where person = $1 and seen_at is null";
    }
}
