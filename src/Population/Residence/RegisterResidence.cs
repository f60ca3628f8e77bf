using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Numbers;
using LienThong.Population.Persons;

namespace LienThong.Population.Residence;

/// <summary>
/// Registers permanent residence (đăng ký thường trú) of persons who move together. The former permanent residence ends the day before, and so does a temporary one in the same commune.
/// Law on Residence 68/2020 art. 20-22 and 24.
/// </summary>
internal sealed class RegisterResidence(Db<PopulationModule> db, TimeProvider clock)
{
    private const string Action = "residence";
    private const int Most = 30;

    public async Task<Result<ResidenceRegistered>> Handle(Caller caller, ResidenceRegistration move, CancellationToken ct)
    {
        var check = Check(move);
        if (!check.Ok) return check.Faults;
        return await db.Transaction<Result<ResidenceRegistered>>(async tx =>
        {
            var before = await RememberRequest.Before<ResidenceRegistered>(tx, move.IdempotencyKey, Action, move, clock.GetUtcNow(), ct);
            if (before.Failed) return before.Faults;
            if (before.ValueOrDefault is { } answered) return answered with { Repeated = true };
            return await Register(tx, caller, move, ct);
        }, ct);
    }

    internal static Check Check(ResidenceRegistration move)
    {
        var check = new Check();
        if (!check.That(move.People is { Count: > 0 and <= Most }, "/people", PopulationErrors.PeopleCount)) return check;
        check.That(move.People.DistinctBy(p => p.Person).Count() == move.People.Count, "/people", PopulationErrors.PersonTwice);
        check.That(!string.IsNullOrWhiteSpace(move.Document), "/document", PopulationErrors.DocumentMissing);
        var heads = move.People.Count(p => p.Relation == Relation.Head);
        if (move.HouseholdOf is not null)
        {
            check.That(heads == 0, "/people", PopulationErrors.HeadTaken);
            return check;
        }

        check.That(heads == 1, "/people", PopulationErrors.OneHead);
        check.That(!string.IsNullOrWhiteSpace(move.Address) && move.Address.Length <= 400, "/address", PopulationErrors.PlaceNeeded);
        check.That(AreaCodes.IsCommune(move.Commune), "/commune", move.Commune is null ? PopulationErrors.PlaceNeeded : PopulationErrors.AreaUnknown);
        return check;
    }

    private async Task<Result<ResidenceRegistered>> Register(Db<PopulationModule> tx, Caller caller, ResidenceRegistration move, CancellationToken ct)
    {
        Guid[] keys = [.. move.People.Select(p => p.Person.Value)];
        var persons = (await tx.Many(Sql.ForMove, [keys], Person.Read, ct)).ToDictionary(p => p.Id);
        var homes = (await tx.Many(Sql.Homes, [keys], Home.Read, ct)).ToDictionary(h => h.Person);
        var target = move.HouseholdOf is { } member ? await tx.One(HouseholdRows.Sql.OfMember, [member.Value], HouseholdRows.Read, ct) : null;
        if (move.HouseholdOf is not null && target is null) return PopulationErrors.HouseholdUnknown.At("/householdOf");
        var open = (await tx.Many(ResidenceRows.Sql.OpenOnes, [keys, move.From], OpenResidence.Read, ct)).ToLookup(r => r.Person);
        var entries = (await tx.Many(ResidenceRows.Sql.LastEntries, [keys], static r => (Person: new PersonId(r.GetGuid(0)), Last: r.GetInt16(1)), ct)).ToDictionary(e => e.Person, e => e.Last);
        var refused = Refusals(move, persons, homes, open, target);
        if (refused.Count > 0) return refused;

        var place = target ?? new HouseholdRow(new(Guid.CreateVersion7(clock.GetUtcNow())), move.Commune ?? "", move.Address ?? "", default, null);
        var answer = new ResidenceRegistered(place.Id, place.Commune, [.. move.People.Select(p => p.Person)], Repeated: false);
        var facts = new Facts(persons, homes, open, entries);
        var written = await tx.Write(caller, Changes(move, caller, facts, place, target is null, answer), Events(move, open, place), ct);
        return written.Failed ? written.Faults : answer;
    }

    private Faults Refusals(
        ResidenceRegistration move, Dictionary<PersonId, Person> persons, Dictionary<PersonId, Home> homes, ILookup<PersonId, OpenResidence> open, HouseholdRow? target)
    {
        var faults = new Faults([]);
        for (var i = 0; i < move.People.Count; i++)
        {
            var id = move.People[i].Person;
            Fault? refusal = PopulationErrors.PersonUnknown;
            if (persons.TryGetValue(id, out var person))
            {
                var current = open[id].FirstOrDefault(r => r.Kind == ResidenceKind.Permanent);
                refusal = person.RefusesMove(move.From, clock.Today(), current?.From);
                if (target is not null && current?.Household == target.Id.Value) refusal ??= PopulationErrors.AlreadyThere;
                if (homes.TryGetValue(id, out var home)) refusal ??= RefusesLeaving(home, move, homes);
            }

            if (refusal is not null) faults.Add(refusal.At($"/people/{i}"));
        }

        return faults;
    }

