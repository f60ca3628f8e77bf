using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.Households;
using LienThong.Population.Numbers;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;
using LienThong.Population.Synthetic;

namespace LienThong.Population.Persons;

/// <summary>
/// Registers a birth (khai sinh): the person, the number, the parents and, when a household is named, membership and permanent residence, in one transaction.
/// Law on Civil Status 60/2014 art. 13-16; the number is given during the registration (Law on Identity 26/2023 art. 12).
/// </summary>
internal sealed class RegisterBirth(RegistrationDesk desk, TimeProvider clock, HouseOptions house, IDirectory directory)
{
    private const string Action = "birth";

    public async Task<Result<BirthRegistered>> Handle(Caller caller, BirthRegistration birth, CancellationToken ct, GivenNumber? given = null)
    {
        var check = Check(birth, clock.Today());
        if (!check.Ok) return check.Faults;
        return await desk.Once<BirthRegistered>(birth.IdempotencyKey, Action, birth, static a => a with { Repeated = true }, (tx, _) => Register(tx, caller, birth, given, ct), ct);
    }

    internal static Check Check(BirthRegistration birth, DateOnly today)
    {
        var check = new Check();
        var name = VietnameseText.Normalise(birth.FullName ?? "");
        check.That(name.Length is > 0 and <= 200 && name.Any(char.IsLetter), "/fullName", PopulationErrors.NameInvalid);
        check.That(birth.BirthDate <= birth.RegisteredOn && birth.BirthDate <= today, "/birthDate", PopulationErrors.BirthInFuture);
        check.That(AreaCodes.IsCommune(birth.BirthRegistrationPlace), "/birthRegistrationPlace", PopulationErrors.AreaUnknown);
        check.That(AreaCodes.IsArea(birth.BirthPlace), "/birthPlace", PopulationErrors.AreaUnknown);
        check.That(birth.HomePlace is null || AreaCodes.IsArea(birth.HomePlace), "/homePlace", PopulationErrors.AreaUnknown);
        check.That(birth.Ethnicity is null or (>= 1 and <= 54), "/ethnicity", PopulationErrors.EthnicityUnknown);
        check.That(birth.Mother is not null || birth.Father is not null || birth is { Ethnicity: not null, HomePlace: not null }, "/mother", PopulationErrors.ParentsNeeded);
        check.That(!string.IsNullOrWhiteSpace(birth.Document), "/document", PopulationErrors.DocumentMissing);
        return check;
    }

    private async Task<Result<BirthRegistered>> Register(Db<PopulationModule> tx, Caller caller, BirthRegistration birth, GivenNumber? given, CancellationToken ct)
    {
        var parents = await Parents(tx, birth, ct);
        if (parents.Failed) return parents.Faults;
        var (mother, father) = parents.Value;
        var nameKey = VietnameseText.CanonicalKey(birth.FullName);
        if (await tx.One(Sql.SameBirth, [birth.Mother?.Value, birth.Father?.Value, birth.BirthDate, nameKey], static _ => true, ct)) return PopulationErrors.BirthTwice;
        var household = birth.HouseholdOf is { } member ? (await LockHouseholds.Of(tx, [member], ct)).FirstOrDefault(h => h.Of(member) is not null) : null;
        if (birth.HouseholdOf is not null && household?.Head is null) return PopulationErrors.HouseholdUnknown.At("/householdOf");

        var number = given is null ? await Allocate(tx, birth, ct) : await Accept(tx, birth, given, ct);
        if (number.Failed) return number.Faults;
        var child = new PersonId(Guid.CreateVersion7(clock.GetUtcNow()));
        var answer = new BirthRegistered(child, number.Value, household?.Id, Repeated: false);
        var born = new PersonBorn(child, number.Value, birth.BirthDate, birth.Sex, birth.Mother, birth.Father, birth.BirthRegistrationPlace, household?.Id, birth.Document);
        var changes = Changes(birth, answer, nameKey, father ?? mother, household, caller);
        if (given is not null) changes.Add(new(Sql.Use, [given.Number.Value, given.Block, child.Value, clock.GetUtcNow()]));
        var written = await tx.Write(caller, changes, [born], ct);
        return written.Failed ? written.Faults : answer;
    }

    private async Task<Result<PersonalNumber>> Allocate(Db<PopulationModule> tx, BirthRegistration birth, CancellationToken ct)
    {
        var prefix = NumberPrefix.Of(house, directory, birth.BirthRegistrationPlace, birth.RegisteredOn);
        return prefix.Failed ? prefix.Faults : await AllocateNumber.Take(tx, prefix.Value, birth.Sex, birth.BirthDate.Year, birth.BirthRegistrationPlace, ct);
    }

