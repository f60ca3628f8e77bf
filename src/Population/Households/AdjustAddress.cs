using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Households;

/// <summary>
/// Điều chỉnh địa chỉ: a house gets a number, a street another name; nobody moved. From the day on the residences of the members carry the new text; before it the old one. Law on Residence 68/2020 art. 26.
/// </summary>
internal sealed class AdjustAddress(RegistrationDesk desk)
{
    public const string Action = "address-adjustment";

    public Task<Result<ActRegistered>> Handle(Caller caller, AddressAdjustment act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Address?.Trim() is { Length: > 0 and <= 400 }, "/address", PopulationErrors.AddressNeeded);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Register(Db tx, Caller caller, AddressAdjustment act, DateTimeOffset now, CancellationToken ct)
    {
        // persons before households, always: whoever belongs there is locked first, and asked again under the lock of the household
        var people = await tx.Many(Sql.Members, [act.HouseholdOf.Value], static r => new PersonId(r.GetGuid(0)), ct);
        var facts = await MovingFacts.Lock(tx, people, act.On, ct);
        var home = (await LockHouseholds.Of(tx, [act.HouseholdOf], ct)).FirstOrDefault(h => h.Of(act.HouseholdOf) is not null);
        if (home is null) return PopulationErrors.HouseholdUnknown.At("/householdOf");
        if (home.Members.Any(m => !facts.Persons.ContainsKey(m.Person))) return KernelErrors.Conflict;
        var living = home.Members.Where(m => facts.Permanent(m.Person)?.Household == home.Id.Value).Select(m => m.Person).ToList();
        if (living.Count > 0 && living.Max(p => facts.Permanent(p)!.From) is var latest && latest > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(latest)).At("/on");

        var address = act.Address.Trim();
        List<Change> changes = [new(Sql.Rename, [home.Id.Value, address, now])];
        var place = new Place(home.Id, home.Commune, address);
        foreach (var person in living) facts.Settle(changes, person, place, new("address-adjusted", caller, act.On, act.Document.Number, now, "adjustment"));
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, living, home.Id, new { before = home.Address, after = address }), now);
        var written = await tx.Write(caller, changes, [new AddressAdjusted(home.Id, living, act.On, act.Document.Number)], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static class Sql
    {
        public const string Members = """
            select m.person from population.household_member own
            join population.household_member m on m.household = own.household and m.until is null
            where own.person = $1 and own.until is null limit 500
            """;
        public const string Rename = "update population.household set address = $2, recorded_at = $3 where id = $1 and closed is null";
    }
}
