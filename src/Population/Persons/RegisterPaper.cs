using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Persons;

/// <summary>Papers of a person as identifiers over time: the 9-digit CMND, which provinces gave out independently, and passports.</summary>
internal sealed class RegisterPaper(RegistrationDesk desk, Db<PopulationModule> db)
{
    public const string Action = "paper";

    public Task<Result<ActRegistered>> Handle(Caller caller, PaperRegistration act, CancellationToken ct)
    {
        var check = desk.Check(act);
        var value = (act.Value ?? "").Trim().ToUpperInvariant();
        check.That(act.Kind switch
        {
            PaperKind.Cmnd => value.Length == 9 && value.All(char.IsAsciiDigit),
            PaperKind.Passport => value.Length is 8 or 9 && char.IsAsciiLetterUpper(value[0]) && value[1..].All(char.IsAsciiDigit),
            _ => false,
        }, "/value", act.Kind == PaperKind.Cmnd ? PopulationErrors.CmndInvalid : PopulationErrors.PassportInvalid);
        check.That(act.Until is null || act.Until >= act.On, "/until", PopulationErrors.UntilBeforeFrom);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act with { Value = value }, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    public async Task<IReadOnlyList<PersonPaper>> Of(PersonId person, CancellationToken ct) => await db.Many(Sql.Of, [person.Value], static r => new PersonPaper(
        (PaperKind)r.GetInt16(0), r.GetString(1), r.DateOrNull(2), r.DateOrNull(3), r.TextOrNull(4), r.Instant(5)), ct);

    public async Task<IReadOnlyList<PersonId>> ByCmnd(string cmnd, CancellationToken ct) => await db.Many(Sql.ByCmnd, [cmnd], static r => new PersonId(r.GetGuid(0)), ct);

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, PaperRegistration act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown.At("/person");
        if (person.Locked) return PopulationErrors.PersonLocked.At("/person");
        List<Change> changes = [new(Sql.Insert, [act.Person.Value, (short)act.Kind, act.Value, act.On, act.Until, act.Document.Number, now])];
        MovingFacts.Touch(changes, person, new("paper", caller, act.On, act.Document.Number, now), null, new { act.Kind, act.On, act.Until });
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { act.Kind }), now);
        var written = await tx.Write(caller, changes, [new PersonCorrected(act.Person, [act.Kind == PaperKind.Cmnd ? "person.cmnd" : "person.passport"], act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Insert = """
            insert into population.person_identifier (person, kind, value, since, until, document, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (person, kind, value) do update set since = excluded.since, until = excluded.until, document = excluded.document
            """;
        public const string Of = """
            select i.kind, i.value, i.since, i.until, i.reason, i.recorded_at from population.person_identifier i where i.person = $1
            order by i.recorded_at desc, i.kind limit 100
            """;
        public const string ByCmnd = """
            select p.id from population.person p where p.cmnd = $1
            union
            select i.person from population.person_identifier i where i.kind = 2 and i.value = $1
            limit 20
            """;
    }
}
