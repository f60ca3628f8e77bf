using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Population.Areas;

/// <summary>
/// Puts a decision in force in one transaction: every residence that goes on and every household gets the commune of the new map beside the one as written. It holds the lock of the map alone, which every
/// registration holds in shared mode: so nobody registers into a commune that is just ending, and no lock is taken in a circle. Readers see the map before or the map after.
/// </summary>
internal sealed class ApplyDecision(Db<PopulationModule> db, TimeProvider clock)
{
    public async Task<Result<AreaDecision>> Handle(Caller caller, Guid id, CancellationToken ct)
    {
        var applied = await db.Transaction<Result>(async tx =>
        {
            await tx.Execute(Sql.TakeMap, [], ct);
            if (await DecisionRows.Find(tx, id, ct) is not { } decision) return PopulationErrors.DecisionUnknown;
            if (decision.State != "draft") return decision.State == "in-force" ? Result.Done : PopulationErrors.DecisionInForce;
            if (decision.EffectiveOn > clock.Today()) return PopulationErrors.DecisionNotDue.With(HanoiTime.Show(decision.EffectiveOn));
            return await Apply(tx, caller, decision, ct);
        }, ct);
        return applied.Failed ? applied.Faults : (await DecisionRows.Find(db, id, ct))!;
    }

    /// <summary>Applies all drafts whose day has come, oldest first; the job of the module.</summary>
    public async Task Due(CancellationToken ct)
    {
        foreach (var id in await db.Many(Sql.Due, [clock.Today()], static r => r.GetGuid(0), ct)) await Handle(Caller.Program("population-areas"), id, ct);
    }

    private async Task<Result> Apply(Db tx, Caller caller, AreaDecision decision, CancellationToken ct)
    {
        var whole = decision.Moves.GroupBy(m => m.From, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => g.Single()).ToList();
        var divided = decision.Moves.GroupBy(m => m.From, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToArray();
        string[] from = [.. whole.Select(m => m.From)];
        object?[] args = [decision.Id, decision.EffectiveOn, from, whole.Select(m => m.To).ToArray()];
        // who was moved before has the commune in area: first these, so that nobody is moved twice by one decision
        var again = await tx.One(Sql.MoveAgain, args, static r => (People: r.GetInt64(0), Homes: r.GetInt64(1)), ct);
        var first = await tx.One(Sql.MoveFirst, args, static r => (People: r.GetInt64(0), Homes: r.GetInt64(1)), ct);
        var lately = await tx.Execute(Sql.MoveLately, [decision.Id, decision.EffectiveOn, from], ct);
        await tx.Execute(Sql.MoveTemporary, args, ct);
        var doubtful = divided.Length == 0 ? 0 : await tx.Execute(Sql.Doubt, [decision.Id, decision.EffectiveOn, divided], ct);
        var people = again.People + first.People + lately;
        return await tx.Write(caller,
            [new(Sql.Finish, [decision.Id, clock.GetUtcNow(), people, again.Homes + first.Homes, (long)doubtful])], [new AreasRedrawn(decision.Id, decision.EffectiveOn, people, decision.Document.Number)], ct);
    }

    private static class Sql
    {
        public const string TakeMap = "select pg_advisory_xact_lock(7301), set_config('statement_timeout', '0', true)";
        public const string Due = "select d.id from population.area_decision d where d.state = 'draft' and d.effective_on <= $1 order by d.effective_on, d.entered_at limit 100";
        public const string MoveFirst = """
            with moved as (
                update population.residence r set area = m.t, area_decision = $1
                from unnest($3::text[], $4::text[]) m(f, t)
                where r.commune = m.f and r.area is null and r.recorded_until is null and upper_inf(r.valid) and lower(r.valid) < $2
                returning r.household, r.kind, m.t),
            homes as (
                update population.household h set area = home.t, area_decision = $1
                from (select distinct moved.household, moved.t from moved where moved.kind = 1 and moved.household is not null) home
                where h.id = home.household and h.area_decision is distinct from $1
                returning 1)
            select (select count(*) from moved where kind = 1), (select count(*) from homes)
            """;
        public const string MoveAgain = """
            with moved as (
                update population.residence r set area = m.t, area_decision = $1
                from unnest($3::text[], $4::text[]) m(f, t)
                where r.area = m.f and r.area_decision is distinct from $1 and r.recorded_until is null and upper_inf(r.valid) and lower(r.valid) < $2
                returning r.household, r.kind, m.t),
            homes as (
                update population.household h set area = home.t, area_decision = $1
                from (select distinct moved.household, moved.t from moved where moved.kind = 1 and moved.household is not null) home
                where h.id = home.household and h.area_decision is distinct from $1
                returning 1)
            select (select count(*) from moved where kind = 1), (select count(*) from homes)
            """;
        // who came into a moved household on the day of the decision or after goes along; whoever registered then in a home of their own gave the commune of the new map
        public const string MoveLately = """
            update population.residence r set area = h.area, area_decision = $1
            from population.household h
            where h.id = r.household and h.area_decision = $1 and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) and lower(r.valid) >= $2 and r.area_decision is distinct from $1
              and ((r.area is null and r.commune = any($3)) or r.area = any($3))
            """;
        public const string MoveTemporary = """
            update population.residence r set area = m.t, area_decision = $1
            from unnest($3::text[], $4::text[]) m(f, t)
            where r.kind = 2 and r.recorded_until is null and not upper_inf(r.valid) and upper(r.valid) > $2 and lower(r.valid) < $2
              and ((r.area is null and r.commune = m.f) or (r.area = m.f and r.area_decision is distinct from $1))
            """;
        public const string Doubt = """
            insert into population.area_doubt (decision, household, commune)
            select distinct on (r.household) $1::uuid, r.household, coalesce(r.area, r.commune)
            from population.residence r
            where ((r.area is null and r.commune = any($3)) or r.area = any($3)) and r.household is not null and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) and lower(r.valid) < $2
              and r.area_decision is distinct from $1
            """;
        public const string Finish = """
            update population.area_decision set state = 'in-force', applied_at = $2, people = $3, households = $4, doubtful = $5 where id = $1 and state = 'draft'
            """;
    }
}
