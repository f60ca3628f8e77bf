using LienThong.Kernel.Data;

namespace LienThong.Population.Areas;

/// <summary>
/// Residences that nobody believed in for a time, because a merge had ended them, did not move when the map was redrawn. When they come back, decisions put in force in the meantime are
/// applied to them: in a household that stayed open they follow the household, one that opens again goes through the decisions, and a divided commune leaves a doubt for somebody who knows the place.
/// </summary>
internal static class CatchUpWithMap
{
    /// <param name="tx">The transaction of the act.</param>
    /// <param name="changes">Where the residences come back with <paramref name="now"/> as the instant of their record; what follows is added.</param>
    /// <param name="persons">Whose residences.</param>
    /// <param name="reopened">Households that open again.</param>
    /// <param name="away">Since when and until when nobody believed in them.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task Add(Db tx, List<Change> changes, Guid[] persons, Guid[] reopened, (DateTimeOffset Since, DateTimeOffset Now) away, CancellationToken ct)
    {
        foreach (var (decision, effective) in await tx.Many(Sql.Since, [away.Since], static r => (r.GetGuid(0), r.Date(1)), ct))
        {
            object?[] args = [decision, effective, persons, reopened, away.Now];
            changes.Add(new(Sql.Doubt, args) { AnyRows = true });
            changes.Add(new(Sql.Move, args) { AnyRows = true });
        }

        changes.Add(new(Sql.Follow, [persons, away.Now]) { AnyRows = true });
    }

    private static class Sql
    {
        public const string Since = "select d.id, d.effective_on from population.area_decision d where d.state = 'in-force' and d.applied_at > $1 order by d.applied_at";
        public const string Move = """
            with moved as (
                update population.residence r set area = m.to_commune, area_decision = $1
                from population.area_move m
                where m.decision = $1 and (select count(*) from population.area_move o where o.decision = $1 and o.from_commune = m.from_commune) = 1
                  and r.person = any($3) and r.recorded_at = $5 and r.recorded_until is null and (r.household = any($4) or r.kind = 2)
                  and coalesce(r.area, r.commune) = m.from_commune and r.area_decision is distinct from $1 and lower(r.valid) < $2 and (upper_inf(r.valid) or upper(r.valid) > $2)
                returning r.household, r.kind, m.to_commune)
            update population.household h set area = moved.to_commune, area_decision = $1 from moved where h.id = moved.household and moved.kind = 1
            """;
        public const string Doubt = """
            with asked as (
                insert into population.area_doubt (decision, household, commune)
                select distinct on (r.household) $1::uuid, r.household, coalesce(r.area, r.commune)
                from population.residence r
                where r.person = any($3) and r.recorded_at = $5 and r.recorded_until is null and r.household = any($4) and r.kind = 1 and upper_inf(r.valid)
                  and r.area_decision is distinct from $1 and lower(r.valid) < $2
                  and (select count(*) from population.area_move m where m.decision = $1 and m.from_commune = coalesce(r.area, r.commune)) > 1
                on conflict (decision, household) do nothing
                returning 1)
            update population.area_decision d set doubtful = d.doubtful + (select count(*) from asked) where d.id = $1
            """;
        public const string Follow = """
            update population.residence r set area = coalesce(h.area, h.commune), area_decision = h.area_decision
            from population.household h
            where h.id = r.household and r.person = any($1) and r.recorded_at = $2 and r.recorded_until is null and r.kind = 1 and upper_inf(r.valid)
              and coalesce(r.area, r.commune) <> coalesce(h.area, h.commune)
            """;
    }
}
