using System.Globalization;
using LienThong.Directory;
using LienThong.Identity;
using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity.Accounts;

/// <summary>A house with a synthetic population, its real broker and ledger, and two officers of the demo commune's counter.</summary>
public class PeopleHouse(PostgresRun run) : IdentityHouse(run)
{
    private int handedOut;

    public IDirectory Places => Get<IDirectory>();

    public DateOnly Today => Get<TimeProvider>().Today();

    public string Counter => Places.CommuneBody(Places.DemoCommune.Code, CommuneBodyKind.OneStop, Today)!.Code;

    /// <summary>An officer at the counter; the demo officer's own person, when asked for.</summary>
    public Caller Officer(Guid? person = null, string? agency = null) =>
        TestCaller.Official(agency ?? Counter, CounterScopes.Proof) with { Person = person };

    protected override async Task Fill()
    {
        var communes = Places.Provinces(Today).SelectMany(p => Places.Communes(p.Code, Today)).Select(c => new CommuneWeight(c.Code, c.ProvinceCode, c.Type == "Phường")).ToList();
        await Get<SyntheticLoad>().Load(new SyntheticOptions { People = 3_000, DemoCommune = Places.DemoCommune.Code }, communes, _ => { }, CancellationToken.None);
    }

    /// <summary>People between 36 and 54 of the register, each handed out once: old enough for a child of eighteen, young enough for one of three.</summary>
    public async Task<DemoPerson> Somebody(Sex sex = Sex.Female)
    {
        var at = Interlocked.Increment(ref handedOut);
        return (await Db<PopulationModule>().One("""
            select id, number, full_name, birth, sex from population.person
            where birth_precision = 3 and birth between $3 and $4 and not locked and sex = $2 and card_issued is not null
            order by id offset $1 limit 1
            """, [at, (short)sex, Today.AddYears(-54), Today.AddYears(-36)], r => new DemoPerson("x", new(r.GetGuid(0)), PersonalNumber.Of(r.GetInt64(1)), r.GetString(2), r.GetFieldValue<DateOnly>(3), (Sex)r.GetInt16(4)), default))!;
    }

    /// <summary>The QR code that is printed on the card of a person, as the register knows the card.</summary>
    public async Task<string> CardOf(PersonId person)
    {
        var card = await Db<PopulationModule>().One("select number, full_name, birth, sex, card_issued from population.person where id = $1", [person.Value],
            r => (Number: PersonalNumber.Of(r.GetInt64(0)), Name: r.GetString(1), Birth: r.GetFieldValue<DateOnly>(2), Sex: r.GetInt16(3), Issued: r.GetFieldValue<DateOnly>(4)), default);
        return string.Create(CultureInfo.InvariantCulture, $"{card.Number}||{card.Name}|{card.Birth:ddMMyyyy}|{(card.Sex == 1 ? "Nam" : "Nữ")}|Thôn Đông, xã Cũ, huyện Cũ|{card.Issued:ddMMyyyy}");
    }

    /// <summary>A citizen account of level 2 with the password of the house.</summary>
    public async Task<(AccountId Account, DemoPerson Person)> LevelTwo()
    {
        var person = await Somebody();
        var made = await Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, person.FullName, null, person.Id.Value, 2, Password), default);
        return (made.Value, person);
    }

    /// <summary>A browser of a citizen at authentication level 2: password, then an authenticator app.</summary>
    public async Task<Browser> SignedInStrongly(DemoPerson person)
    {
        var browser = NewBrowser();
        (await browser.SignIn(person.Number.ToString(), Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        await browser.EnrolTotp();
        return browser;
    }

    /// <summary>A child of a mother, born on a day, registered with the real register.</summary>
    public async Task<BirthRegistered> Child(PersonId mother, DateOnly born)
    {
        var birth = new BirthRegistration
        {
            IdempotencyKey = Guid.CreateVersion7().ToString(), FullName = "Trần Bảo Châu", Sex = Sex.Female, BirthDate = born, BirthPlace = Places.DemoCommune.Code,
            BirthRegistrationPlace = Places.DemoCommune.Code, Mother = mother, RegisteredOn = Today, Document = "KS-1", Ethnicity = 1, HomePlace = Places.DemoCommune.Code,
        };
        var registered = await Get<IPopulation>().RegisterBirth(TestCaller.Official("H05.07210", "population.read", "population.manage"), birth, default);
        registered.Failed.ShouldBeFalse(registered.Failed ? registered.Faults[0].Error.Code : "");
        return registered.Value;
    }
}
