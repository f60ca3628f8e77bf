using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Numbers;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.CivilStatus;

/// <summary>What is written and told in one batch with an act, given the key of its entry.</summary>
internal sealed record AlsoWrite(Func<Guid, Change> Change, IEvent News);

/// <summary>
/// Thay đổi, cải chính hộ tịch, xác định lại giới tính, dân tộc. What was corrected stays. Another sex or year of birth gives a new number (Law on Identity 26/2023 art. 12).
/// Law on Civil Status 60/2014 art. 26-29.
/// </summary>
internal sealed class ChangeItems(RegistrationDesk desk, HouseOptions house, IDirectory directory)
{
    public const string Action = "items";

    public Task<Result<ActRegistered>> Handle(Caller caller, PersonItemsChange act, CancellationToken ct, AlsoWrite? also = null)
    {
        var check = desk.Check(act);
        if (!check.That(act.Items is { Count: > 0 and <= 10 }, "/items", PopulationErrors.ItemsNeeded)) return Task.FromResult<Result<ActRegistered>>(check.Faults);
        Dictionary<string, string?> set = new(StringComparer.Ordinal);
        for (var i = 0; i < act.Items.Count; i++)
        {
            var (item, given) = act.Items[i];
            if (!check.That(PersonItems.MaySet(act.Kind, item), $"/items/{i}/item", PopulationErrors.ItemNotForKind)) continue;
            var canonical = PersonItems.Canonical(item, given, desk.Today);
            if (canonical.Failed) check.Faults.Add(canonical.Faults[0].At($"/items/{i}/value"));
            else if (!set.TryAdd(item, canonical.Value)) check.Faults.Add(PopulationErrors.ItemTwice.At($"/items/{i}/item"));
        }

        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, new(caller, act, set, now, also), ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private sealed record Work(Caller Caller, PersonItemsChange Act, Dictionary<string, string?> Set, DateTimeOffset Now, AlsoWrite? Also);

    private async Task<Result<ActRegistered>> Register(Db tx, Work work, CancellationToken ct)
    {
        var (caller, act, set, now, also) = work;
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown;
        // a record of a dead person is corrected, never changed
        if (person.Locked && act.Kind != ItemChangeKind.Correction) return PopulationErrors.PersonLocked;
        var before = await tx.One(PersonItems.Sql.Current, [act.Person.Value], static r => PersonItems.Read(r, 0), ct);
        if (set.All(s => before![s.Key] == s.Value)) return PopulationErrors.NothingChanges.At("/items");
        foreach (var same in set.Where(s => before![s.Key] == s.Value).Select(s => s.Key).ToList()) set.Remove(same);
        if (set.TryGetValue("person.birthDate", out var iso) && PartialDate.TryParse(iso, null, out var birth) && person.Died is { } died && died.Latest < birth.Earliest)
            return PopulationErrors.DeathBeforeBirth.At("/items");

        var fields = set.Keys.ToArray();
        var number = await NewNumber(tx, person, before!, set, act.On, ct);
        if (number.Failed) return number.Faults;
        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Person], details: new { act.Kind, fields }) with { Number = number.Value }, now);
        foreach (var (item, value) in set)
        {
            var change = new ItemChange(item, before![item], value);
            // a number holds from the day it is given, also when the item that asks for it was wrong from the start
            if (act.Kind == ItemChangeKind.Correction && item != "person.number") ItemChanges.Correct(changes, act.Person, change, now, answer.Registration);
            else ItemChanges.From(changes, act.Person, change, act.On, now, answer.Registration);
        }

        if (number.Value is not null) changes.Add(new(Sql.FormerNumber, [act.Person.Value, person.Number.ToString(), act.On, act.Kind.ToString().ToLowerInvariant(), now]));
        if (set.ContainsKey("person.cmnd") && before!["person.cmnd"] is { } formerCmnd) changes.Add(new(Sql.FormerCmnd, [act.Person.Value, formerCmnd, act.On, act.Kind.ToString().ToLowerInvariant(), now]) { AnyRows = true });
        changes.Add(new(PersonItems.Sql.Update, PersonItems.Arguments(act.Person, person.Version, set)));
        var what = act.Kind == ItemChangeKind.Correction ? "corrected" : "changed";
        changes.Add(PersonHistory.Row(new(act.Person, person.Version + 1, what, set.Keys.ToDictionary(k => k, k => before![k]), set), now, caller, act.Document.Number));
        if (also is not null) changes.Add(also.Change(answer.Registration));
        IEvent corrected = new PersonCorrected(act.Person, [.. set.Keys], act.Document.Number);
        var written = await tx.Write(caller, changes, also is null ? [corrected] : [corrected, also.News], ct);
        return written.Failed ? written.Faults : answer;
    }

    // adds the number to what is set, when sex or year of birth are others now
    private async Task<Result<PersonalNumber?>> NewNumber(Db tx, Person person, Dictionary<string, string?> before, Dictionary<string, string?> set, DateOnly on, CancellationToken ct)
    {
        var sex = set.GetValueOrDefault("person.sex") switch { null => person.Sex, "male" => Sex.Male, "female" => Sex.Female, _ => Sex.Undetermined };
        var year = set.GetValueOrDefault("person.birthDate") is { } iso ? int.Parse(iso[..4], System.Globalization.CultureInfo.InvariantCulture) : person.Birth.Year;
        if ((sex == person.Sex && year == person.Birth.Year) || year is null || person.Locked) return (PersonalNumber?)null;
        var place = before["person.birthRegistrationPlace"] ?? "";
        var commune = AreaCodes.IsCommune(place) ? place : before["person.homePlace"] ?? "";
        var prefix = NumberPrefix.Of(house, directory, commune, on);
        if (prefix.Failed) return prefix.Faults;
        var number = await AllocateNumber.Take(tx, prefix.Value, sex, year.Value, commune, ct);
        if (number.Failed) return number.Faults;
        set["person.number"] = number.Value.ToString();
        return number.Value;
    }

    private static class Sql
    {
        public const string FormerNumber = """
            insert into population.person_identifier (person, kind, value, until, reason, recorded_at) values ($1, 1, $2, $3, $4, $5)
            """;
        public const string FormerCmnd = """
            insert into population.person_identifier (person, kind, value, until, reason, recorded_at) values ($1, 2, $2, $3, $4, $5)
            on conflict (person, kind, value) do nothing
            """;
    }
}
