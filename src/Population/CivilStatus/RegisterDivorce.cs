using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.CivilStatus;

/// <summary>Ly hôn by a judgment of a court. Law on Marriage and Family 52/2014 art. 57; Law on Civil Status 60/2014 art. 30.</summary>
internal sealed class RegisterDivorce(RegistrationDesk desk)
{
    public const string Action = "divorce";

    public Task<Result<ActRegistered>> Handle(Caller caller, DivorceRegistration act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Document.Kind == "judgment", "/document/kind", PopulationErrors.JudgmentNeeded);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, DivorceRegistration act, DateTimeOffset now, CancellationToken ct)
    {
        var spouse = await tx.One(Sql.Spouse, [act.Person.Value], static r => r.GuidOrNull(0) is { } key ? new PersonId(key) : (PersonId?)null, ct);
        var facts = await MovingFacts.Lock(tx, spouse is { } other ? [act.Person, other] : [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        if (person.Marital != MaritalStatus.Married) return PopulationErrors.NotMarried.At("/person");
        if (person.Spouse != spouse) return KernelErrors.Conflict;
        if (person.MaritalSince is { } since && since > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(since)).At("/on");

        List<Change> changes = [];
        var both = facts.Persons.Values.ToList();
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [.. both.Select(p => p.Id)]), now);
        foreach (var one in both)
        {
            ItemChanges.From(changes, one.Id, new("person.maritalStatus", "married", "divorced"), act.On, now, answer.Registration);
            ItemChanges.From(changes, one.Id, new("person.spouse", one.Spouse?.ToString(), null), act.On, now, answer.Registration);
            changes.Add(new(Sql.Part, [one.Id.Value, one.Version, act.On]));
            changes.Add(PersonHistory.Row(new(one.Id, one.Version + 1, "divorced", new { maritalStatus = "married", spouse = one.Spouse }, new { maritalStatus = "divorced" }), now, caller, act.Document.Number));
        }

        var written = await tx.Write(caller, changes, [.. both.Select(p => new PersonDivorced(p.Id, p.Spouse, act.On, act.Document.Number))], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Spouse = "select p.spouse from population.person p where p.id = $1";
        public const string Part = "update population.person set marital = 4, spouse = null, marital_since = $3, version = version + 1 where id = $1 and version = $2 and not locked";
    }
}
