using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Population.Statistics;

/// <summary>Makes the counts anew: one pass over persons and residences for both maps.</summary>
internal sealed class RefreshCounts(Db<PopulationModule> db, TimeProvider clock)
{
    /// <summary>Does nothing when the counts are of today and younger than the last change of areas.</summary>
    public async Task IfStale(CancellationToken ct)
    {
        if (!await db.One(Sql.IsFresh, [clock.Today()], static r => r.GetBoolean(0), ct)) await Now(ct);
    }

    /// <summary>Counts only when nobody was counted yet (an empty register is counted in no time): for pages, which do not wait for a newer count.</summary>
    public async Task IfNever(CancellationToken ct)
    {
        if (!await db.One(Sql.IsThere, [], static r => r.GetBoolean(0), ct)) await Now(ct);
    }

    public Task Now(CancellationToken ct) => db.Transaction(async tx =>
    {
        // one at a time; a second one waits and then replaces the same rows
        await tx.Execute(Sql.Alone, [], ct);
        await tx.Execute(Sql.Forget, [], ct);
        await tx.Execute(Sql.ForgetTotals, [], ct);
        await tx.Execute(Sql.Count, [clock.Today(), clock.GetUtcNow()], ct);
        return await tx.Execute(Sql.Totals, [], ct);
    }, ct);

    private static class Sql
    {
        public const string IsFresh = """
            select exists (select from population.people_count c where c.day = $1)
               and not exists (select from population.area_decision d where d.applied_at > (select max(c.made_at) from population.people_count c))
            """;
        public const string IsThere = "select exists (select from population.register_total t where t.people > 0)";
        public const string Alone = "select pg_advisory_xact_lock(7303), set_config('statement_timeout', '0', true)";
        public const string Forget = "delete from population.people_count";
        public const string ForgetTotals = "delete from population.register_total";
        public const string Totals = """
            insert into population.register_total (commune, people, households)
            select '', (select count(*) from population.person p where not p.locked), (select count(*) from population.household h where h.closed is null)
            union all
            select commune, sum(people), sum(households) from (
                select c.commune, sum(c.people) as people, 0 as households from population.people_count c where c.map = 'today' group by c.commune
                union all
                select coalesce(h.area, h.commune), 0, count(*) from population.household h where h.closed is null group by 1) t
            group by commune
            """;
        public const string Count = """
            insert into population.people_count (day, made_at, map, commune, age_group, sex, people)
            select $1, $2, map.name, map.commune, c.age_group, c.sex, sum(c.people)
            from (select r.commune as written, coalesce(r.area, r.commune) as today, least(extract(year from age($1::date, p.birth))::integer / 5, 20)::smallint as age_group, p.sex, count(*) as people
                  from population.residence r join population.person p on p.id = r.person
                  where r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) and p.died is null
                  group by 1, 2, 3, 4) c
            cross join lateral (values ('today', c.today), ('written', c.written)) map(name, commune)
            group by map.name, map.commune, c.age_group, c.sex
            """;
    }
}
