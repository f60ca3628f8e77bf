using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>Gia hạn tạm trú, in the last days of the term. The new term follows the old one without a gap and is as long as the law allows. Art. 28.</summary>
internal sealed class RenewTemporary(RegistrationDesk desk)
{
    public const string Action = "temporary-renewal";

    public Task<Result<ActRegistered>> Handle(Caller caller, TemporaryRenewal act, CancellationToken ct)
    {
        var check = desk.Check(act);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, TemporaryRenewal act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        if (facts.Temporary(act.Person) is not { Upto: { } upto } old || old.From > act.On) return PopulationErrors.NoTemporary;
        var window = desk.Rules.Limit("temporary.renewWithinDays", act.On);
        if (upto.AddDays(-window) > act.On) return PopulationErrors.RenewTooEarly.With(window, HanoiTime.Show(upto.AddDays(-window))).At("/on");
        if (RegisterTemporary.TermFits(desk.Rules, upto, act.Until) is { } fault) return fault.At("/until");

        var entry = (short)(facts.Entries[act.Person] + 1);
        List<Change> changes = [new(Sql.Renew, [act.Person.Value, old.Entry, entry, upto, act.Until.AddDays(1), now, act.Document.Number])];
        MovingFacts.Touch(changes, person, new("temporary-renewed", caller, act.On, act.Document.Number, now), new { until = upto.AddDays(-1) }, new { act.Until });
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { old.Commune, from = upto, act.Until }), now);
        var written = await tx.Write(caller, changes, [new TemporaryResidenceChanged(act.Person, old.Commune, upto, act.Until, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Renew = """
            insert into population.residence (person, entry, kind, household, valid, commune, address, recorded_at, document, ground)
            select r.person, $3, r.kind, r.household, daterange($4, $5), coalesce(r.area, r.commune), r.address, $6, $7, 'renewal'
            from population.residence r where r.person = $1 and r.entry = $2
            """;
    }
}
