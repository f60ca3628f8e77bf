using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>Xóa đăng ký tạm trú, on a ground that the law names. Art. 29.</summary>
internal sealed class EndTemporary(RegistrationDesk desk)
{
    public const string Action = "temporary-removal";

    public Task<Result<ActRegistered>> Handle(Caller caller, ResidenceRemoval act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(desk.Rules.Knows("endTemporary", act.Ground, act.On), "/ground", PopulationErrors.CaseUnknown);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, ResidenceRemoval act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        var ending = facts.Open[act.Person].Where(r => r.Kind == ResidenceKind.Temporary).ToList();
        if (ending.Count == 0) return PopulationErrors.NoTemporary;
        if (ending[0].From > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(ending[0].From)).At("/on");
        List<Change> changes = [];
        var entry = (short)(facts.Entries[act.Person] + 1);
        foreach (var old in ending) entry = old.End(changes, entry, act.On, now, act.Document.Number, act.Ground);
        MovingFacts.Touch(changes, person, new("temporary-ended", caller, act.On, act.Document.Number, now), new { ending[0].Commune }, new { act.Ground, act.On });
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { act.Ground }), now);
        var written = await tx.Write(caller, changes, [new TemporaryResidenceChanged(act.Person, ending[0].Commune, ending[0].From, act.On.AddDays(-1), act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }
}
