using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population.CivilStatus;

/// <summary>Kết hôn. Law on Marriage and Family 52/2014 art. 5 and 8; Law on Civil Status 60/2014 art. 17-18. The database refuses a marriage that is not mutual.</summary>
internal sealed class RegisterMarriage(RegistrationDesk desk)
{
    public const string Action = "marriage";

    public Task<Result<ActRegistered>> Handle(Caller caller, MarriageRegistration act, CancellationToken ct)
    {
        var check = desk.Check(act);
        check.That(act.Husband != act.Wife, "/wife", PopulationErrors.PersonTwice);
        return check.Ok ? desk.Once(Action, act, (tx, now) => Register(tx, caller, act, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    private async Task<Result<ActRegistered>> Register(Db tx, Caller caller, MarriageRegistration act, DateTimeOffset now, CancellationToken ct)
    {
        var facts = await MovingFacts.Lock(tx, [act.Husband, act.Wife], act.On, ct);
        var check = new Check();
        var husband = Look(check, facts, act.Husband, "/husband", act.On, desk.Rules.Limit("marriage.leastAgeMan", act.On), Sex.Male);
        var wife = Look(check, facts, act.Wife, "/wife", act.On, desk.Rules.Limit("marriage.leastAgeWoman", act.On), Sex.Female);
        if (husband is null || wife is null || !check.Ok) return check.Faults;
        if (await tx.One(Sql.Kin, [act.Husband.Value, act.Wife.Value], static r => r.GetBoolean(0), ct)) return PopulationErrors.Kin.At("/wife");

        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(Action, act, [act.Husband, act.Wife]), now);
        Wed(changes, caller, husband, act.Wife, act, now, answer.Registration);
        Wed(changes, caller, wife, act.Husband, act, now, answer.Registration);
        var names = (await tx.Many(Sql.Names, [new[] { act.Husband.Value, act.Wife.Value }], static r => (Person: new PersonId(r.GetGuid(0)), Name: r.GetString(1), Number: PersonalNumber.Of(r.GetInt64(2))), ct))
            .ToDictionary(n => n.Person);
        var written = await tx.Write(caller, changes, [Tell(act.Husband, act.Wife), Tell(act.Wife, act.Husband)], ct);
        return written.Failed ? written.Faults : answer;

        PersonMarried Tell(PersonId person, PersonId spouse) => new(person, spouse, act.On, act.Document.Number)
        {
            SpouseName = names[spouse].Name, SpouseNumber = names[spouse].Number.ToString(), Agency = caller.Agency,
        };
    }

    private static Person? Look(Check check, MovingFacts facts, PersonId id, string pointer, DateOnly on, int age, Sex sex)
    {
        if (!check.That(facts.Persons.ContainsKey(id), pointer, PopulationErrors.PersonUnknown)) return null;
        var person = facts.Persons[id];
        check.That(!person.Locked, pointer, PopulationErrors.PersonLocked);
        check.That(person.Sex == sex, pointer, PopulationErrors.MarriageSex);
        check.That(person.Marital != MaritalStatus.Married, pointer, PopulationErrors.MarriedAlready);
        check.That(person.Birth.Precision == DatePrecision.Unknown || person.Birth.Latest.AddYears(age) <= on, PopulationErrors.TooYoungToMarry.With(age).At(pointer));
        check.That(person.MaritalSince is not { } since || since <= on, PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(person.MaritalSince ?? on)).At("/on"));
        return person;
    }

    private static void Wed(List<Change> changes, Caller caller, Person person, PersonId spouse, MarriageRegistration act, DateTimeOffset now, Guid registration)
    {
        var before = MaritalWords.Of(person.Marital);
        ItemChanges.From(changes, person.Id, new("person.maritalStatus", before, "married"), act.On, now, registration);
        ItemChanges.From(changes, person.Id, new("person.spouse", person.Spouse?.ToString(), spouse.ToString()), act.On, now, registration);
        changes.Add(new(Sql.Wed, [person.Id.Value, person.Version, spouse.Value, act.On]));
        changes.Add(PersonHistory.Row(new(person.Id, person.Version + 1, "married", new { maritalStatus = before }, new { maritalStatus = "married", spouse }), now, caller, act.Document.Number));
    }

    private static class Sql
    {
        // a common ancestor within two generations of each: parents, siblings, cousins; the person too
        public const string Kin = """
            with recursive line(root, id, depth) as (
                select s.id, s.id, 0 from unnest(array[$1, $2]::uuid[]) s(id)
                union
                select l.root, parent.id, l.depth + 1
                from line l join population.person p on p.id = l.id cross join lateral (values (p.father), (p.mother)) parent(id)
                where l.depth < 2 and parent.id is not null)
            select exists (select from line a join line b on b.id = a.id and b.root <> a.root)
            """;
        public const string Names = "select p.id, p.full_name, p.number from population.person p where p.id = any($1)";
        public const string Wed = "update population.person set marital = 2, spouse = $3, marital_since = $4, version = version + 1 where id = $1 and version = $2 and not locked";
    }
}

/// <summary>The codes of marital status in the history.</summary>
internal static class MaritalWords
{
    public static string? Of(MaritalStatus status) => status switch
    {
        MaritalStatus.Single => "single",
        MaritalStatus.Married => "married",
        MaritalStatus.Widowed => "widowed",
        MaritalStatus.Divorced => "divorced",
        _ => null,
    };
}
