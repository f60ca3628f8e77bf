using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Households;
using Npgsql;

namespace LienThong.Population.Import;

/// <summary>
/// Takes the next households of a checked file into the register: persons, households, members, residences, history, the book of acts and the position, in one transaction. Households are never
/// divided between two transactions, so none is without its head at any instant. Killed anywhere, it goes on behind the last household that is in.
/// </summary>
internal sealed class ApplyRows(Db db, CheckRows check, TimeProvider clock)
{
    private const int Piece = 5_000;

    /// <summary>The people who came in, or -1 when nothing is left.</summary>
    public async Task<Result<long>> Next(ImportState import, CancellationToken ct)
    {
        var upto = await db.One(Sql.Upto, [import.Id, import.Position, Piece - 1], static r => r.GetString(0), ct) ?? CheckRows.Last;
        return await db.Transaction<Result<long>>(async tx =>
        {
            await tx.Execute(Sql.LockMap, [], ct);
            await tx.Execute(Sql.LockBlocks, [], ct);
            if (await tx.Execute(Sql.Hold, [import.Id, import.Position], ct) == 0) return ImportErrors.NotNow;
            var found = await Again(tx, import, upto, ct);
            if (found.Failed) return found.Faults;
            await LockHouseholds.ById(tx, await tx.Many(Sql.Homes, [import.Id, import.Position, upto], static r => r.GetGuid(0), ct), ct);
            await tx.Execute(Sql.Plan, [], ct);
            var document = import.Document!;
            var now = clock.GetUtcNow();
            var (people, households, late) = await tx.One(Sql.Apply,
            [
                import.Id, import.Position, upto, now, document.Kind, document.Number, document.Date, document.Agency, import.Agency, import.CallerKind, import.CallerId, import.AsOf!.Value,
            ], static r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), ct);
            var last = upto == CheckRows.Last;
            await tx.Execute(Sql.Position, [import.Id, last ? "" : upto, people, households, late, last], ct);
            return last ? -1 : people;
        }, ct);
    }

    // what changed in the register since the check: somebody was registered meanwhile, a household closed
    private async Task<Result> Again(Db tx, ImportState import, string upto, CancellationToken ct)
    {
        var met = await tx.One(Sql.AnyMet, [import.Id, import.Position, upto], static r => r.GetBoolean(0), ct);
        if (met)
        {
            var known = await check.Again(import, tx, upto, ct);
            if (known.Failed) return known;
        }
        if (await CheckRows.TakenSince(import, tx, upto, ct) == 0 && !met) return Result.Done;
        await tx.Execute(CheckSql.Sql.KnownHome, [import.Id, import.Position, upto], ct);
        const short Round = 100;
        await tx.Execute(Sql.MarkRound, [import.Id, import.Position, upto, Round], ct);
        await tx.Execute(CheckSql.Sql.HeadFaulty, [import.Id, Round], ct);
        return Result.Done;
    }

    private static class Sql
    {
        public const string LockMap = "select pg_advisory_xact_lock_shared(7301)";
        // no block is taken while a piece comes in, and the other way round
        public const string LockBlocks = "select pg_advisory_xact_lock_shared(7307)";
        // of the rows of a piece the planner knows nothing: joined one against the other, 5,000 would be 25 million comparisons
        public const string Plan = "select set_config('enable_nestloop', 'off', true)";
        public const string Upto = "select r.home from population.import_row r where r.import = $1 and r.home > $2 order by r.home offset $3 limit 1";
        public const string Hold = "update population.import set changed_at = clock_timestamp() where id = $1 and state = 'applying' and position = $2";
        public const string AnyMet = """
            select exists (
                select from population.person p where p.number = any(array(
                    select r.number from population.import_row r
                    where r.import = $1 and r.home > $2 and r.home <= $3
                      and not exists (select from population.import_fault f where f.import = $1 and f.line = r.line and f.kind < 3))))
              or exists (
                select from population.import_row r join population.import_household x on x.home = r.home
                where r.import = $1 and r.home > $2 and r.home <= $3)
            """;
        public const string MarkRound = """
            update population.import_fault set round = $4 from population.import_row r
            where r.import = $1 and r.home > $2 and r.home <= $3 and import_fault.import = $1 and import_fault.line = r.line and import_fault.kind = 1
            """;
        public const string Homes = """
            select distinct x.household from population.import_row r join population.import_household x on x.home = r.home
            where r.import = $1 and r.home > $2 and r.home <= $3
            """;
        public const string Position = """
            update population.import set position = $2, people = people + $3, households = households + $4, late = late + $5, changed_at = clock_timestamp(),
                state = case when not $6::boolean then state when late + $5 > 0 then 'linking' else 'done' end
            where id = $1
            """;
        public const string Apply = """
            with good as materialized (
                select r.person, r.household, r.number, r.father_number, r.mother_number, r.birth, r.since, r.birth_precision, r.sex, r.ethnicity, r.religion, r.marital, r.relation, r.home, r.household_code,
                       r.full_name, r.name_key, r.search_key, r.other_names, r.birth_declared, r.birth_place, r.birth_registration_place, r.home_place, r.nationality, r.blood_group, r.cmnd, r.phone, r.email,
                       r.father_name, r.mother_name, r.commune, r.area, r.address, r.line, min(r.since) over (partition by r.home) as opened
                from population.import_row r
                where r.import = $1 and r.home > $2 and r.home <= $3
                  and not exists (select from population.import_fault f where f.import = $1 and f.line = r.line and f.kind < 3)),
            target as materialized (
                select h.home, h.household as id, h.commune, h.area, h.address, h.household_code, h.line, h.since as head_since, true as fresh, h.opened
                from good h where h.relation = 1
                union all
                select g.home, x.household, o.commune, o.area, o.address, null, 0, m.since, false, o.opened
                from (select distinct k.home from good k where k.household_code is not null) g
                join (select i.home, i.household from population.import_household i where i.home = any(array(select k.home from good k where k.household_code is not null))) x on x.home = g.home
                join (select o.id, o.commune, o.area, o.address, o.opened from population.household o where o.closed is null and o.id = any(array(
                          select i.household from population.import_household i where i.home = any(array(select k.home from good k where k.household_code is not null))))) o on o.id = x.household
                join (select m.household, m.since from population.household_member m where m.until is null and m.relation = 1 and m.household = any(array(
                          select i.household from population.import_household i where i.home = any(array(select k.home from good k where k.household_code is not null))))) m on m.household = o.id
                where g.home not in (select h.home from good h where h.relation = 1)),
            known_parent as materialized (
                select p.id, p.number from population.person p
                where p.number = any(array(select k.father_number from good k where k.father_number is not null union select k.mother_number from good k where k.mother_number is not null))),
            kin as materialized (
                select g.person, coalesce(f.id, gf.person) as father, coalesce(m.id, gm.person) as mother
                from good g
                left join known_parent f on f.number = g.father_number left join good gf on gf.number = g.father_number
                left join known_parent m on m.number = g.mother_number left join good gm on gm.number = g.mother_number
                where g.father_number is not null or g.mother_number is not null),
            persons as (
                insert into population.person (id, number, full_name, name_key, search_key, other_names, birth, birth_precision, birth_declared, sex, ethnicity, religion, marital, nationality, blood_group,
                    cmnd, phone, email, birth_place, birth_registration_place, home_place, father, mother, father_name, mother_name)
                select g.person, g.number, g.full_name, g.name_key, g.search_key, g.other_names, g.birth, g.birth_precision, g.birth_declared, g.sex, g.ethnicity, g.religion, g.marital, g.nationality,
                    g.blood_group, g.cmnd, g.phone, g.email, g.birth_place, g.birth_registration_place, g.home_place, k.father, k.mother, g.father_name, g.mother_name
                from good g left join kin k on k.person = g.person),
            homes as (
                insert into population.household (id, commune, area, address, dossier_no, opened, recorded_at)
                select t.id, t.commune, t.area, t.address, coalesce(t.household_code, 'N' || t.line), t.opened, $4 from target t where t.fresh),
            members as (
                insert into population.household_member (person, household, relation, since, recorded_at)
                select g.person, t.id, g.relation, greatest(g.since, t.head_since), $4 from good g join target t on t.home = g.home),
            residences as (
                insert into population.residence (person, entry, kind, household, valid, commune, area, address, recorded_at, document)
                select g.person, 1, 1, t.id, daterange(g.since, null), t.commune, t.area, t.address, $4, $6 from good g join target t on t.home = g.home),
            history as (
                insert into population.person_history (person, version, recorded_at, event, caller_kind, caller, document, after)
                select g.person, 1, $4, 'imported', $10, $11, $6, jsonb_build_object('import', $1, 'line', g.line, 'household', t.id) from good g left join target t on t.home = g.home),
            acts as (
                insert into population.registration (id, kind, persons, household, on_day, doc_kind, doc_number, doc_date, doc_agency, agency, caller_kind, caller, details, recorded_at)
                select gen_random_uuid(), 'import', array_agg(g.person), t.id, $12, $5, $6, $7, $8, $9, $10, $11, jsonb_build_object('import', $1), $4
                from good g left join target t on t.home = g.home group by g.home, t.id),
            known as (
                insert into population.import_household (home, household)
                select t.home, t.id from target t where t.fresh and t.household_code is not null)
            select (select count(*) from good), (select count(*) from target t where t.fresh),
                   (select count(*) from good g left join kin k on k.person = g.person where (g.father_number is not null and k.father is null) or (g.mother_number is not null and k.mother is null))
            """;
    }
}
