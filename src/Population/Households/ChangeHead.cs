using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;

namespace LienThong.Population.Households;

/// <summary>Thay đổi chủ hộ. Law on Residence 68/2020 art. 10 and 26: the head is of age while the household has anybody of age.</summary>
internal sealed class ChangeHead(RegistrationDesk desk)
{
    public const string Action = "head-change";

    public Task<Result<ActRegistered>> Handle(Caller caller, HeadChange act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Relations.All(r => r.Relation != Relation.Head), "/relations", PopulationErrors.HeadTaken);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, HeadChange act, DateTimeOffset now, CancellationToken ct)
    {
        var home = (await LockHouseholds.Of(tx, [act.NewHead], ct)).FirstOrDefault(h => h.Of(act.NewHead) is not null);
        if (home?.Of(act.NewHead) is not { } heir) return PopulationErrors.HouseholdUnknown.At("/newHead");
        if (heir.Relation == Relation.Head) return PopulationErrors.HeadAlready.At("/newHead");
        var since = heir.Since > (home.Head?.Since ?? default) ? heir.Since : home.Head!.Since;
        if (since > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(since)).At("/on");
        var age = desk.Rules.Limit("head.leastAge", act.On);
        if (!heir.IsAdultOn(act.On, age) && home.Members.Any(m => m.IsAdultOn(act.On, age))) return PopulationErrors.HeadTooYoung.With(age).At("/newHead");
        if (act.Relations.Any(r => home.Of(r.Person) is null)) return PopulationErrors.NotOneHousehold.At("/relations");

        List<Change> changes = [];
        HouseholdChanges.Hand(changes, home, heir, [], act.Relations.DistinctBy(r => r.Person).ToDictionary(r => r.Person, r => r.Relation), act.On);
        var people = home.Members.Select(m => m.Person).ToArray();
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, people, home.Id, new { from = home.Head?.Person, to = act.NewHead }), now);
        var written = await tx.Write(caller, changes, [new HeadChanged(home.Id, home.Head?.Person, act.NewHead, act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }
}
