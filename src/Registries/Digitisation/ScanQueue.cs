using LienThong.Kernel.Access;
using LienThong.Kernel.Data;

namespace LienThong.Registries.Digitisation;

/// <summary>How far the scans of a register are.</summary>
internal sealed record ScanProgress(string Registry, long Machine, long First, long Second, long Third, long Done, long Refused, long Broken, DateTimeOffset? Oldest);

/// <summary>The work list of officers: each scan goes to one of them at a time, and never to one who has looked at it before.</summary>
internal sealed class ScanQueue(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(15);

    /// <summary>The next scan for this officer, now theirs for a quarter of an hour; null when nothing waits for them.</summary>
    public Task<Guid?> Next(Caller caller, string registry, Guid? behind, CancellationToken ct) =>
        db.One(Sql.Next, [caller.Agency, registry, caller.Id, clock.GetUtcNow(), clock.GetUtcNow() - Held, behind ?? Guid.Empty], static r => (Guid?)r.GetGuid(0), ct);

    /// <summary>Registers with scans of an agency.</summary>
    public Task<List<ScanProgress>> Progress(string agency, CancellationToken ct) => db.Many(Sql.Progress, [agency], static r => new ScanProgress(
        r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.InstantOrNull(8)), ct);

    /// <summary>The newest scans of a register, for the list beneath.</summary>
    public Task<List<(Guid Id, string Name, string State, DateTimeOffset At, string? Reason)>> Newest(string agency, string registry, CancellationToken ct) =>
        db.Many(Sql.Newest, [agency, registry], static r => (r.GetGuid(0), r.GetString(1), r.GetString(2), r.Instant(3), r.TextOrNull(4)), ct);

    private static class Sql
    {
        public const string Next = """
            update registries.scan set claimed_by = $3, claimed_at = $4
            where id = (
                select s.id from registries.scan s
                where s.agency = $1 and s.registry = $2 and s.state in ('open', 'second', 'third') and s.id <> $6
                  and (s.claimed_by is null or s.claimed_by = $3 or s.claimed_at < $5)
                  and not exists (select from registries.scan_look l where l.scan = s.id and l.officer = $3)
                order by s.created_at, s.id limit 1 for update skip locked)
            returning id
            """;
        public const string Progress = """
            select s.registry, count(*) filter (where s.state in ('waiting', 'reading')), count(*) filter (where s.state = 'open'), count(*) filter (where s.state = 'second'),
                   count(*) filter (where s.state = 'third'), count(*) filter (where s.state = 'done'), count(*) filter (where s.state = 'refused'), count(*) filter (where s.state = 'broken'),
                   min(s.created_at) filter (where s.state not in ('done', 'refused', 'broken'))
            from registries.scan s where s.agency = $1 group by s.registry order by s.registry
            """;
        public const string Newest = """
            select s.id, s.file_name, s.state, s.changed_at, s.reason from registries.scan s where s.agency = $1 and s.registry = $2 order by s.changed_at desc limit 50
            """;
    }
}
