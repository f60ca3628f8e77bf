using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Households;
using LienThong.Population.Numbers;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>
/// Registers permanent residence (đăng ký thường trú) of persons who move together. The former permanent residence ends the day before, and so does a temporary one in the same commune.
/// Law on Residence 68/2020 art. 20-22 and 24.
/// </summary>
internal sealed class RegisterResidence(RegistrationDesk desk, TimeProvider clock)
{
    private const string Action = "residence";
    private const int Most = 30;

    public Task<Result<ResidenceRegistered>> Handle(Caller caller, ResidenceRegistration move, CancellationToken ct)
    {
        var check = Check(move);
        return check.Ok
            ? desk.Once<ResidenceRegistered>(move.IdempotencyKey, Action, move, static a => a with { Repeated = true }, (tx, now) => Register(tx, caller, move, now, ct), ct)
            : Task.FromResult<Result<ResidenceRegistered>>(check.Faults);
    }

    internal static Check Check(ResidenceRegistration move)
    {
        var check = new Check();
        if (!check.That(move.People is { Count: > 0 and <= Most }, "/people", PopulationErrors.PeopleCount)) return check;
        check.That(move.People.DistinctBy(p => p.Person).Count() == move.People.Count, "/people", PopulationErrors.PersonTwice);
        check.That(!string.IsNullOrWhiteSpace(move.Document), "/document", PopulationErrors.DocumentMissing);
        var heads = move.People.Count(p => p.Relation == Relation.Head);
        if (move.HouseholdOf is not null)
        {
            check.That(heads == 0, "/people", PopulationErrors.HeadTaken);
            return check;
        }

        check.That(heads == 1, "/people", PopulationErrors.OneHead);
        check.That(!string.IsNullOrWhiteSpace(move.Address) && move.Address.Length <= 400, "/address", PopulationErrors.PlaceNeeded);
        check.That(AreaCodes.IsCommune(move.Commune), "/commune", move.Commune is null ? PopulationErrors.PlaceNeeded : PopulationErrors.AreaUnknown);
        return check;
    }

    private async Task<Result<ResidenceRegistered>> Register(Db<PopulationModule> tx, Caller caller, ResidenceRegistration move, DateTimeOffset now, CancellationToken ct)
    {
        PersonId[] people = [.. move.People.Select(p => p.Person)];
        var facts = await MovingFacts.Lock(tx, people, move.From, ct);
        var homes = await LockHouseholds.Of(tx, move.HouseholdOf is { } host ? [.. people, host] : people, ct);
        var target = move.HouseholdOf is { } member ? homes.FirstOrDefault(h => h.Of(member) is not null) : null;
        if (move.HouseholdOf is not null && target is null) return PopulationErrors.HouseholdUnknown.At("/householdOf");
        var refused = Refusals(move, facts, homes, target);
        if (refused.Count > 0) return refused;
        if (target is not null && move.From < target.Opened) return PopulationErrors.MoveBeforeHousehold.With(HanoiTime.Show(target.Opened)).At("/from");

        List<Change> changes = [];
        foreach (var home in homes.Where(h => people.Any(p => h.Of(p) is not null)))
        {
            var heir = home.LeadAfter(people, home.Of(move.NewHead ?? default) is null ? null : move.NewHead, move.From, desk.Rules.Limit("head.leastAge", move.From));
            if (heir.Failed) return heir.Faults;
            HouseholdChanges.Leave(changes, home, people, heir.Value, move.From);
        }

        var place = target is null ? Open(changes, move, now) : new Place(target.Id, target.Commune, target.Address);
        var act = new RelocationAct("moved", caller, move.From, move.Document, now, move.Ground);
        foreach (var (id, relation) in move.People)
        {
            HouseholdChanges.Join(changes, place.Household, id, relation, move.From, now);
            facts.Settle(changes, id, place, act);
        }

        var answer = new ResidenceRegistered(place.Household, place.Commune, people, Repeated: false);
        changes.Add(RememberRequest.Store(move.IdempotencyKey, Action, answer));
        RegistrationDesk.Enter(changes, caller, new(Action, move.From, RegistrationDesk.Dossier(caller, move.Document, clock.Today()), people, place.Household, new { move.Ground, place.Commune }), now);
        List<IEvent> events = [.. people.Select(p => new PersonMoved(p, facts.Permanent(p)?.Commune, place.Commune, place.Household, move.From, move.Document))];
        var written = await tx.Write(caller, changes, events, ct);
        return written.Failed ? written.Faults : answer;
    }

    private Faults Refusals(ResidenceRegistration move, MovingFacts facts, IReadOnlyList<HouseholdState> homes, HouseholdState? target)
    {
        var faults = new Faults([]);
        for (var i = 0; i < move.People.Count; i++)
        {
            var id = move.People[i].Person;
            Fault? refusal = PopulationErrors.PersonUnknown;
            if (facts.Persons.TryGetValue(id, out var person))
            {
                refusal = person.RefusesMove(move.From, clock.Today(), facts.Permanent(id)?.From);
                if (target?.Of(id) is not null) refusal ??= PopulationErrors.AlreadyThere;
                var home = homes.FirstOrDefault(h => h.Of(id) is not null);
                if (home?.Of(id) is { } own && own.Since >= move.From) refusal ??= PopulationErrors.MoveNotAfterCurrent.With(HanoiTime.Show(own.Since));
            }

            if (refusal is not null) faults.Add(refusal.At($"/people/{i}"));
        }

        return faults;
    }

    private static Place Open(List<Change> changes, ResidenceRegistration move, DateTimeOffset now) =>
        OpenHousehold.At(changes, move.Commune ?? "", move.Address ?? "", move.From, now);
}