    // who leads a household takes everybody along or hands the lead over first: a household always has one living head
    private static Fault? RefusesLeaving(Home home, ResidenceRegistration move, Dictionary<PersonId, Home> homes)
    {
        if (home.Since >= move.From) return PopulationErrors.MoveNotAfterCurrent.With(HanoiTime.Show(home.Since));
        if (home.Relation != Relation.Head) return null;
        return homes.Values.Count(h => h.Household == home.Household) < home.Members ? (Fault)PopulationErrors.HeadLeaves : null;
    }

    private List<Change> Changes(ResidenceRegistration move, Caller caller, Facts facts, HouseholdRow place, bool isNew, ResidenceRegistered answer)
    {
        var (persons, homes, open, entries) = facts;
        var now = clock.GetUtcNow();
        List<Change> changes = [RememberRequest.Store(move.IdempotencyKey, Action, answer)];
        if (isNew) changes.Add(new(HouseholdRows.Sql.Open, [place.Id.Value, place.Commune, place.Address, DossierNumber(place, move.From), move.From]));
        foreach (var (id, relation) in move.People)
        {
            var person = persons[id];
            var entry = (short)(entries.GetValueOrDefault(id) + 1);
            foreach (var old in open[id])
            {
                if (old.Kind == ResidenceKind.Permanent || old.Commune == place.Commune) entry = old.End(changes, entry, move.From, now, move.Document);
            }

            changes.Add(new(ResidenceRows.Sql.Insert, [id.Value, entry, (short)ResidenceKind.Permanent, place.Id.Value, move.From, null, place.Commune, place.Address, now, move.Document]));
            if (homes.ContainsKey(id)) changes.Add(new(HouseholdRows.Sql.EndMember, [id.Value, move.From.AddDays(-1)]));
            changes.Add(new(HouseholdRows.Sql.AddMember, [id.Value, place.Id.Value, (short)relation, move.From]));
            changes.Add(new(Sql.Touch, [id.Value, person.Version]));
            var from = open[id].FirstOrDefault(r => r.Kind == ResidenceKind.Permanent);
            var moved = new PersonChange(id, person.Version + 1, "moved",
                from is null ? null : new { from.Commune, from.Address, from.Household }, new { place.Commune, place.Address, Household = place.Id, move.From });
            changes.Add(PersonHistory.Row(moved, now, caller, move.Document));
        }

        foreach (var left in homes.Values.Select(h => h.Household).Distinct()) changes.Add(new(HouseholdRows.Sql.Close, [left, move.From.AddDays(-1)]) { AnyRows = true });
        return changes;
    }

    private static List<IEvent> Events(ResidenceRegistration move, ILookup<PersonId, OpenResidence> open, HouseholdRow place) =>
    [
        .. move.People.Select(p => new PersonMoved(
            p.Person, open[p.Person].FirstOrDefault(r => r.Kind == ResidenceKind.Permanent)?.Commune, place.Commune, place.Id, move.From, move.Document)),
    ];

    // số hồ sơ cư trú: commune, day, and the tail of the household's key
    private static string DossierNumber(HouseholdRow place, DateOnly from) => $"{place.Commune}-{from:yyyyMMdd}-{place.Id.ToString()[^6..].ToUpperInvariant()}";

    /// <summary>What is known of those who move.</summary>
    private sealed record Facts(
        Dictionary<PersonId, Person> Persons, Dictionary<PersonId, Home> Homes, ILookup<PersonId, OpenResidence> Open, Dictionary<PersonId, short> Entries);

    /// <summary>Where a person who moves belongs now.</summary>
    private sealed record Home(PersonId Person, Guid Household, Relation Relation, DateOnly Since, long Members)
    {
        public static Home Read(Npgsql.NpgsqlDataReader r) => new(new(r.GetGuid(0)), r.GetGuid(1), (Relation)r.GetInt16(2), r.Date(3), r.GetInt64(4));
    }

    private static class Sql
    {
        // locked in the order of the keys, so that two registrations with the same people never wait for each other in a circle
        public const string ForMove = $"select {Person.Columns} from population.person where id = any($1) order by id for no key update";
        public const string Homes = """
            select m.person, m.household, m.relation, m.since,
                   (select count(*) from population.household_member others where others.household = m.household and others.until is null)
            from population.household_member m
            where m.person = any($1) and m.until is null
            """;
        public const string Touch = "update population.person set version = version + 1 where id = $1 and version = $2";
    }
}
