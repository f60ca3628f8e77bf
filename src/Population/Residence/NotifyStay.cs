using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Legal;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>
/// Thông báo lưu trú: less than 30 days at a place that is not one's residence. To be told before an hour of the day of arrival; who comes after that hour is told the next morning. Late notices
/// are taken and marked late. Art. 30.
/// </summary>
internal sealed class NotifyStay(RegistrationDesk desk, IDirectory directory)
{
    public const string Action = "stay";

    public Task<Result<ActRegistered>> Handle(Caller caller, StayNotice act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.People is { Count: > 0 and <= 30 }, "/people", PopulationErrors.PeopleCount);
        check.That(desk.Rules.Knows("stayHost", act.Host, act.On), "/host", PopulationErrors.CaseUnknown);
        check.That(act.Address?.Trim() is { Length: > 0 and <= 400 }, "/address", PopulationErrors.AddressNeeded);
        check.That(directory.AreaAt(act.Commune, act.On) is { Level: AreaLevel.Commune }, "/commune", PopulationErrors.CommuneUnknown);
        check.That(act.Leaves >= act.On, "/leaves", PopulationErrors.UntilBeforeFrom);
        var most = desk.Rules.Limit("stay.mostDays", act.On);
        check.That(act.Leaves < act.On.AddDays(most), PopulationErrors.StayTooLong.With(most).At("/leaves"));
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    /// <summary>Until when a stay must be told.</summary>
    public static DateTimeOffset Due(LegalRules rules, DateTimeOffset arrived)
    {
        var day = HanoiTime.DateOf(arrived);
        var hour = rules.Limit("stay.tellByHour", day);
        var evening = HanoiTime.At(day).AddHours(hour);
        return arrived < evening ? evening : HanoiTime.At(day.AddDays(1)).AddHours(rules.Limit("stay.lateTellByHour", day));
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, StayNotice act, DateTimeOffset now, CancellationToken ct)
    {
        var known = (await tx.Many(Sql.Persons, [act.People.Select(p => p.Value).ToArray()], Person.Read, ct)).ToDictionary(p => p.Id);
        var faults = new Faults([]);
        for (var i = 0; i < act.People.Count; i++)
        {
            if (!known.TryGetValue(act.People[i], out var person)) faults.Add(PopulationErrors.PersonUnknown.At($"/people/{i}"));
            else if (person.Locked) faults.Add(PopulationErrors.PersonLocked.At($"/people/{i}"));
        }

        if (faults.Count > 0) return faults;
        var due = Due(desk.Rules, act.Arrived);
        List<Change> changes = [.. act.People.Select(p => new Change(Sql.Insert,
            [p.Value, Guid.CreateVersion7(now), act.Arrived.ToUniversalTime(), act.Leaves, now, due, act.Commune, act.Address.Trim(), act.Host, act.Document.Number]))];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, act.People, details: new { act.Commune, act.Leaves, late = now > due }), now);
        var written = await tx.Write(caller, changes, [], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Persons = $"select {Person.Columns} from population.person where id = any($1) order by id for share";
        public const string Insert = """
            insert into population.stay (person, id, arrived, leaves, told_at, due, commune, address, host, document)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    }
}
