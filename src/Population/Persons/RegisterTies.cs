using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.Persons;

/// <summary>Representation and declared states of persons, over time. The database refuses two of a kind at one time.</summary>
internal sealed class RegisterTies(RegistrationDesk desk)
{
    public const string Represent = "representation", State = "status", EndAction = "tie-end";

    public Task<Result<ActRegistered>> Handle(Caller caller, RepresentativeRegistration act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Person != act.Representative, "/representative", PopulationErrors.PersonTwice);
        check.That(desk.Rules.Knows("representation", act.Case, act.On), "/case", PopulationErrors.CaseUnknown);
        check.That(act.Until is null || act.Until >= act.On, "/until", PopulationErrors.UntilBeforeFrom);
        return check.Ok ? desk.Once(Represent, act, (tx, now) => Enter(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    public Task<Result<ActRegistered>> Handle(Caller caller, StatusRegistration act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Kind != PersonStatusKind.Missing || act.Document.Kind == "judgment", "/document/kind", PopulationErrors.CourtNeeded);
        return check.Ok ? desk.Once(State, act, (tx, now) => Enter(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    public Task<Result<ActRegistered>> Handle(Caller caller, TieEnd act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Kind is null != act.Representative is null, "/kind", PopulationErrors.TieUnclear);
        return check.Ok ? desk.Once(EndAction, act, (tx, now) => End(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private static async Task<Result<ActRegistered>> Enter(Db tx, Caller caller, RepresentativeRegistration act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person, act.Representative], act.On, ct);
        var faults = new Faults([]);
        foreach (var (id, pointer) in new[] { (act.Person, "/person"), (act.Representative, "/representative") })
        {
            if (!facts.Persons.TryGetValue(id, out var person)) faults.Add(PopulationErrors.PersonUnknown.At(pointer));
            else if (person.Locked) faults.Add(PopulationErrors.PersonLocked.At(pointer));
        }

        if (faults.Count > 0) return faults;
        var upto = act.Until?.AddDays(1);
        if (await tx.One(Sql.Represented, [act.Person.Value, act.Representative.Value, act.On, upto], static _ => true, ct)) return PopulationErrors.TieAlready;
        List<Change> changes = [new(Sql.Represent, [act.Person.Value, act.Representative.Value, Guid.CreateVersion7(now), act.On, upto, act.Case, act.Document.Number, now])];
        return await Write(tx, act, ActEntry.Of(Represent, act, [act.Person, act.Representative], details: new { act.Case, act.Until }), facts.Persons[act.Person], changes, new(Represent, caller, act.On, act.Document.Number, now), ct);
    }

    private static async Task<Result<ActRegistered>> Enter(Db tx, Caller caller, StatusRegistration act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown.At("/person");
        if (person.Locked) return PopulationErrors.PersonLocked.At("/person");
        if (await tx.One(Sql.HasState, [act.Person.Value, Word(act.Kind), act.On], static _ => true, ct)) return PopulationErrors.TieAlready;
        List<Change> changes = [new(Sql.Begin, [act.Person.Value, Guid.CreateVersion7(now), Word(act.Kind), act.On, act.Document.Number, now])];
        return await Write(tx, act, ActEntry.Of(State, act, [act.Person], details: new { act.Kind }), person, changes, new(State, caller, act.On, act.Document.Number, now), ct);
    }

    private static async Task<Result<ActRegistered>> End(Db tx, Caller caller, TieEnd act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Person], act.On, ct);
        if (!facts.Persons.TryGetValue(act.Person, out var person)) return PopulationErrors.PersonUnknown.At("/person");
        if (person.Locked) return PopulationErrors.PersonLocked.At("/person");
        object?[] key = act.Representative is { } one ? [act.Person.Value, one.Value, act.On, now] : [act.Person.Value, Word(act.Kind!.Value), act.On, now];
        var (supersede, keep) = act.Representative is null ? (Sql.SupersedeState, Sql.KeepState) : (Sql.SupersedeRight, Sql.KeepRight);
        if (await tx.Execute(supersede, key, ct) == 0) return PopulationErrors.NoTie.At("/on");
        List<Change> changes = [new(keep, key) { AnyRows = true }];
        return await Write(tx, act, ActEntry.Of(EndAction, act, [act.Person], details: new { act.Kind, act.Representative }), person, changes, new(EndAction, caller, act.On, act.Document.Number, now), ct);
    }

    private static async Task<Result<ActRegistered>> Write(Db tx, RegistryAct act, ActEntry entry, Person person, List<Change> changes, RelocationAct step, CancellationToken ct)
    {
        MovingFacts.Touch(changes, person, step, null, entry.Details);
        var answer = RegistrationDesk.Enter(changes, step.Caller, act, entry, step.Now);
        List<IEvent> news = [new PersonCorrected(person.Id, [entry.Kind], act.Document.Number)];
        if (act is TieEnd { Representative: { } gone }) news.Add(new RepresentationEnded(person.Id, gone, act.On, act.Document.Number));
        var written = await tx.Write(step.Caller, changes, news, ct);
        return written.Failed ? written.Faults : answer;
    }

    private static string Word(PersonStatusKind kind) => kind == PersonStatusKind.Missing ? "missing" : "disability";

    private static class Sql
    {
        public const string Represented = """
            select 1 from population.representation t
            where t.person = $1 and t.representative = $2 and t.recorded_until is null and t.valid && daterange($3, $4) limit 1
            """;
        public const string Represent = """
            insert into population.representation (person, representative, id, valid, case_code, document, recorded_at)
            values ($1, $2, $3, daterange($4, $5), $6, $7, $8)
            """;
        public const string HasState = "select 1 from population.person_status s where s.person = $1 and s.kind = $2 and s.recorded_until is null and s.valid && daterange($3, null) limit 1";
        public const string Begin = """
            insert into population.person_status (person, id, kind, valid, document, recorded_at)
            values ($1, $2, $3, daterange($4, null), $5, $6)
            """;
        public const string SupersedeState = """
            update population.person_status set recorded_until = $4
            where person = $1 and kind = $2 and recorded_until is null and (upper_inf(valid) or upper(valid) > $3) and lower(valid) <= $3
            """;
        public const string KeepState = """
            insert into population.person_status (person, id, kind, valid, document, recorded_at)
            select s.person, gen_random_uuid(), s.kind, daterange(lower(s.valid), $3), s.document, $4
            from population.person_status s where s.person = $1 and s.kind = $2 and s.recorded_until = $4 and lower(s.valid) < $3
            """;
        public const string SupersedeRight = """
            update population.representation set recorded_until = $4
            where person = $1 and representative = $2 and recorded_until is null and (upper_inf(valid) or upper(valid) > $3) and lower(valid) <= $3
            """;
        public const string KeepRight = """
            insert into population.representation (person, representative, id, valid, case_code, document, recorded_at)
            select t.person, t.representative, gen_random_uuid(), daterange(lower(t.valid), $3), t.case_code, t.document, $4
            from population.representation t where t.person = $1 and t.representative = $2 and t.recorded_until = $4 and lower(t.valid) < $3
            """;
    }
}
