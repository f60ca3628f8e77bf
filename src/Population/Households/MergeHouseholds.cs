using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Households;

/// <summary>Nhập hộ: all members of one household join another of the same commune; the first one is closed. Law on Residence 68/2020 art. 26.</summary>
internal sealed class MergeHouseholds(RegistrationDesk desk)
{
    public const string Action = "household-merge";

    public Task<Result<ActRegistered>> Handle(Caller caller, HouseholdMerge act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Relations is { Count: > 0 and <= 30 }, "/relations", PopulationErrors.PeopleCount);
        check.That(act.Relations.All(r => r.Relation != Relation.Head), "/relations", PopulationErrors.HeadTaken);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, HouseholdMerge act, DateTimeOffset now, CancellationToken ct)
    {
        var relations = act.Relations.DistinctBy(r => r.Person).ToDictionary(r => r.Person, r => r.Relation);
        // the declared list is locked first; a member who is not in it, or came in the meantime, is refused below
        var facts = await MovingFacts.Lock(tx, relations.Keys, act.On, ct);
        var homes = await LockHouseholds.Of(tx, [act.Of, act.Into], ct);
        var (ending, into) = (homes.FirstOrDefault(h => h.Of(act.Of) is not null), homes.FirstOrDefault(h => h.Of(act.Into) is not null));
        if (ending is null) return PopulationErrors.HouseholdUnknown.At("/of");
        if (into is null) return PopulationErrors.HouseholdUnknown.At("/into");
        if (ending.Id == into.Id) return PopulationErrors.SameHousehold;
        if (ending.Commune != into.Commune) return PopulationErrors.OtherCommune.At("/into");
        PersonId[] people = [.. ending.Members.Select(m => m.Person)];
        if (people.Any(p => !relations.ContainsKey(p) || !facts.Persons.ContainsKey(p)) || relations.Count != people.Length) return PopulationErrors.RelationMissing.At("/relations");
        var latest = ending.Members.Max(m => Later(m.Since, facts.Permanent(m.Person)?.From ?? default));
        if (latest > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(latest)).At("/on");
        if (into.Opened > act.On) return PopulationErrors.MoveBeforeHousehold.With(HanoiTime.Show(into.Opened)).At("/on");

        var empties = ending.LeadAfter(people, null, act.On, 0);
        if (empties.Failed) return empties.Faults;
        List<Change> changes = [];
        HouseholdChanges.Leave(changes, ending, people, null, act.On);
        var place = new Place(into.Id, into.Commune, into.Address);
        var step = new RelocationAct("merged", caller, act.On, act.Document.Number, now, "merge");
        foreach (var person in people)
        {
            HouseholdChanges.Join(changes, into.Id, person, relations[person], act.On, now);
            facts.Settle(changes, person, place, step);
        }

        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, people, into.Id, new { from = ending.Id }), now);
        var written = await tx.Write(caller, changes, [new HouseholdsMerged(ending.Id, into.Id, people, act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
