using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Areas;

/// <summary>Reads decisions.</summary>
internal static class DecisionRows
{
    public static async Task<AreaDecision?> Find(Db db, Guid id, CancellationToken ct) => await db.One(Sql.Find, [id], Read, ct);

    public static async Task<IReadOnlyList<AreaDecision>> List(Db db, CancellationToken ct) => await db.Many(Sql.List, [], Read, ct);

    private static AreaDecision Read(NpgsqlDataReader r)
    {
        var (from, to) = (r.GetFieldValue<string[]>(12), r.GetFieldValue<string[]>(13));
        return new(r.GetGuid(0), r.GetString(1), r.Date(2), new(r.GetString(3), r.GetString(4), r.Date(5), r.GetString(6)), [.. from.Select((f, i) => new AreaMove(f, to[i]))],
            r.Instant(7), r.InstantOrNull(8), r.LongOrNull(9), r.LongOrNull(10), r.LongOrNull(11));
    }

    private static class Sql
    {
        private const string Columns = """
            d.id, d.state, d.effective_on, d.doc_kind, d.doc_number, d.doc_date, d.doc_agency, d.entered_at, d.applied_at, d.people, d.households, d.doubtful,
            array(select m.from_commune from population.area_move m where m.decision = d.id order by m.from_commune, m.to_commune),
            array(select m.to_commune from population.area_move m where m.decision = d.id order by m.from_commune, m.to_commune)
            """;
        public const string Find = $"select {Columns} from population.area_decision d where d.id = $1";
        public const string List = $"select {Columns} from population.area_decision d order by d.effective_on desc, d.entered_at desc limit 100";
    }
}
