using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Cards;
using LienThong.Population.Households;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Duplicates;

/// <summary>
/// Two records become one person: under the locks of both, of spouses and of children, the merged record is locked and gives up its number, which from now on leads to the survivor.
/// A number that was given twice is cancelled: Law on Identity 26/2023 art. 12.
/// </summary>
internal sealed class MergePersons(RegistrationDesk desk)
{
    public const string Action = "person-merge";

    public Task<Result<ActRegistered>> Handle(Caller caller, PersonMerge act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Survivor != act.Merged, "/merged", DuplicateErrors.SamePerson);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Merge(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Merge(Db tx, Caller caller, PersonMerge act, DateTimeOffset now, CancellationToken ct)
    {
        var around = await tx.Many(Sql.Around, [act.Survivor.Value, act.Merged.Value], static r => new PersonId(r.GetGuid(0)), ct);
        var facts = await MovingFacts.Lock(tx, [act.Survivor, act.Merged, .. around], act.On, ct);
        // who married or had a child registered while this waited for the locks
        if ((await tx.Many(Sql.Around, [act.Survivor.Value, act.Merged.Value], static r => new PersonId(r.GetGuid(0)), ct)).Exists(p => !facts.Persons.ContainsKey(p))) return KernelErrors.Conflict;
        if (!facts.Persons.TryGetValue(act.Survivor, out var survivor)) return PopulationErrors.PersonUnknown.At("/survivor");
        if (!facts.Persons.TryGetValue(act.Merged, out var merged)) return PopulationErrors.PersonUnknown.At("/merged");
        if (Refusal(survivor, merged) is { } refusal) return refusal;
        if (await tx.One(Sql.Kin, [act.Survivor.Value, act.Merged.Value], static r => r.GetBoolean(0), ct)) return DuplicateErrors.MergeKin;

        var homes = await LockHouseholds.Of(tx, [act.Survivor, act.Merged], ct);
        var free = await tx.One(Sql.FreeFrom, [act.Survivor.Value], static r => r.DateOrNull(0), ct);
        var plan = new MergePlan(act, survivor, merged, facts, homes, free, now);
        if (plan.PlaceRefusal(desk.Rules.Limit("head.leastAge", desk.Today)) is { } notThen) return notThen;
        Guid[] households = [.. homes.Select(h => h.Id.Value)];
        var before = await tx.Many(Sql.Members, [households], MemberRow.Read, ct);
        var placeholder = PersonalNumber.Of(await tx.One(Sql.Placeholder, [], static r => r.GetInt64(0), ct));
        var papers = await tx.Many(Sql.NewPapers, [act.Survivor.Value, act.Merged.Value], static r => new KeptPaper(r.GetInt16(0), r.GetString(1)), ct);
        var former = await tx.Many(Sql.FormerNumbers, [act.Merged.Value], static r => r.GetString(0), ct);
        var from = await tx.One(PersonItems.Sql.Current, [act.Survivor.Value], static r => PersonItems.Read(r, 0), ct);

        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Survivor, act.Merged], details: new { act.Survivor, act.Merged }), now);
        plan.Place(changes, desk.Rules.Limit("head.leastAge", desk.Today));
        changes.Add(new(CardRows.Sql.End, [act.Merged.Value, "revoked", act.On, now]) { AnyRows = true });
        MergeTies.Pass(changes, act.Merged, act.Survivor, now);
        changes.Add(new(Sql.PassPapers, [act.Survivor.Value, act.Merged.Value, act.On, act.Document.Number, now]) { AnyRows = true });
        changes.Add(new(Sql.PassNumbers, [act.Survivor.Value, act.Merged.Value]) { AnyRows = true });
        changes.Add(new(Sql.Cancel, [act.Merged.Value, merged.Version, placeholder.Value]));
        changes.Add(new(Sql.Lead, [act.Survivor.Value, merged.Number.ToString(), act.On, act.Document.Number, now]));
        ItemChanges.From(changes, act.Merged, new("person.number", merged.Number.ToString(), placeholder.ToString()), act.On, now, answer.Registration);
        changes.Add(PersonHistory.Row(new(act.Merged, merged.Version + 1, "merged-away", new { number = merged.Number }, new { survivor = act.Survivor }), now, caller, act.Document.Number));
        var marriage = plan.Marriage(changes, caller, from!, answer.Registration);
        var children = plan.Children(changes, caller, answer.Registration);
        changes.Add(new(Sql.Keep, [answer.Registration, act.Survivor.Value, act.Merged.Value, act.On, now, Json.Of("")]));
        changes.Add(new(Sql.Decided, [act.Survivor.Value, act.Merged.Value, answer.Registration, now]) { AnyRows = true });
        var written = await tx.Write(caller, changes, [new PersonsMerged(act.Survivor, act.Merged, merged.Number, act.On, act.Document.Number)], ct);
        if (written.Failed) return written.Faults;

        var closed = await tx.Many(Sql.Closed, [households], static r => r.GetGuid(0), ct);
        var after = await tx.Many(Sql.Members, [households], MemberRow.Read, ct);
        await tx.Execute(Sql.Remember, [answer.Registration, Json.Of(new KeptMerge(merged.Number.ToString(), placeholder.ToString(), papers, former, children, marriage, households, closed, before, after))], ct);
        return answer;
    }

    private static Fault? Refusal(Person survivor, Person merged)
    {
        if (survivor.Locked || merged.Locked) return DuplicateErrors.MergeLocked;
        if (survivor.Spouse == merged.Id) return DuplicateErrors.MergeKin;
        return survivor.Spouse is not null && merged.Spouse is not null ? (Fault)DuplicateErrors.MergeSpouses : null;
    }

    internal static class Sql
    {
        public const string Around = """
            select p.spouse from population.person p where p.id in ($1, $2) and p.spouse is not null
            union select c.id from population.person c where c.mother = $2
            union select c.id from population.person c where c.father = $2
            """;
        // one descends from the other, both are the parents of one child, or the spouse of one is the parent or child of the other
        public const string Kin = """
            with recursive line(root, id) as (
                select s.id, s.id from unnest(array[$1, $2]::uuid[]) s(id)
                union select l.root, v.parent from line l join population.person p on p.id = l.id cross join lateral (values (p.father), (p.mother)) v(parent) where v.parent is not null)
            select exists (select from line l where l.root <> l.id and l.id in ($1, $2))
                or exists (select from population.person c where (c.mother = $1 and c.father = $2) or (c.mother = $2 and c.father = $1))
                or exists (select from population.person o join population.person s on s.id = o.spouse cross join lateral (values (case when o.id = $1 then $2 else $1 end)) t(id)
                    join population.person p on p.id = t.id where o.id in ($1, $2) and (s.id in (p.mother, p.father) or p.id in (s.mother, s.father)))
            """;
        // the first day on which somebody who belongs nowhere now can have come
        public const string FreeFrom = """
            select greatest(case when p.birth_precision > 0 then p.birth end,
                (select max(m.until) + 1 from population.household_member m where m.person = p.id),
                (select max(upper(r.valid)) from population.residence r where r.person = p.id and r.kind = 1 and r.recorded_until is null and not upper_inf(r.valid)))
            from population.person p where p.id = $1
            """;
        public const string Members = $"select {MemberRow.Columns} from population.household_member m where m.household = any($1) order by m.person, m.since";
        public const string Closed = "select h.id from population.household h where h.id = any($1) and h.closed is not null";
        public const string Placeholder = "select nextval('population.cancelled_number')";
        public const string NewPapers = """
            select i.kind, i.value from population.person_identifier i
            where i.person = $2 and i.kind <> 1 and not exists (select from population.person_identifier o where o.person = $1 and o.kind = i.kind and o.value = i.value)
            union
            select 2::smallint, p.cmnd from population.person p
            where p.id = $2 and p.cmnd is not null and not exists (select from population.person_identifier o where o.person = $1 and o.kind = 2 and o.value = p.cmnd)
            """;
        public const string FormerNumbers = "select i.value from population.person_identifier i where i.person = $1 and i.kind = 1";
        public const string PassPapers = """
            insert into population.person_identifier (person, kind, value, until, reason, document, recorded_at)
            select $1, i.kind, i.value, $3::date, 'merged', $4, $5::timestamptz
            from (select o.kind, o.value from population.person_identifier o where o.person = $2 and o.kind <> 1
                  union select 2::smallint, p.cmnd from population.person p where p.id = $2 and p.cmnd is not null) i
            on conflict (person, kind, value) do nothing
            """;
        public const string PassNumbers = "update population.person_identifier set person = $1 where person = $2 and kind = 1";
        public const string Cancel = "update population.person set number = $3, locked = true, version = version + 1 where id = $1 and version = $2 and not locked";
        public const string Lead = """
            insert into population.person_identifier (person, kind, value, until, reason, document, recorded_at) values ($1, 1, $2, $3, 'merged', $4, $5)
            """;
        public const string Keep = "insert into population.person_merge (id, survivor, merged, registration, on_day, at, kept) values ($1, $2, $3, $1, $4, $5, $6)";
        public const string Remember = "update population.person_merge set kept = $2 where id = $1";
        public const string Decided = """
            update population.duplicate_candidate set state = 'merged', decision = $3, decided_at = $4 where a = least($1::uuid, $2::uuid) and b = greatest($1::uuid, $2::uuid)
            """;
    }
}
