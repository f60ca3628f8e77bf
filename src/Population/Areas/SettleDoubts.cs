using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Numbers;
using LienThong.Population.Registrations;

namespace LienThong.Population.Areas;

/// <summary>Somebody who knows the place says in which part of a divided commune households lie.</summary>
internal sealed class SettleDoubts(RegistrationDesk desk, Db<PopulationModule> db)
{
    private const string Action = "area-doubts";
    private const int Most = 1_000;

    public async Task<Result<DoubtsSettled>> Handle(Caller caller, DoubtSettlement work, CancellationToken ct)
    {
        if (work.Answers is not { Count: > 0 and <= Most }) return PopulationErrors.TooManyQuestions.With(Most).At("/answers");
        if (await DecisionRows.Find(db, work.Decision, ct) is not { } decision) return PopulationErrors.DecisionUnknown.At("/decision");
        var faults = new Faults([]);
        for (var i = 0; i < work.Answers.Count; i++)
        {
            if (!decision.Moves.Any(m => m.To == work.Answers[i].To)) faults.Add(PopulationErrors.CommuneUnknown.At($"/answers/{i}/to"));
        }

        if (faults.Count > 0) return faults;
        return await desk.Once<DoubtsSettled>(work.IdempotencyKey, Action, work, static d => d with { Repeated = true }, (tx, now) => Settle(tx, caller, work, now, ct), ct);
    }

    public async Task<IReadOnlyList<AreaDoubt>> Waiting(Guid decision, HouseholdId? after, CancellationToken ct) => await db.Many(Sql.Waiting, [decision, after?.Value ?? Guid.Empty],
        static r => new AreaDoubt(new(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.GetFieldValue<string[]>(3)), ct);

    private static async Task<Result<DoubtsSettled>> Settle(Db tx, Caller caller, DoubtSettlement work, DateTimeOffset now, CancellationToken ct)
    {
        object?[] args = [work.Decision, work.Answers.Select(a => a.Household.Value).ToArray(), work.Answers.Select(a => a.To).ToArray(), now, caller.Id];
        var settled = await tx.One(Sql.Settle, args, static r => (int)r.GetInt64(0), ct);
        var waiting = await tx.One(Sql.Count, [work.Decision], static r => r.GetInt64(0), ct);
        var answer = new DoubtsSettled(settled, waiting, Repeated: false);
        var written = await tx.Write(caller, [RememberRequest.Store(work.IdempotencyKey, Action, answer)], [], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Settle = """
            with told as (
                update population.area_doubt d set resolved_to = a.t, resolved_at = $4, resolved_by = $5
                from unnest($2::uuid[], $3::text[]) a(household, t)
                where d.decision = $1 and d.household = a.household and d.resolved_to is null
                  and exists (select from population.area_move m where m.decision = $1 and m.from_commune = d.commune and m.to_commune = a.t)
                returning d.household, d.commune, a.t),
            homes as (
                update population.household h set area = told.t, area_decision = $1 from told where h.id = told.household returning h.id),
            stays as (
                update population.residence r set area = told.t, area_decision = $1
                from told join population.household_member m on m.household = told.household and m.until is null
                where r.person = m.person and r.household = told.household and r.recorded_until is null and upper_inf(r.valid) and coalesce(r.area, r.commune) = told.commune
                returning 1)
            update population.area_decision d set people = d.people + (select count(*) from stays), households = d.households + (select count(*) from homes), doubtful = d.doubtful - (select count(*) from told)
            where d.id = $1
            returning (select count(*) from told)
            """;
        public const string Count = "select count(*) from population.area_doubt d where d.decision = $1 and d.resolved_to is null";
        public const string Waiting = """
            select d.household, d.commune, h.address, array(select m.to_commune from population.area_move m where m.decision = d.decision and m.from_commune = d.commune order by m.to_commune)
            from population.area_doubt d join population.household h on h.id = d.household
            where d.decision = $1 and d.resolved_to is null and d.household > $2
            order by d.household limit 200
            """;
    }
}
