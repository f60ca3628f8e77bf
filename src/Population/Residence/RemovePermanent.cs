using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Households;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>Xóa đăng ký thường trú: residence and membership end on a ground that the law names. A head who leaves others behind names who leads; an empty household is closed. Art. 24.</summary>
internal sealed class RemovePermanent(RegistrationDesk desk)
{
    public const string Action = "permanent-removal";

    public Task<Result<ActRegistered>> Handle(Caller caller, ResidenceRemoval act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(desk.Rules.Knows("removePermanent", act.Ground, act.On), "/ground", PopulationErrors.CaseUnknown);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, ResidenceRemoval act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        if (facts.Permanent(act.Person) is not { } residence) return PopulationErrors.NoPermanent;
        // a residence of no day would leave no row that tells the ground
        if (residence.From >= act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(residence.From)).At("/on");
        var home = (await LockHouseholds.Of(tx, [act.Person], ct)).FirstOrDefault(h => h.Of(act.Person) is not null);
        List<Change> changes = [];
        if (home?.Of(act.Person) is { } member)
        {
            if (member.Since > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(member.Since)).At("/on");
            var heir = home.LeadAfter([act.Person], act.NewHead, act.On, desk.Rules.Limit("head.leastAge", act.On));
            if (heir.Failed) return heir.Faults;
            HouseholdChanges.Leave(changes, home, [act.Person], heir.Value, act.On);
        }

        residence.End(changes, (short)(facts.Entries[act.Person] + 1), act.On, now, act.Document.Number, act.Ground);
        MovingFacts.Touch(changes, person, new("permanent-removed", caller, act.On, act.Document.Number, now), new { residence.Commune, residence.Address }, new { act.Ground, act.On });
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], home?.Id, new { act.Ground, act.NewHead }), now);
        var written = await tx.Write(caller, changes, [new PermanentResidenceRemoved(act.Person, residence.Commune, act.On, act.Ground, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }
}
