using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Households;

/// <summary>Tách hộ: members found a household of their own at the same dwelling. Somebody stays, and both households have a head. Law on Residence 68/2020 art. 25.</summary>
internal sealed class SplitHousehold(RegistrationDesk desk)
{
    public const string Action = "household-split";

    public Task<Result<ActRegistered>> Handle(Caller caller, HouseholdSplit act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.People is { Count: > 0 and <= 30 }, "/people", PopulationErrors.PeopleCount);
        check.That(act.People.DistinctBy(p => p.Person).Count() == act.People.Count, "/people", PopulationErrors.PersonTwice);
        check.That(act.People.Count(p => p.Relation == Relation.Head) == 1, "/people", PopulationErrors.OneHead);
        check.That(act.Address is null || act.Address.Trim() is { Length: > 0 and <= 400 }, "/address", PopulationErrors.AddressNeeded);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, HouseholdSplit act, DateTimeOffset now, CancellationToken ct)
    {
        PersonId[] people = [.. act.People.Select(p => p.Person)];
        var facts = await MovingFacts.Lock(tx, people, act.On, ct);
        if (people.FirstOrDefault(p => !facts.Persons.ContainsKey(p)) is { Value: var missing } && missing != Guid.Empty) return PopulationErrors.PersonUnknown.At("/people");
        var homes = await LockHouseholds.Of(tx, people, ct);
        if (homes.Count != 1 || people.Any(p => homes[0].Of(p) is null)) return PopulationErrors.NotOneHousehold.At("/people");
        var home = homes[0];
        if (home.Members.Count == people.Length) return PopulationErrors.SplitWhole.At("/people");
        var latest = people.Max(p => Later(home.Of(p)!.Since, facts.Permanent(p)?.From ?? default));
        if (latest > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(latest)).At("/on");
        var age = desk.Rules.Limit("head.leastAge", act.On);
        var head = home.Of(act.People.Single(p => p.Relation == Relation.Head).Person)!;
        if (!head.IsAdultOn(act.On, age)) return PopulationErrors.HeadTooYoung.With(age).At("/people");
        var heir = home.LeadAfter(people, act.NewHead, act.On, age);
        if (heir.Failed) return heir.Faults;

        List<Change> changes = [];
        HouseholdChanges.Leave(changes, home, people, heir.Value, act.On);
        var place = OpenHousehold.At(changes, home.Commune, act.Address?.Trim() ?? home.Address, act.On, now);
        var step = new RelocationAct("split", caller, act.On, act.Document.Number, now, "split");
        foreach (var (person, relation) in act.People)
        {
            HouseholdChanges.Join(changes, place.Household, person, relation, act.On, now);
            facts.Settle(changes, person, place, step);
        }

        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, people, place.Household, new { from = home.Id, act.NewHead }), now);
        var written = await tx.Write(caller, changes, [new HouseholdSplitOff(home.Id, place.Household, people, act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
