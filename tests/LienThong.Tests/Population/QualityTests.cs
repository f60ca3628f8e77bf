using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Duplicates;
using LienThong.Population.Quality;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Population;

/// <summary>Scores of quality: every rule is broken once in one commune, and each breach is counted and found.</summary>
public sealed class QualityTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Breaches => new()
    {
        { "birth.plausible", "birth = '1890-01-01'" },
        { "number.agrees", "sex = 2" },
        { "marriage.spouse", "marital = 2, marital_since = birth + 3000" },
        { "birth.day", "birth_precision = 1" },
        { "sex.known", "sex = 0" },
        { "ethnicity.known", "ethnicity = 0" },
        { "parents.known", "birth = '2020-05-05', father = null, mother = null, father_name = null, mother_name = null" },
        { "card.held", "card_issued = null" },
        { "name.letters", "search_key = 'lan'" },
        { "name.case", "full_name = upper(full_name)" },
        { "birth.firstJanuary", "birth = '1991-01-01'" },
        { "cmnd.shape", "cmnd = '12345678'" },
        { "phone.shape", "phone = '0101'" },
        { "age.plausible", "birth = '1910-02-02'" },
        { "parents.sex", "mother = '019b0000-0000-7001-8000-0000000dec0d'" },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_is_counted_in_its_commune_and_leads_to_the_record(string rule, string breach)
    {
        var person = (await house.NewHousehold(1, commune: "07216"))[0];
        await using (var command = house.Databases.Owner.CreateCommand($"""
            update population.person set phone = '0100000000', card_issued = '2024-08-01', cmnd = null, birth = '1990-03-04' where id = '{person}';
            update population.person set {breach} where id = '{person}'
            """))
            await command.ExecuteNonQueryAsync(Ct);
        if (rule == "age.plausible")
        {
            await using var old = house.Databases.Owner.CreateCommand($"update population.person_history set recorded_at = '2022-01-01' where person = '{person}'; update population.residence set recorded_at = '2022-01-01' where person = '{person}'");
            await old.ExecuteNonQueryAsync(Ct);
        }

        var before = await Failed(rule);
        await house.Get<MeasureQuality>().Now(Ct);
        (await Failed(rule)).ShouldBeGreaterThan(0);
        (await All(rule)).ShouldContain(person, $"{before} before");
        (await Failed(rule)).ShouldBe((await All(rule)).Count, "the count and the list are one");
    }

    [Fact]
    public async Task Duplicates_residences_and_cards_count_too()
    {
        var pair = await house.NewHousehold(2, commune: "07216");
        var model = new DuplicateModel(1, TimeProvider.System.GetUtcNow(), 1, [], new(1, 1, 1, 1), [], []);
        if (await DuplicateStore.Model(house.Register, Ct) is null) await DuplicateStore.KeepModel(house.Register, model, Ct);
        var (a, b) = pair[0].Value < pair[1].Value ? (pair[0].Value, pair[1].Value) : (pair[1].Value, pair[0].Value);
        await DuplicateStore.Keep(house.Register, [new(a, b, default, new(9, 0.99, default), "07216")], 1, TimeProvider.System.GetUtcNow(), Ct);
        await house.Get<ICards>().Issue(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = new("dossier", "C-1", Today, "CA"), On = Today, Person = pair[0], Kind = "can-cuoc", Reason = "first" }, Ct);
        await house.Get<ICards>().End(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = new("dossier", "C-2", Today, "CA"), On = Today, Person = pair[0], How = "lost" }, Ct);
        await house.Get<MeasureQuality>().Now(Ct);
        (await All("record.single")).ShouldBe([new(a), new(b)], ignoreOrder: true);
        (await All("card.current")).ShouldContain(pair[0]);
        var homeless = await house.Ask("select sum(s.failed) from population.quality_score s where s.commune = '' and s.rule = 'residence.known'", [], r => r.IsDBNull(0) ? 0 : r.GetInt64(0));
        homeless.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task The_four_words_are_measures_and_the_page_shows_counts_only()
    {
        await house.Get<MeasureQuality>().Now(Ct);
        var source = house.Services.GetServices<IMeasureSource>().Single(s => s.Measures.Any(m => m.Code == "population.quality-right"));
        foreach (var word in QualityRules.Words)
        {
            var value = await source.Evaluate("population.quality-" + word.Code, new(Today.AddDays(-7), Today, null, null), Ct);
            value.Denominator.ShouldBeGreaterThan(3_000);
            value.Numerator.ShouldBeLessThanOrEqualTo(value.Denominator);
            value.Trend.ShouldHaveSingleItem().Day.ShouldBe(Today);
        }

        var page = await house.As(TestCaller.Official("G01", "population.read")).GetStringAsync("/population/quality", Ct);
        page.ShouldContain("Đúng");
        page.ShouldNotContain("/population/persons/");
        var answer = await house.As(TestCaller.Official("G01", "population.read")).GetFromJsonAsync<JsonNode>("/api/population/v1/quality?commune=07216", Ct);
        answer!["words"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task People_of_whom_no_residence_is_known_are_a_group_with_a_name()
    {
        var birth = PeopledHouse.Birth(PeopledHouse.Key(), "Lê Không Nhà", Sex.Male, new(1990, 1, 1), DemoPeople.Grandmother.Id) with { Mother = null, Father = null, Ethnicity = 1, HomePlace = "07210", HouseholdOf = null };
        (await house.Population.RegisterBirth(PeopledHouse.Clerk, birth, Ct)).Failed.ShouldBeFalse();
        await house.Get<MeasureQuality>().Now(Ct);
        var reader = house.As(TestCaller.Official("G01", "population.read"));
        var group = (await reader.GetFromJsonAsync<JsonNode>("/api/population/v1/quality?commune=none", Ct))!["communes"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)group["commune"]!, (string)group["vi"]!, (string)group["en"]!).ShouldBe(("none", "Chưa rõ nơi cư trú", "No residence known"));
        ((long)group["failed"]!).ShouldBeGreaterThan(0);
        (await reader.GetFromJsonAsync<JsonNode>("/api/population/v1/quality", Ct))!["communes"]!.AsArray().ShouldContain(c => (string)c!["commune"]! == "none");
        (await reader.GetStringAsync("/population/quality", Ct)).ShouldContain("href=\"/population/quality/none\"");
        var page = await reader.GetStringAsync("/population/quality/none", Ct);
        page.ShouldContain("Chưa rõ nơi cư trú");
        page.ShouldNotContain("/population/quality/none/", customMessage: "no commune mends them");
    }

    [Fact]
    public async Task Records_to_mend_open_to_the_officers_of_the_area_only_and_each_look_is_in_the_ledger()
    {
        var path = "/api/population/v1/quality/07210/card.held/records";
        (await house.As(TestCaller.Official("G01", "population.manage")).GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await house.As(TestCaller.Official("G01", "population.manage")).GetAsync(path.Replace("card.held", "no.rule"), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.As(TestCaller.Official("G01", "population.read")).GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var police = house.Get<LienThong.Directory.IDirectory>().CommuneBody("07210", LienThong.Directory.CommuneBodyKind.Police, Today)!.Code;
        (await house.As(TestCaller.Official(police, "population.manage")).GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await house.As(TestCaller.Official(police, "population.manage")).GetAsync(path.Replace("07210", house.Get<LienThong.Directory.IDirectory>().Communes("24", Today).First(c => c.Code != "07210").Code), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var list = await house.As(TestCaller.Official(police, "population.manage")).GetStringAsync("/population/quality/07210/card.held", Ct);
        list.ShouldContain("/population/persons/");
    }

    private async Task<long> Failed(string rule) =>
        await house.Ask("select coalesce(sum(s.failed), 0)::bigint from population.quality_score s where s.commune = '07216' and s.rule = $1", [rule], r => r.GetInt64(0));

    private async Task<IReadOnlyList<PersonId>> All(string rule)
    {
        List<PersonId> found = [];
        while (await house.Get<QualityScores>().Failing("07216", rule, found.Count == 0 ? default : found[^1], Ct) is { Count: > 0 } part) found.AddRange(part);
        return found;
    }
}
