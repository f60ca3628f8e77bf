using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Households;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>Đăng ký tạm trú: a term within the legal limits, in another commune than the permanent residence. Somebody has one temporary residence at most: a new one ends the former. Art. 27-28.</summary>
internal sealed class RegisterTemporary(RegistrationDesk desk, IDirectory directory)
{
    public const string Action = "temporary-residence";

    public Task<Result<ActRegistered>> Handle(Caller caller, TemporaryResidence act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.People is { Count: > 0 and <= 30 }, "/people", PopulationErrors.PeopleCount);
        check.That(act.People.Distinct().Count() == act.People.Count, "/people", PopulationErrors.PersonTwice);
        if (TermFits(desk.Rules, act.On, act.Until) is { } wrong) check.Faults.Add(wrong.At("/until"));
        if (act.HouseholdOf is null)
        {
            check.That(act.Address?.Trim() is { Length: > 0 and <= 400 }, "/address", PopulationErrors.AddressNeeded);
            check.That(act.Commune is { } code && directory.AreaAt(code, act.On) is { Level: AreaLevel.Commune }, "/commune", PopulationErrors.CommuneUnknown);
        }

        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    /// <summary>Null when the term is as long as the law allows.</summary>
    public static Fault? TermFits(Legal.LegalRules rules, DateOnly from, DateOnly until)
    {
        var (least, most) = (rules.Limit("temporary.leastDays", from), rules.Limit("temporary.mostMonths", from));
        return until >= from.AddDays(least - 1) && until < from.AddMonths(most) ? null : PopulationErrors.TermWrong.With(least, most);
    }

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, TemporaryResidence act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, act.People, act.On, ct);
        var host = act.HouseholdOf is { } member ? (await LockHouseholds.Of(tx, [member], ct)).FirstOrDefault(h => h.Of(member) is not null) : null;
        if (act.HouseholdOf is not null && host is null) return PopulationErrors.HouseholdUnknown.At("/householdOf");
        var (commune, address) = host is null ? (act.Commune!, act.Address!.Trim()) : (host.Commune, host.Address);
        var faults = new Faults([]);
        for (var i = 0; i < act.People.Count; i++)
        {
            if (Refusal(facts, act.People[i], act.On, commune) is { } fault) faults.Add(fault.At($"/people/{i}"));
        }

        if (faults.Count > 0) return faults;
        List<Change> changes = [];
        var step = new RelocationAct("temporary", caller, act.On, act.Document.Number, now);
        foreach (var id in act.People)
        {
            var entry = (short)(facts.Entries.GetValueOrDefault(id) + 1);
            foreach (var old in facts.Open[id].Where(r => r.Kind == ResidenceKind.Temporary)) entry = old.End(changes, entry, act.On, now, act.Document.Number, "new-temporary");
            changes.Add(new(ResidenceRows.Sql.Insert,
                [id.Value, entry, (short)ResidenceKind.Temporary, host?.Id.Value, act.On, act.Until.AddDays(1), commune, address, now, act.Document.Number, null]));
            MovingFacts.Touch(changes, facts.Persons[id], step, null, new { commune, address, act.On, act.Until });
        }

        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, act.People, host?.Id, new { commune, act.Until }), now);
        var written = await tx.Write(caller, changes, [.. act.People.Select(p => new TemporaryResidenceChanged(p, commune, act.On, act.Until, act.Document.Number))], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static Fault? Refusal(MovingFacts facts, PersonId id, DateOnly on, string commune)
    {
        if (!facts.Persons.TryGetValue(id, out var person)) return PopulationErrors.PersonUnknown;
        if (person.Locked) return PopulationErrors.PersonLocked;
        if (person.Birth.IsSurelyAfter(on)) return PopulationErrors.MoveBeforeBirth;
        return facts.Permanent(id)?.Commune == commune ? (Fault)PopulationErrors.TemporaryAtHome : null;
    }
}
