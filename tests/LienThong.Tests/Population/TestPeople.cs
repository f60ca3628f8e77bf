using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

/// <summary>Communes of all provinces, a few each, in the shape of real codes.</summary>
internal static class TestCommunes
{
    public static readonly IReadOnlyList<CommuneWeight> All =
    [
        new("07210", "24", true), new("07213", "24", false), new("07216", "24", true),
        .. Province.All.Where(p => p.Code != "24").SelectMany(p => Enumerable.Range(0, 6).Select(i => new CommuneWeight($"{p.Code}{100 + i}", p.Code, i < 2))),
    ];
}

/// <summary>An instance whose register holds 3,000 synthetic people and the demo family.</summary>
public class PeopledHouse(PostgresRun run) : TestHouse(run)
{
    internal PopulationRegister Population => Get<PopulationRegister>();

    public Db<PopulationModule> Register => Db<PopulationModule>();

    public static Caller Clerk { get; } = TestCaller.Official("H05.07210", "population.read", "population.manage");

    public static VerificationGround Ground { get; } = new(TestCaller.Official("G01"), "population-file-check", Purpose.Verification, new(BasisKind.Order, "CV-12/2026"));

    protected override async Task Fill()
    {
        var load = new SyntheticLoad(Register, TimeProvider.System);
        await load.Load(new SyntheticOptions { People = 3_000 }, TestCommunes.All, _ => { }, CancellationToken.None);
    }

    public Task<T?> Ask<T>(string sql, object?[] args, Func<Npgsql.NpgsqlDataReader, T> read) => Register.One(sql, args, read, CancellationToken.None);

    public static BirthRegistration Birth(string key, string name = "Trần Nguyễn Minh An", Sex sex = Sex.Female, DateOnly? born = null, PersonId? mother = null) => new()
    {
        IdempotencyKey = key, FullName = name, Sex = sex, BirthDate = born ?? new(2026, 11, 10), BirthPlace = "07210", BirthRegistrationPlace = "07210",
        Mother = mother ?? DemoPeople.Mother.Id, Father = mother is null ? DemoPeople.Husband.Id : null, HouseholdOf = DemoPeople.Husband.Id, RegisteredOn = new(2026, 11, 20), Document = "H05.07210-261120-0001",
    };

    /// <summary>Grown-up people of one household in the demo commune since 2020, the first of them its head; nobody else knows them.</summary>
    public async Task<IReadOnlyList<PersonId>> NewHousehold(int members, Sex sex = Sex.Male, string commune = "07210")
    {
        List<PersonId> people = [];
        for (var i = 0; i < members; i++)
        {
            var born = await Population.RegisterBirth(Clerk, Birth(Key(), $"Lê Thử {Guid.CreateVersion7():N}"[..24] + "x", sex, new(1990, 1, 1 + i), DemoPeople.Grandmother.Id) with
            {
                Mother = null, Father = null, Ethnicity = 1, HomePlace = commune, HouseholdOf = null,
            }, CancellationToken.None);
            people.Add(born.Value.Child);
        }

        var settled = await Population.RegisterPermanentResidence(Clerk, new()
        {
            IdempotencyKey = Key(), People = [.. people.Select((p, i) => new MovingPerson(p, i == 0 ? Relation.Head : Relation.Sibling))], Commune = commune, Address = "Số 1, đường Thử",
            From = new(2020, 1, 1), Document = "D-0",
        }, CancellationToken.None);
        settled.Failed.ShouldBeFalse();
        return people;
    }

    public static string Key() => Guid.CreateVersion7().ToString();
}
