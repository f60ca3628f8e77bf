using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.CivilStatus;

/// <summary>
/// Nhận cha, mẹ, con and nuôi con nuôi. Recognition fills a parent whom the register did not know; adoption puts adoptive parents in the place of the parents from a day on.
/// Law on Civil Status 60/2014 art. 24-25; Law on Adoption 52/2010 art. 8 and 14.
/// </summary>
internal sealed class RecogniseParent(RegistrationDesk desk)
{
    public const string Action = "parent-recognition", AdoptionAction = "adoption";

    public Task<Result<ActRegistered>> Handle(Caller caller, ParentRecognition act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Child != act.Parent, "/parent", PopulationErrors.PersonTwice);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Recognise(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    public Task<Result<ActRegistered>> Handle(Caller caller, AdoptionRegistration act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Mother is not null || act.Father is not null, "/mother", PopulationErrors.AdopterNeeded);
        check.That(act.Mother != act.Child && act.Father != act.Child && (act.Mother is null || act.Mother != act.Father), "/mother", PopulationErrors.PersonTwice);
        return check.Ok ? desk.Once(AdoptionAction, act, (tx, now) => Adopt(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Recognise(Db tx, Caller caller, ParentRecognition act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Child, act.Parent], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Child, out var child)) return PopulationErrors.PersonUnknown.At("/child");
        if (!facts.Persons.TryGetValue(act.Parent, out var parent)) return PopulationErrors.ParentUnknown.At("/parent");
        if (child.Locked) return PopulationErrors.PersonLocked.At("/child");
        if (parent.Sex == Sex.Undetermined) return PopulationErrors.ParentImplausible.At("/parent");
        var mother = parent.Sex == Sex.Female;
        if ((mother ? child.Mother : child.Father) is not null) return PopulationErrors.ParentKnown.At("/parent");
        if (parent.RefusesParenthood(child.Birth.Earliest, mother) is { } refusal) return refusal.At("/parent");

        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Child, act.Parent]), now);
        var set = new Dictionary<string, string?>(StringComparer.Ordinal) { [mother ? "person.mother" : "person.father"] = act.Parent.ToString() };
        // parenthood holds since birth: the register learns what was so all the time
        foreach (var (item, value) in set) ItemChanges.Correct(changes, act.Child, new(item, null, value), now, answer.Registration);
        Set(changes, caller, child, set, "parent-recognised", act, now);
        var written = await tx.Write(caller, changes, [new ParentRecognised(act.Child, act.Parent, mother, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private async Task<Result<ActRegistered>> Adopt(Db tx, Caller caller, AdoptionRegistration act, DateTimeOffset now, CancellationToken ct)
    {
        PersonId[] adopters = [.. new[] { act.Mother, act.Father }.OfType<PersonId>()];
        var facts = await MovingFacts.Lock(tx, [act.Child, .. adopters], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Child, out var child)) return PopulationErrors.PersonUnknown.At("/child");
        if (child.Locked) return PopulationErrors.PersonLocked.At("/child");
        var under = desk.Rules.Limit("adoption.childUnder", act.On);
        if (child.Birth.Latest.AddYears(under) <= act.On) return PopulationErrors.AdoptionAge.With(under).At("/child");
        var older = desk.Rules.Limit("adoption.leastYearsOlder", act.On);
        var faults = new Faults([]);
        foreach (var id in adopters)
        {
            var pointer = id == act.Mother ? "/mother" : "/father";
            if (!facts.Persons.TryGetValue(id, out var adopter)) faults.Add(PopulationErrors.ParentUnknown.At(pointer));
            else if (adopter.Locked) faults.Add(PopulationErrors.PersonLocked.At(pointer));
            else if (adopter.Sex == (id == act.Mother ? Sex.Male : Sex.Female)) faults.Add(PopulationErrors.ParentImplausible.At(pointer));
            else if (adopter.Birth.Latest.AddYears(older) > child.Birth.Latest) faults.Add(PopulationErrors.AdopterTooYoung.With(older).At(pointer));
        }

        if (faults.Count > 0) return faults;
        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(AdoptionAction, act, [act.Child, .. adopters]), now);
        Dictionary<string, string?> set = new(StringComparer.Ordinal);
        if (act.Mother is { } m) set["person.mother"] = m.ToString();
        if (act.Father is { } f) set["person.father"] = f.ToString();
        foreach (var (item, value) in set)
            ItemChanges.From(changes, act.Child, new(item, (item == "person.mother" ? child.Mother : child.Father)?.ToString(), value), act.On, now, answer.Registration);
        Set(changes, caller, child, set, "adopted", act, now);
        var written = await tx.Write(caller, changes, [new PersonAdopted(act.Child, act.Mother, act.Father, act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static void Set(List<Change> changes, Caller caller, Person child, Dictionary<string, string?> set, string what, RegistryAct act, DateTimeOffset now)
    {
        changes.Add(new(PersonItems.Sql.Update, PersonItems.Arguments(child.Id, child.Version, set)));
        changes.Add(PersonHistory.Row(new(child.Id, child.Version + 1, what, new { child.Mother, child.Father }, set), now, caller, act.Document.Number));
    }
}
