using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Population.Areas;

/// <summary>What a decision would do today: counts per commune, what stays ambiguous, where the Directory says otherwise.</summary>
internal static class PreviewDecision
{
    public static async Task<Result<AreaPreview>> Handle(Db db, IDirectory directory, Guid id, CancellationToken ct)
    {
        if (await DecisionRows.Find(db, id, ct) is not { } decision) return PopulationErrors.DecisionUnknown;
        var targets = decision.Moves.ToLookup(m => m.From, m => m.To);
        var counts = (await db.Many(Sql.Counts, [targets.Select(t => t.Key).ToArray(), decision.EffectiveOn],
            static r => (Commune: r.GetString(0), People: r.GetInt64(1), Households: r.GetInt64(2)), ct)).ToDictionary(c => c.Commune);
        var communes = targets.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new CommunePreview(t.Key, [.. t], counts.GetValueOrDefault(t.Key).People, counts.GetValueOrDefault(t.Key).Households)).ToList();
        var doubtful = communes.Where(c => c.To.Count > 1).ToList();
        return new AreaPreview(id, communes.Sum(c => c.People), communes.Sum(c => c.Households), doubtful.Sum(c => c.People), doubtful.Sum(c => c.Households), communes,
            [.. Warnings(directory, decision, communes).Take(200)]);
    }

    private static IEnumerable<string> Warnings(IDirectory directory, AreaDecision decision, List<CommunePreview> communes)
    {
        foreach (var commune in communes)
        {
            if (directory.LivesOf(commune.From).Count == 0) yield return $"Danh mục địa bàn không có mã {commune.From}.";
            else if (directory.AreaAt(commune.From, decision.EffectiveOn) is { } alive && !commune.To.Contains(commune.From, StringComparer.Ordinal) && alive.Life.Contains(decision.EffectiveOn.AddDays(-1)))
                yield return $"Danh mục địa bàn vẫn còn {alive.FullName} ({commune.From}) vào ngày hiệu lực.";
            if (commune.People == 0) yield return $"Không có ai thường trú tại {commune.From}.";
        }
    }

    private static class Sql
    {
        // two arms, so that each is answered by an index; who came into a household since goes along with those who were there before
        public const string Counts = """
            select h.commune, sum(case when h.household is null then h.before else h.people end)::bigint, count(h.household)
            from (
                select c.commune, c.household, count(*) as people, count(*) filter (where c.since < $2) as before
                from (select r.commune, r.household, lower(r.valid) as since from population.residence r
                      where r.area is null and r.commune = any($1) and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
                      union all
                      select r.area, r.household, lower(r.valid) from population.residence r
                      where r.area = any($1) and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)) c
                group by c.commune, c.household) h
            where h.before > 0
            group by h.commune
            """;
    }
}
