using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Persons;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Population;

/// <summary>The remaining items of the 26: representation, states, absence, papers; and the confirmation of 9-digit numbers.</summary>
public sealed class PersonRecordTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly PersonRecords records = house.Get<PersonRecords>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static LegalDocument Paper(string kind = "decision") => new(kind, "QĐ-5", Today.AddDays(-2), "Tòa án");

    [Fact]
    public async Task Every_field_of_the_population_and_residence_databases_has_a_source()
    {
        var dictionary = await house.Get<IDictionary>().Current(Ct);
        var served = house.Services.GetServices<IFieldSource>().Where(s => s.Database is "population" or "residence").SelectMany(s => s.Fields).ToHashSet();
        dictionary.Fields.Where(f => f.Database is "population" or "residence").Select(f => f.Code).Where(c => !served.Contains(c)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Representation_states_absence_and_stay_are_answered_through_the_broker_and_end()
    {
        var people = await house.NewHousehold(2);
        (await records.RegisterRepresentative(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = people[0], Representative = people[1], Case = "guardian" }, Ct)).Failed.ShouldBeFalse();
        (await records.RegisterStatus(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = people[0], Kind = PersonStatusKind.Missing }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.CourtNeeded);
        (await records.RegisterStatus(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper("judgment"), On = Today, Person = people[0], Kind = PersonStatusKind.Missing }, Ct)).Failed.ShouldBeFalse();
        (await records.RegisterStatus(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = people[0], Kind = PersonStatusKind.Disability }, Ct)).Failed.ShouldBeFalse();
        await house.Get<IResidenceRegister>().DeclareAbsence(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = ResidenceActsTests.Paper(), On = Today, Person = people[0], Case = "long", Reason = "Đi học" }, Ct);

        var values = await Read(people[0]);
        values["person.representative"]!.ShouldContain("Lê Thử");
        values["person.missing"].ShouldBe(Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        values["person.disability"].ShouldBe("true");
        values["residence.absence"]!.ShouldContain("Đi học");
        (await Read(people[1]))["person.represented"]!.ShouldContain("Lê Thử");

        (await records.EndTie(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = people[0], Representative = people[1] }, Ct)).Failed.ShouldBeFalse();
        (await records.EndTie(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = people[0], Representative = people[1] }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.NoTie);
        (await Read(people[0]))["person.representative"].ShouldBeNull();
    }

    [Fact]
    public async Task A_death_ends_representation_and_absence()
    {
        var people = await house.NewHousehold(2);
        await records.RegisterRepresentative(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today.AddDays(-9), Person = people[0], Representative = people[1], Case = "court" }, Ct);
        await house.Get<IResidenceRegister>().DeclareAbsence(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = ResidenceActsTests.Paper(), On = Today.AddDays(-9), Person = people[1], Case = "long", Reason = "Đi làm" }, Ct);
        (await house.Population.RegisterDeath(PeopledHouse.Clerk, new(PeopledHouse.Key(), people[1], PartialDate.OfDay(Today.AddDays(-4)), Today, "KT"), Ct)).Failed.ShouldBeFalse();
        (await Read(people[0]))["person.representative"].ShouldBeNull();
        (await house.Ask("select upper(valid) from population.absence where person = $1 and recorded_until is null", [people[1].Value], r => (DateOnly?)r.GetFieldValue<DateOnly>(0))).ShouldBe(Today.AddDays(-3));
    }

    [Fact]
    public async Task A_nine_digit_number_that_two_provinces_gave_out_is_confirmed_with_the_number_or_with_name_and_birth()
    {
        var (one, two) = ((await house.NewHousehold(1))[0], (await house.NewHousehold(1))[0]);
        foreach (var person in new[] { one, two })
            (await records.RegisterPaper(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = new(2010, 1, 1), Person = person, Kind = PaperKind.Cmnd, Value = "012345678" }, Ct)).Failed.ShouldBeFalse();
        (await records.RegisterPaper(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = one, Kind = PaperKind.Passport, Value = "x1" }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.PassportInvalid);
        var numbers = await house.Population.NumbersOf([one, two, DemoPeople.Mother.Id], Ct);
        var keeper = house.As(TestCaller.Official("H05.07210.CA", "population.read"));
        async Task<string?> Ask(object question) =>
            (string?)(await (await keeper.PostAsJsonAsync("/api/population/v1/cmnd/confirmations", question)).Content.ReadFromJsonAsync<JsonObject>())!["outcome"];
        (await Ask(new { cmnd = "012345678", number = numbers[one].ToString() })).ShouldBe("confirmed");
        (await Ask(new { cmnd = "012345678", number = numbers[two].ToString() })).ShouldBe("confirmed");
        (await Ask(new { cmnd = "012345678", number = numbers[DemoPeople.Mother.Id].ToString() })).ShouldBe("different");
        var name = (await house.Ask("select full_name from population.person where id = $1", [one.Value], r => r.GetString(0)))!;
        (await Ask(new { cmnd = "012345678", fullName = name.ToUpperInvariant(), birthDate = "1990-01-01" })).ShouldBe("confirmed");
        (await Ask(new { cmnd = "012345678", fullName = name, birthDate = "1991-01-01" })).ShouldBe("unknown");
        (await keeper.PostAsJsonAsync("/api/population/v1/cmnd/confirmations", new { cmnd = "012345678" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        (await records.PapersOf(one, Ct)).ShouldHaveSingleItem().Since.ShouldBe(new(2010, 1, 1));
    }

    private async Task<Dictionary<string, string?>> Read(PersonId person)
    {
        var answer = await house.As(TestCaller.Official("H05.07210.CA", "population.read")).GetFromJsonAsync<JsonObject>($"/api/population/v1/persons/{person}", Ct);
        return answer!["values"]!.AsArray().ToDictionary(v => (string)v!["field"]!, v => (string?)v!["value"]);
    }
}