    // a number of an open block, of the right sex and year, not used before: the unique key of its use decides between two who come at once
    private static async Task<Result<PersonalNumber>> Accept(Db<PopulationModule> tx, BirthRegistration birth, GivenNumber given, CancellationToken ct)
    {
        if (PersonalNumbers.Series((int)(given.Number.Value / 1_000_000_000), birth.Sex, birth.BirthDate.Year) != given.Number.Value / PersonalNumbers.PerSeries) return PopulationErrors.NumberNotOfBlock;
        if (!await tx.One(Sql.OpenBlock, [given.Block], static _ => true, ct)) return PopulationErrors.BlockClosed;
        return await tx.One(Sql.Used, [given.Number.Value], static _ => true, ct) ? PopulationErrors.NumberUsed : given.Number;
    }

    private static async Task<Result<(Person? Mother, Person? Father)>> Parents(Db<PopulationModule> tx, BirthRegistration birth, CancellationToken ct)
    {
        Guid[] keys = [.. new[] { birth.Mother, birth.Father }.OfType<PersonId>().Select(p => p.Value)];
        var found = (await tx.Many(Sql.Parents, [keys], Person.Read, ct)).ToDictionary(p => p.Id);
        var faults = new Faults([]);
        Person? Parent(PersonId? id, bool mother)
        {
            if (id is not { } key) return null;
            var pointer = mother ? "/mother" : "/father";
            if (!found.TryGetValue(key, out var parent)) faults.Add(PopulationErrors.ParentUnknown.At(pointer));
            else if (parent.RefusesParenthood(birth.BirthDate, mother) is { } refusal) faults.Add(refusal.At(pointer));
            return parent;
        }

        var (m, f) = (Parent(birth.Mother, true), Parent(birth.Father, false));
        return faults.Count > 0 ? faults : (m, f);
    }

    private List<Change> Changes(BirthRegistration birth, BirthRegistered answer, string nameKey, Person? heir, HouseholdState? household, Caller caller)
    {
        var name = VietnameseText.Normalise(birth.FullName);
        var now = clock.GetUtcNow();
        var child = answer.Child.Value;
        List<Change> changes =
        [
            new(Sql.Insert,
            [
                child, answer.Number.Value, name, nameKey, VietnameseText.SearchKey(name), birth.BirthDate, (short)birth.Sex, (short)(birth.Ethnicity ?? heir?.Ethnicity ?? 0),
                birth.Father?.Value, birth.Mother?.Value, birth.BirthPlace, birth.BirthRegistrationPlace, birth.HomePlace ?? heir?.HomePlace ?? birth.BirthRegistrationPlace, birth.Nationality,
            ]),
            PersonHistory.Row(new(answer.Child, 1, "born", null, new { number = answer.Number, household = answer.Household }), now, caller, birth.Document),
            RememberRequest.Store(birth.IdempotencyKey, Action, answer),
        ];
        var document = RegistrationDesk.Dossier(caller, birth.Document, birth.RegisteredOn);
        RegistrationDesk.Enter(changes, caller, new(Action, birth.BirthDate, document, [answer.Child], answer.Household, new { birth.BirthRegistrationPlace }), now);
        if (household is null) return changes;
        // the child belongs to the household since its birth, but not before the one whose household it is
        var since = birth.HouseholdOf is { } of && household.Of(of) is { } host && host.Since > birth.BirthDate ? host.Since : birth.BirthDate;
        HouseholdChanges.Join(changes, household.Id, answer.Child, household.RelationOfChild(birth.Mother, birth.Father), since, now);
        changes.Add(new(ResidenceRows.Sql.Insert,
            [child, (short)1, (short)ResidenceKind.Permanent, household.Id.Value, since, null, household.Commune, household.Address, now, birth.Document, "with-parents"]));
        return changes;
    }

    private static class Sql
    {
        // the parents' rows are share-locked: a death or correction of a parent waits until this birth is decided
        public const string Parents = $"select {Person.Columns} from population.person where id = any($1) order by id for share";
        public const string OpenBlock = "select 1 from population.offline_block b where b.id = $1 and b.closed_at is null for share";
        public const string Used = "select 1 from population.offline_use u where u.number = $1";
        public const string Use = "insert into population.offline_use (number, block, person, outcome, at) values ($1, $2, $3, 'registered', $4)";
        public const string SameBirth = """
            select 1 from population.person p
            where (p.mother = $1 or p.father = $2) and p.birth = $3 and p.birth_precision = 3 and p.name_key = $4
            limit 1
            """;
        public const string Insert = """
            insert into population.person (id, number, full_name, name_key, search_key, birth, birth_precision, sex, ethnicity, father, mother,
                birth_place, birth_registration_place, home_place, nationality, marital)
            values ($1, $2, $3, $4, $5, $6, 3, $7, $8, $9, $10, $11, $12, $13, $14, 1)
            """;
    }
}
