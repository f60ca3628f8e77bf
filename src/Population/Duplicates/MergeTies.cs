using LienThong.Kernel.Data;

namespace LienThong.Population.Duplicates;

/// <summary>Absence, representation and declared states pass from one record to the other, and back. What a merge ended and began is known by its instant.</summary>
internal static class MergeTies
{
    public static void Pass(List<Change> changes, PersonId from, PersonId to, DateTimeOffset now)
    {
        foreach (var sql in (string[])[Sql.EndAbsences, Sql.PassAbsences, Sql.EndStates, Sql.PassStates, Sql.EndRights, Sql.PassRights])
            changes.Add(new(sql, [from.Value, to.Value, now]) { AnyRows = true });
    }

    public static void GiveBack(List<Change> changes, PersonId from, PersonId to, DateTimeOffset merged, DateTimeOffset now)
    {
        foreach (var sql in (string[])[Sql.TakeAbsences, Sql.ReturnAbsences, Sql.TakeStates, Sql.ReturnStates, Sql.TakeRights, Sql.ReturnRights])
            changes.Add(new(sql, [from.Value, to.Value, merged, now]) { AnyRows = true });
    }

    private static class Sql
    {
        // $1 merged, $2 survivor, $3 instant
        public const string EndAbsences = "update population.absence set recorded_until = $3 where person = $1 and $2::uuid is not null and recorded_until is null";
        public const string PassAbsences = """
            insert into population.absence (person, id, valid, case_code, destination, reason, document, recorded_at)
            select $2, gen_random_uuid(), t.valid, t.case_code, t.destination, t.reason, t.document, $3
            from population.absence t where t.person = $1 and t.recorded_until = $3
              and not exists (select from population.absence o where o.person = $2 and o.recorded_until is null and o.valid && t.valid)
            """;
        public const string EndStates = "update population.person_status set recorded_until = $3 where person = $1 and $2::uuid is not null and recorded_until is null";
        public const string PassStates = """
            insert into population.person_status (person, id, kind, valid, document, recorded_at)
            select $2, gen_random_uuid(), t.kind, t.valid, t.document, $3
            from population.person_status t where t.person = $1 and t.recorded_until = $3
              and not exists (select from population.person_status o where o.person = $2 and o.kind = t.kind and o.recorded_until is null and o.valid && t.valid)
            """;
        public const string EndRights = "update population.representation set recorded_until = $3 where (person = $1 or representative = $1) and $2::uuid is not null and recorded_until is null";
        public const string PassRights = """
            insert into population.representation (person, representative, id, valid, case_code, document, recorded_at)
            select n.person, n.representative, gen_random_uuid(), t.valid, t.case_code, t.document, $3
            from population.representation t
            cross join lateral (select case when t.person = $1 then $2::uuid else t.person end as person, case when t.representative = $1 then $2::uuid else t.representative end as representative) n
            where (t.person = $1 or t.representative = $1) and t.recorded_until = $3 and n.person <> n.representative
              and not exists (select from population.representation o where o.person = n.person and o.representative = n.representative and o.recorded_until is null and o.valid && t.valid)
            """;

        // $1 survivor, $2 merged, $3 instant of the merge, $4 now
        public const string TakeAbsences = "update population.absence set recorded_until = $4 where person = $1 and $2::uuid is not null and recorded_at = $3 and recorded_until is null";
        public const string ReturnAbsences = """
            insert into population.absence (person, id, valid, case_code, destination, reason, document, recorded_at)
            select t.person, gen_random_uuid(), t.valid, t.case_code, t.destination, t.reason, t.document, $4
            from population.absence t where t.person = $2 and $1::uuid is not null and t.recorded_until = $3
            """;
        public const string TakeStates = "update population.person_status set recorded_until = $4 where person = $1 and $2::uuid is not null and recorded_at = $3 and recorded_until is null";
        public const string ReturnStates = """
            insert into population.person_status (person, id, kind, valid, document, recorded_at)
            select t.person, gen_random_uuid(), t.kind, t.valid, t.document, $4
            from population.person_status t where t.person = $2 and $1::uuid is not null and t.recorded_until = $3
            """;
        public const string TakeRights = """
            update population.representation set recorded_until = $4
            where (person = $1 or representative = $1) and $2::uuid is not null and recorded_at = $3 and recorded_until is null
            """;
        // what was ended since, by an act or a death, stays ended: nobody gets power over another by an undoing
        public const string ReturnRights = """
            insert into population.representation (person, representative, id, valid, case_code, document, recorded_at)
            select t.person, t.representative, gen_random_uuid(), t.valid, t.case_code, t.document, $4
            from population.representation t
            cross join lateral (select case when t.person = $2 then $1::uuid else t.person end as person, case when t.representative = $2 then $1::uuid else t.representative end as representative) n
            where (t.person = $2 or t.representative = $2) and t.recorded_until = $3
              and not exists (select from population.representation s where s.person = n.person and s.representative = n.representative and s.recorded_at = $3 and s.recorded_until < $4)
              and not exists (select from population.person o where o.id in (t.person, t.representative) and o.id <> $2 and o.locked)
            """;
    }
}
