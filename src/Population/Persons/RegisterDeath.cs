using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Numbers;
using LienThong.Population.Residence;

namespace LienThong.Population.Persons;

/// <summary>
/// Registers a death (khai tử): the record is locked and nothing is deleted; residences and membership end; the spouse is widowed; a household whose head died gets the spouse, else its
/// oldest member, as head until the family chooses. Law on Civil Status 60/2014 art. 32-34; Law on Residence 68/2020 art. 24.
/// </summary>
internal sealed class RegisterDeath(Db<PopulationModule> db, TimeProvider clock)
{
    private const string Action = "death";

    public async Task<Result<DeathRegistered>> Handle(Caller caller, DeathRegistration death, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(death.Document)) return PopulationErrors.DocumentMissing.At("/document");
        if (death.RegisteredOn > clock.Today()) return PopulationErrors.DeathInFuture.At("/registeredOn");
        return await db.Transaction<Result<DeathRegistered>>(async tx =>
        {
            var before = await RememberRequest.Before<DeathRegistered>(tx, death.IdempotencyKey, Action, death, clock.GetUtcNow(), ct);
            if (before.Failed) return before.Faults;
            if (before.ValueOrDefault is { } answered) return answered with { Repeated = true };
            return await Register(tx, caller, death, ct);
        }, ct);
    }

    private async Task<Result<DeathRegistered>> Register(Db<PopulationModule> tx, Caller caller, DeathRegistration death, CancellationToken ct)
    {
        var people = (await tx.Many(Sql.WithSpouse, [death.Person.Value], Person.Read, ct)).ToDictionary(p => p.Id);
        if (!people.TryGetValue(death.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.RefusesDeath(death.DeathDate, death.RegisteredOn) is { } refusal) return refusal.At("/deathDate");
        var last = Last(death);
        var home = await tx.One(Sql.Home, [death.Person.Value], static r => new Home(r.GetGuid(0), (Relation)r.GetInt16(1), r.GuidOrNull(2)), ct);
        var open = await tx.Many(ResidenceRows.Sql.OpenOnes, [new[] { death.Person.Value }, last], OpenResidence.Read, ct);
        var entries = await tx.Many(ResidenceRows.Sql.LastEntries, [new[] { death.Person.Value }], static r => r.GetInt16(1), ct);
        var spouse = person.Spouse is { } key && people.TryGetValue(key, out var other) ? other : null;

        var answer = new DeathRegistered(death.Person, Repeated: false);
        var changes = Changes(death, caller, person, spouse, home, answer);
        var next = (short)(entries.FirstOrDefault() + 1);
        foreach (var residence in open) next = residence.End(changes, next, Later(last, residence.From).AddDays(1), clock.GetUtcNow(), death.Document);
        var commune = open.Find(r => r.Kind == ResidenceKind.Permanent)?.Commune;
        var written = await tx.Write(caller, changes, [new PersonDied(death.Person, death.DeathDate, commune, death.Document)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private List<Change> Changes(DeathRegistration death, Caller caller, Person person, Person? spouse, Home? home, DeathRegistered answer)
    {
        var now = clock.GetUtcNow();
        var last = Last(death);
        var died = death.DeathDate;
        List<Change> changes =
        [
            RememberRequest.Store(death.IdempotencyKey, Action, answer),
            new(Sql.Lock, [person.Id.Value, person.Version, died.Earliest, (short)died.Precision]),
            PersonHistory.Row(new(person.Id, person.Version + 1, "died", null, new { death = died }), now, caller, death.Document),
        ];
        if (spouse is { Locked: false })
        {
            changes.Add(new(Sql.Widow, [spouse.Id.Value, spouse.Version, last]));
            var widowed = new PersonChange(spouse.Id, spouse.Version + 1, "widowed", new { maritalStatus = "married", spouse = person.Id }, new { maritalStatus = "widowed" });
            changes.Add(PersonHistory.Row(widowed, now, caller, death.Document));
        }

        if (home is null) return changes;
        changes.Add(new(Sql.EndMember, [person.Id.Value, last]));
        if (home.Relation == Relation.Head && home.NextHead is { } heir)
        {
            changes.Add(new(Sql.EndMember, [heir, last]));
            changes.Add(new(Sql.NewHead, [heir, home.Household]));
        }

        changes.Add(new(HouseholdRows.Sql.Close, [home.Household, last]) { AnyRows = true });
        return changes;
    }

    // when only the year or month is known, the ties last until the end of it, but not past the registration
    private static DateOnly Last(DeathRegistration death) =>
        death.DeathDate.Precision == DatePrecision.Unknown || death.DeathDate.Latest > death.RegisteredOn ? death.RegisteredOn : death.DeathDate.Latest;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private sealed record Home(Guid Household, Relation Relation, Guid? NextHead);

    private static class Sql
    {
        public const string WithSpouse = $"""
            select {Person.Columns} from population.person
            where id = $1 or id = (select p.spouse from population.person p where p.id = $1)
            order by id for no key update
            """;
        public const string Home = """
            select m.household, m.relation,
                   (select o.person from population.household_member o join population.person p on p.id = o.person
                    where o.household = m.household and o.until is null and o.person <> m.person
                    order by (o.relation = 2) desc, p.birth, o.person limit 1)
            from population.household_member m
            where m.person = $1 and m.until is null
            """;
        public const string Lock = """
            update population.person set locked = true, died = $3, died_precision = $4, version = version + 1 where id = $1 and version = $2 and not locked
            """;
        public const string Widow = "update population.person set marital = 3, spouse = null, marital_since = $3, version = version + 1 where id = $1 and version = $2";
        public const string EndMember = "update population.household_member set until = greatest($2, since) where person = $1 and until is null";
        // relations of the others to the new head are what the family declares later; until then only the head changes
        public const string NewHead = """
            insert into population.household_member (person, household, relation, since)
            select $1, $2, 1, max(m.until) + 1 from population.household_member m where m.person = $1
            """;
    }
}
