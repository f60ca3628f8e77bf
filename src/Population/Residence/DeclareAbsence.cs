using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>Khai báo tạm vắng, and the return from it. Declared absences of a person do not overlap: the database refuses it. Art. 31.</summary>
internal sealed class DeclareAbsence(RegistrationDesk desk)
{
    public const string Action = "absence", EndAction = "absence-end";

    public Task<Result<ActRegistered>> Handle(Caller caller, AbsenceDeclaration act, CancellationToken ct)
    {
        // an absence may be declared before it begins
        var check = desk.Check(act.On > desk.Today && act.On <= desk.Today.AddDays(60) ? act with { On = desk.Today } : act);
        check.That(desk.Rules.Knows("absence", act.Case, act.On), "/case", PopulationErrors.CaseUnknown);
        check.That(act.Reason?.Trim() is { Length: > 0 and <= 400 }, "/reason", PopulationErrors.ReasonNeeded);
        check.That(act.Until is null || act.Until >= act.On, "/until", PopulationErrors.UntilBeforeFrom);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Declare(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    public Task<Result<ActRegistered>> Handle(Caller caller, AbsenceEnd act, CancellationToken ct)
    {
        var check = desk.Check(act);
        return check.Ok ? desk.Once(EndAction, act, (tx, now) => End(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Declare(Db tx, Caller caller, AbsenceDeclaration act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        if (await tx.One(Sql.Overlaps, [act.Person.Value, act.On, act.Until?.AddDays(1)], static _ => true, ct)) return PopulationErrors.AbsentAlready;
        List<Change> changes =
            [new(Sql.Insert, [act.Person.Value, Guid.CreateVersion7(now), act.On, act.Until?.AddDays(1), act.Case, act.Destination, act.Reason.Trim(), act.Document.Number, now])];
        MovingFacts.Touch(changes, person, new("absence", caller, act.On, act.Document.Number, now), null, new { act.On, act.Until, act.Case });
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { act.Case, act.Until }), now);
        var written = await tx.Write(caller, changes, [new AbsenceDeclared(act.Person, act.On, act.Until, act.Case, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static async Task<Result<ActRegistered>> End(Db tx, Caller caller, AbsenceEnd act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        var open = await tx.One(Sql.OpenOn, [act.Person.Value, act.On], static r => (Id: (Guid?)r.GetGuid(0), From: r.GetFieldValue<DateOnly>(1)), ct);
        if (open.Id is not { } id) return PopulationErrors.NotAbsent.At("/on");
        List<Change> changes = [new(Sql.Supersede, [act.Person.Value, id, now])];
        if (open.From < act.On) changes.Add(new(Sql.Shorten, [act.Person.Value, id, Guid.CreateVersion7(now), act.On, now]));
        MovingFacts.Touch(changes, person, new("absence-ended", caller, act.On, act.Document.Number, now), null, new { act.On });
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(EndAction, act, [act.Person]), now);
        var written = await tx.Write(caller, changes, [new AbsenceDeclared(act.Person, open.From, act.On.AddDays(-1), "ended", act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Overlaps = "select 1 from population.absence a where a.person = $1 and a.recorded_until is null and a.valid && daterange($2, $3) limit 1";
        public const string Insert = """
            insert into population.absence (person, id, valid, case_code, destination, reason, document, recorded_at)
            values ($1, $2, daterange($3, $4), $5, $6, $7, $8, $9)
            """;
        public const string OpenOn = "select a.id, lower(a.valid) from population.absence a where a.person = $1 and a.recorded_until is null and a.valid @> $2::date limit 1";
        public const string Supersede = "update population.absence set recorded_until = $3 where person = $1 and id = $2 and recorded_until is null";
        public const string Shorten = """
            insert into population.absence (person, id, valid, case_code, destination, reason, document, recorded_at)
            select a.person, $3, daterange(lower(a.valid), $4), a.case_code, a.destination, a.reason, a.document, $5
            from population.absence a where a.person = $1 and a.id = $2
            """;
    }
}
