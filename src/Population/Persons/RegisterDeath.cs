using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Cards;
using LienThong.Population.Households;
using LienThong.Population.Numbers;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Persons;

/// <summary>
/// Registers a death (khai tử): the record is locked and nothing is deleted; residences, absence, representation, card and membership end; the spouse is widowed; a household whose head died gets
/// the spouse, else its oldest adult, as head until the family chooses. Law on Civil Status 60/2014 art. 32-34; Law on Residence 68/2020 art. 24.
/// </summary>
internal sealed class RegisterDeath(RegistrationDesk desk, TimeProvider clock)
{
    private const string Action = "death";

    public async Task<Result<DeathRegistered>> Handle(Caller caller, DeathRegistration death, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(death.Document)) return PopulationErrors.DocumentMissing.At("/document");
        if (death.RegisteredOn > clock.Today()) return PopulationErrors.DeathInFuture.At("/registeredOn");
        return await desk.Once<DeathRegistered>(death.IdempotencyKey, Action, death, static a => a with { Repeated = true }, (tx, now) => Register(tx, caller, death, now, ct), ct);
    }

    private async Task<Result<DeathRegistered>> Register(Db<PopulationModule> tx, Caller caller, DeathRegistration death, DateTimeOffset now, CancellationToken ct)
    {
        var people = (await tx.Many(Sql.WithSpouse, [death.Person.Value], Person.Read, ct)).ToDictionary(p => p.Id);
        if (!people.TryGetValue(death.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.RefusesDeath(death.DeathDate, death.RegisteredOn) is { } refusal) return refusal.At("/deathDate");
        // who married or divorced while this waited for the lock has another spouse now
        if (person.Spouse is { } partner && !people.ContainsKey(partner)) return KernelErrors.Conflict;
        var end = Last(death).AddDays(1);
        var home = (await LockHouseholds.Of(tx, [death.Person], ct)).FirstOrDefault(h => h.Of(death.Person) is not null);
        var facts = await MovingFacts.Lock(tx, [death.Person], Last(death), ct);

        var answer = new DeathRegistered(death.Person, Repeated: false);
        List<Change> changes = [RememberRequest.Store(death.IdempotencyKey, Action, answer)];
        var entry = RegistrationDesk.Enter(changes, caller,
            new(Action, end.AddDays(-1), RegistrationDesk.Dossier(caller, death.Document, death.RegisteredOn), [death.Person], home?.Id, new { death = death.DeathDate }), now);
        Lock(changes, caller, person, death, now);
        if (person.Spouse is { } key && people[key] is { Locked: false } spouse) Widow(changes, caller, spouse, death, now, entry);
        if (home is not null)
        {
            var adult = desk.Rules.Limit("head.leastAge", clock.Today());
            // who became head after the day of death, before anybody knew of it, led until then as registered
            var from = home.Head is { } head && head.Person == death.Person ? home.EarliestWithout([death.Person], Later(end, head.Since)) : end;
            HouseholdChanges.Leave(changes, home, [death.Person], home.LeadAfter([death.Person], null, from, adult, derive: true).Value, from);
        }

        var next = (short)(facts.Entries.GetValueOrDefault(death.Person) + 1);
        foreach (var residence in facts.Open[death.Person]) next = residence.End(changes, next, Later(end, residence.From.AddDays(1)), now, death.Document, "death");
        EndTies(changes, death.Person, end, now);
        var written = await tx.Write(caller, changes, [new PersonDied(death.Person, death.DeathDate, facts.Permanent(death.Person)?.Commune, death.Document)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static void Lock(List<Change> changes, Caller caller, Person person, DeathRegistration death, DateTimeOffset now)
    {
        var died = death.DeathDate;
        changes.Add(new(Sql.Lock, [person.Id.Value, person.Version, died.Earliest, (short)died.Precision]));
        changes.Add(PersonHistory.Row(new(person.Id, person.Version + 1, "died", null, new { death = died }), now, caller, death.Document));
    }

    private static void Widow(List<Change> changes, Caller caller, Person spouse, DeathRegistration death, DateTimeOffset now, Guid entry)
    {
        var last = Last(death);
        ItemChanges.From(changes, spouse.Id, new("person.maritalStatus", "married", "widowed"), last, now, entry);
        ItemChanges.From(changes, spouse.Id, new("person.spouse", death.Person.ToString(), null), last, now, entry);
        changes.Add(new(Sql.Widow, [spouse.Id.Value, spouse.Version, last]));
        var widowed = new PersonChange(spouse.Id, spouse.Version + 1, "widowed", new { maritalStatus = "married", spouse = death.Person }, new { maritalStatus = "widowed" });
        changes.Add(PersonHistory.Row(widowed, now, caller, death.Document));
    }

    private static void EndTies(List<Change> changes, PersonId person, DateOnly end, DateTimeOffset now)
    {
        changes.Add(new(Sql.EndAbsence, [person.Value, end, now]) { AnyRows = true });
        changes.Add(new(Sql.KeepAbsence, [person.Value, end, now]) { AnyRows = true });
        changes.Add(new(Sql.EndRights, [person.Value, end, now]) { AnyRows = true });
        changes.Add(new(Sql.KeepRights, [person.Value, end, now]) { AnyRows = true });
        changes.Add(new(CardRows.Sql.End, [person.Value, "locked", end.AddDays(-1), now]) { AnyRows = true });
    }

    // when only the year or month is known, the ties last until the end of it, but not past the registration
    private static DateOnly Last(DeathRegistration death) =>
        death.DeathDate.Precision == DatePrecision.Unknown || death.DeathDate.Latest > death.RegisteredOn ? death.RegisteredOn : death.DeathDate.Latest;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static class Sql
    {
        public const string WithSpouse = $"""
            select {Person.Columns} from population.person
            where id = $1 or id = (select p.spouse from population.person p where p.id = $1)
            order by id for no key update
            """;
        public const string Lock = """
            update population.person set locked = true, died = $3, died_precision = $4, version = version + 1 where id = $1 and version = $2 and not locked
            """;
        public const string Widow = "update population.person set marital = 3, spouse = null, marital_since = $3, version = version + 1 where id = $1 and version = $2";
        // what goes on past the death gives way; the part before it is believed anew
        public const string EndAbsence = """
            update population.absence set recorded_until = $3 where person = $1 and recorded_until is null and (upper_inf(valid) or upper(valid) > $2)
            """;
        public const string KeepAbsence = """
            insert into population.absence (person, id, valid, case_code, destination, reason, document, recorded_at)
            select a.person, gen_random_uuid(), daterange(lower(a.valid), $2), a.case_code, a.destination, a.reason, a.document, $3
            from population.absence a where a.person = $1 and a.recorded_until = $3 and lower(a.valid) < $2
            """;
        public const string EndRights = """
            update population.representation set recorded_until = $3
            where (person = $1 or representative = $1) and recorded_until is null and (upper_inf(valid) or upper(valid) > $2)
            """;
        public const string KeepRights = """
            insert into population.representation (person, representative, id, valid, case_code, document, recorded_at)
            select t.person, t.representative, gen_random_uuid(), daterange(lower(t.valid), $2), t.case_code, t.document, $3
            from population.representation t where (t.person = $1 or t.representative = $1) and t.recorded_until = $3 and lower(t.valid) < $2
            """;
    }
}
