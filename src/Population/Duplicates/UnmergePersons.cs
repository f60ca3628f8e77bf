using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Areas;
using LienThong.Population.Cards;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Duplicates;

/// <summary>
/// Undoes a merge from what was kept: number, papers, marriage, children, ties; household and residence too, unless somebody changed them since. Nothing of the merge itself is forgotten: the book of
/// acts and all histories keep both.
/// </summary>
internal sealed class UnmergePersons(RegistrationDesk desk)
{
    public const string Action = "person-unmerge";

    private sealed record Done(Guid Id, PersonId Survivor, DateTimeOffset At, KeptMerge Kept);

    public Task<Result<ActRegistered>> Handle(Caller caller, PersonUnmerge act, CancellationToken ct)
    {
        var check = desk.Check(act);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Undo(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Undo(Db tx, Caller caller, PersonUnmerge act, DateTimeOffset now, CancellationToken ct)
    {
        var found = await tx.One(Sql.Find, [act.Merged.Value], static r => new Done(r.GetGuid(0), new(r.GetGuid(1)), r.Instant(2), r.FromJson<KeptMerge>(3)), ct);
        if (found is null) return DuplicateErrors.NotMerged.At("/merged");
        var kept = found.Kept;
        PersonId[] around = [act.Merged, found.Survivor, .. kept.Children.Select(c => new PersonId(c.Person)), .. kept.Marriage is { } m ? [new PersonId(m.Spouse)] : Array.Empty<PersonId>()];
        var facts = await MovingFacts.Lock(tx, around, act.On, ct);
        // somebody else undid it while this waited
        if (await tx.One(Sql.Find, [act.Merged.Value], static r => r.GetGuid(0), ct) != found.Id) return DuplicateErrors.NotMerged.At("/merged");
        var (survivor, merged) = (facts.Persons[found.Survivor], facts.Persons[act.Merged]);
        if (survivor.Locked || merged.Died is not null) return DuplicateErrors.UnmergeLocked;
        // divorced and married again, even each other, is another marriage
        if (kept.Marriage is { } passed && (survivor.Spouse?.Value != passed.Spouse || survivor.MaritalSince != merged.MaritalSince)) return DuplicateErrors.UnmergeSpouse;

        await tx.Execute(Sql.LockHouseholds, [kept.Households.ToArray()], ct);
        var members = await tx.Many(MergePersons.Sql.Members, [kept.Households.ToArray()], MemberRow.Read, ct);
        var moved = await tx.One(Sql.Moved, [new[] { act.Merged.Value, found.Survivor.Value }, found.At, kept.Households.ToArray(), kept.Closed.ToArray()], static r => r.GetBoolean(0), ct);
        var restore = !moved && members.ToHashSet().SetEquals(kept.After);

        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [found.Survivor, act.Merged], details: new { found.Survivor, act.Merged, PlaceRestored = restore }), now);
        if (restore)
        {
            Place(changes, act.Merged, found, now);
            await CatchUpWithMap.Add(tx, changes, [act.Merged.Value, found.Survivor.Value], [.. kept.Closed], (found.At, now), ct);
        }

        changes.Add(new(CardRows.Sql.Restore, [act.Merged.Value, found.At, act.On, now]) { AnyRows = true });
        MergeTies.GiveBack(changes, found.Survivor, act.Merged, found.At, now);
        Identity(changes, caller, act, found, (survivor, merged), now, answer.Registration);
        Family(changes, caller, act, found, facts, now, answer.Registration);
        changes.Add(new(Sql.Undone, [found.Id, now, answer.Registration]));
        changes.Add(new(Sql.Reopen, [found.Survivor.Value, act.Merged.Value, answer.Registration, now]) { AnyRows = true });
        var number = PersonalNumber.Parse(kept.Number, null);
        var written = await tx.Write(caller, changes, [new PersonUnmerged(found.Survivor, act.Merged, number, act.On, restore, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static void Identity(List<Change> changes, Caller caller, PersonUnmerge act, Done found, (Person Survivor, Person Merged) who, DateTimeOffset now, Guid registration)
    {
        var kept = found.Kept;
        var (survivor, merged) = who;
        changes.Add(new(Sql.TakeNumber, [survivor.Id.Value, kept.Number]));
        changes.Add(new(Sql.TakePapers, [survivor.Id.Value, kept.Papers.Select(p => p.Kind).ToArray(), kept.Papers.Select(p => p.Value).ToArray()]) { AnyRows = true });
        changes.Add(new(Sql.ReturnNumbers, [survivor.Id.Value, merged.Id.Value, kept.FormerNumbers.ToArray()]) { AnyRows = true });
        changes.Add(new(Sql.Return, [merged.Id.Value, merged.Version, PersonalNumber.Parse(kept.Number, null).Value]));
        ItemChanges.GiveBack(changes, merged.Id, "person.number", found.At, now, registration);
        changes.Add(PersonHistory.Row(new(merged.Id, merged.Version + 1, "unmerged", new { number = kept.Placeholder }, new { number = kept.Number }), now, caller, act.Document.Number));
        changes.Add(new(Sql.Survivor, [survivor.Id.Value, survivor.Version, kept.Marriage is null, kept.Marriage?.Marital, kept.Marriage?.Since]));
        changes.Add(PersonHistory.Row(new(survivor.Id, survivor.Version + 1, "unmerged", new { merged = merged.Id }, null), now, caller, act.Document.Number));
    }

    private static void Family(List<Change> changes, Caller caller, PersonUnmerge act, Done found, MovingFacts facts, DateTimeOffset now, Guid registration)
    {
        if (found.Kept.Marriage is { } marriage)
        {
            var (survivor, spouse) = (facts.Persons[found.Survivor], facts.Persons[new(marriage.Spouse)]);
            ItemChanges.GiveBack(changes, survivor.Id, "person.spouse", found.At, now, registration);
            ItemChanges.GiveBack(changes, survivor.Id, "person.maritalStatus", found.At, now, registration);
            ItemChanges.Correct(changes, spouse.Id, new("person.spouse", survivor.Id.ToString(), act.Merged.ToString()), now, registration);
            changes.Add(new(MergePlan.Sql.Wed, [spouse.Id.Value, spouse.Version, act.Merged.Value]));
            changes.Add(PersonHistory.Row(new(spouse.Id, spouse.Version + 1, "corrected", new { spouse = survivor.Id }, new { spouse = act.Merged }), now, caller, act.Document.Number));
        }

        foreach (var (key, item) in found.Kept.Children)
        {
            var child = facts.Persons[new(key)];
            // another parent was recognised or adopted since
            if ((item == "person.mother" ? child.Mother : child.Father) != found.Survivor) continue;
            MergePlan.ChildOf(changes, child, item, (found.Survivor, act.Merged), now, registration);
            changes.Add(PersonHistory.Row(new(child.Id, child.Version + 1, "corrected", new { parent = found.Survivor }, new { parent = act.Merged }), now, caller, act.Document.Number));
        }
    }

    // what the merge wrote of memberships goes, what it ended comes back; who leads steps back before who led steps up
    private static void Place(List<Change> changes, PersonId merged, Done found, DateTimeOffset now)
    {
        var kept = found.Kept;
        var (before, after) = (kept.Before.ToDictionary(m => (m.Person, m.Since)), kept.After.ToDictionary(m => (m.Person, m.Since)));
        foreach (var made in kept.After.Where(m => !before.ContainsKey((m.Person, m.Since)))) changes.Add(new(Sql.Forget, [made.Person, made.Since]));
        foreach (var was in kept.Before.Where(m => !after.TryGetValue((m.Person, m.Since), out var now) || now != m).OrderBy(m => m.Relation == (short)Relation.Head))
        {
            if (after.ContainsKey((was.Person, was.Since))) changes.Add(new(Sql.Restore, [was.Person, was.Since, was.Until, was.Relation]));
            else changes.Add(new(Sql.Insert, [was.Person, was.Household, was.Since, was.Until, was.Relation, now]));
        }

        changes.Add(new(Sql.Open, [kept.Closed.ToArray()]) { AnyRows = true });
        Guid[] both = [merged.Value, found.Survivor.Value];
        changes.Add(new(Sql.Supersede, [both, found.At, now]) { AnyRows = true });
        changes.Add(new(Sql.Again, [both, found.At, now]) { AnyRows = true });
    }

    private static class Sql
    {
        public const string Find = "select g.id, g.survivor, g.at, g.kept::text from population.person_merge g where g.merged = $1 and g.undone_at is null";
        public const string LockHouseholds = "select h.id from population.household h where h.id = any($1) order by h.id for no key update";
        // a residence of either that the merge wrote is not believed any more, one began since, or a household that stayed open was closed (or the other way round)
        public const string Moved = """
            select exists (select from population.residence r where r.person = any($1) and r.recorded_at = $2 and r.recorded_until is not null)
                or exists (select from population.residence r where r.person = any($1) and r.recorded_at > $2)
                or exists (select from population.household h where h.id = any($3) and (h.closed is not null) <> (h.id = any($4)))
            """;
        public const string Forget = "delete from population.household_member where person = $1 and since = $2";
        public const string Restore = "update population.household_member set until = $3, relation = $4 where person = $1 and since = $2";
        public const string Insert = "insert into population.household_member (person, household, since, until, relation, recorded_at) values ($1, $2, $3, $4, $5, $6)";
        public const string Open = "update population.household set closed = null where id = any($1)";
        public const string Supersede = "update population.residence set recorded_until = $3 where person = any($1) and recorded_at = $2 and recorded_until is null";
        public const string Again = """
            insert into population.residence (person, entry, kind, household, valid, commune, address, recorded_at, document, ground, area, area_decision, end_document, end_ground)
            select r.person, (last.entry + row_number() over (partition by r.person order by r.entry))::smallint, r.kind, r.household, r.valid, r.commune, r.address, $3, r.document, r.ground, r.area, r.area_decision,
                   r.end_document, r.end_ground
            from population.residence r
            join (select x.person, max(x.entry) as entry from population.residence x where x.person = any($1) group by x.person) last on last.person = r.person
            where r.person = any($1) and r.recorded_until = $2
            order by r.person, r.entry
            """;
        public const string TakeNumber = "delete from population.person_identifier where person = $1 and kind = 1 and value = $2";
        public const string TakePapers = """
            delete from population.person_identifier i using unnest($2::smallint[], $3::text[]) p(kind, value)
            where i.person = $1 and i.kind = p.kind and i.value = p.value and i.reason = 'merged'
            """;
        public const string ReturnNumbers = "update population.person_identifier set person = $2 where person = $1 and kind = 1 and value = any($3)";
        public const string Return = "update population.person set number = $3, locked = false, version = version + 1 where id = $1 and version = $2";
        public const string Survivor = """
            update population.person set version = version + 1, spouse = case when $3 then spouse end, marital = case when $3 then marital else $4 end,
                marital_since = case when $3 then marital_since else $5 end
            where id = $1 and version = $2
            """;
        public const string Undone = "update population.person_merge set undone_at = $2, undone_by = $3 where id = $1 and undone_at is null";
        // an officer found that these are two people
        public const string Reopen = """
            update population.duplicate_candidate set state = 'declined', decision = $3, decided_at = $4, reason = 'unmerged' where a = least($1::uuid, $2::uuid) and b = greatest($1::uuid, $2::uuid)
            """;
    }
}
