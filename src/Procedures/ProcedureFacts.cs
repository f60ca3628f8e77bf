using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using Npgsql;

namespace LienThong.Procedures;

/// <summary>The contract, from live rows.</summary>
internal sealed class ProcedureFacts(Db db, ProcedureLibrary library) : IProcedures
{
    public async Task<IReadOnlyList<ProcedureSummary>> InForce(DateOnly day, CancellationToken ct) =>
        [.. (await library.InForce(day, ct)).Select(d => new ProcedureSummary(
            d.Code, d.Version, d.Name.Vi, d.Name.En, d.Competence.AgencyClass, d.Papers.Count, d.Papers.Count(p => p.ReplacedBy.Count > 0),
            d.Channels.Contains(Channel.Online), d.EffectiveFrom, d.LegalBasis))];

    public async Task<IReadOnlyList<DossierFacts>> Dossiers(DateOnly from, DateOnly to, Guid? after, int limit, CancellationToken ct) =>
        await db.Many(Sql.Period, [HanoiTime.At(from), HanoiTime.At(to.AddDays(1)), after ?? Guid.Empty, Math.Clamp(limit, 1, 1000)], Read, ct);

    public Task<DossierFacts?> Dossier(Guid id, CancellationToken ct) => db.One(Sql.One, [id], Read, ct);

    private static DossierFacts Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), Filing.FileDossier.ChannelWord((Channel)r.GetInt16(3)), r.GetString(4), r.GetString(5), r.GetString(6), r.GetInt16(7),
        r.Instant(8), r.InstantOrNull(9), r.InstantOrNull(10), r.InstantOrNull(11), r.InstantOrNull(12), r.GetInt16(13), r.GetInt16(14), r.IsDBNull(15) ? null : r.GetInt16(15));

    static class Sql
    {
        public const string Period = """
            select id, code, procedure_code, channel, receiving_agency, competent_agency, province, national, submitted_at, received_at, due_at, finished_at, returned_at,
              papers_named, papers_waived, score
            from procedures.dossier where submitted_at >= $1 and submitted_at < $2 and id > $3 order by id limit $4
            """;
        public const string One = """
            select id, code, procedure_code, channel, receiving_agency, competent_agency, province, national, submitted_at, received_at, due_at, finished_at, returned_at,
              papers_named, papers_waived, score
            from procedures.dossier where id = $1
            """;
    }
}
