using System.Net;
using System.Text.Json.Nodes;
using System.Net.Http.Json;
using LienThong.Kernel.Access;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Corrections;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Population;

/// <summary>A citizen asks for a correction, an officer of the area decides, both see it.</summary>
public sealed class CorrectionRequestTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private static readonly Caller Ministry = TestCaller.Official("G01", "population.read", "population.manage");
    private readonly ICorrections corrections = house.Get<ICorrections>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Caller Citizen(PersonId person) => TestCaller.Person(person.Value, "citizen.own");

    private static CorrectionAsked Asking(string item = "person.bloodGroup", string value = "AB+") => new(PeopledHouse.Key(), item, value, "Giấy khai sinh số 12/1990");

    private static CorrectionAccepted Accepting(Guid request) => new() { IdempotencyKey = PeopledHouse.Key(), Document = new("certificate", "12/1990", Today.AddDays(-1), "UBND xã"), On = Today, Request = request };

    [Fact]
    public async Task What_the_citizen_says_is_corrected_with_its_document_and_told()
    {
        var person = (await house.NewHousehold(1))[0];
        var asked = (await corrections.Ask(Citizen(person), Asking(), Ct)).Value;
        asked.Due.ShouldBe(house.Get<LienThong.Directory.IDirectory>().Calendar().AddWorkingDays(Today, 3));
        (await corrections.Ask(Citizen(person), Asking(), Ct)).Faults[0].ShouldBeAt("/item", CorrectionErrors.AskedAlready);
        (await corrections.Queue(Ministry, Ct)).ShouldContain(w => w.Id == asked.Id);

        var act = Accepting(asked.Id);
        var done = await corrections.Accept(Ministry, act, Ct);
        done.Failed.ShouldBeFalse();
        (await corrections.Accept(Ministry, act, Ct)).Value.Repeated.ShouldBeTrue();
        (await house.Ask("select blood_group from population.person where id = $1", [person.Value], r => r.GetString(0))).ShouldBe("AB+");
        (await house.Ask("select kind, doc_number from population.registration where id = $1", [done.Value.Registration], r => (r.GetString(0), r.GetString(1)))).ShouldBe(("items", "12/1990"));
        (await corrections.Mine(Citizen(person), Ct)).ShouldHaveSingleItem().State.ShouldBe("accepted");
        (await house.Ask("select count(*) from kernel.outbox where type = 'population.correction-decided' and subject = $1", [person.ToString()], r => r.GetInt64(0))).ShouldBe(1);
        (await corrections.Accept(Ministry, Accepting(asked.Id), Ct)).Failed.ShouldBeTrue();
        (await corrections.Refuse(Ministry, asked.Id, "Không đủ giấy tờ", Ct)).Faults[0].Error.ShouldBe(CorrectionErrors.RequestDecided);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_that_the_citizen_reads_and_an_open_request_can_be_withdrawn()
    {
        var person = (await house.NewHousehold(1))[0];
        var first = (await corrections.Ask(Citizen(person), Asking(), Ct)).Value;
        (await corrections.Refuse(Ministry, first.Id, "", Ct)).Faults[0].ShouldBeAt("/reason", CorrectionErrors.ReasonNeeded);
        (await corrections.Refuse(Ministry, first.Id, "Giấy khai sinh không có mục này", Ct)).Failed.ShouldBeFalse();
        (await corrections.Mine(Citizen(person), Ct))[0].Reason.ShouldBe("Giấy khai sinh không có mục này");
        var second = (await corrections.Ask(Citizen(person), Asking(), Ct)).Value;
        (await corrections.Withdraw(Citizen((await house.NewHousehold(1))[0]), second.Id, Ct)).Faults[0].Error.ShouldBe(CorrectionErrors.RequestDecided);
        (await corrections.Withdraw(Citizen(person), second.Id, Ct)).Failed.ShouldBeFalse();
        (await corrections.Mine(Citizen(person), Ct))[0].State.ShouldBe("withdrawn");
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_told_at_once_and_nobody_asks_for_others()
    {
        var person = (await house.NewHousehold(1))[0];
        var faults = (await corrections.Ask(Citizen(person), Asking("person.sex", "nam") with { Evidence = "" }, Ct)).Faults;
        faults.Select(f => f.Pointer).ShouldBe(["/evidence", "/value"], ignoreOrder: true);
        (await corrections.Ask(Citizen(person), Asking("person.number", "1"), Ct)).Faults[0].ShouldBeAt("/item", CorrectionErrors.ItemUnknown);
        (await corrections.Ask(Citizen(person), Asking("person.birthDate", "1990-01-01"), Ct)).Faults[0].ShouldBeAt("/value", CorrectionErrors.SameValue);
        (await corrections.Ask(PeopledHouse.Clerk, Asking(), Ct)).Faults[0].Error.ShouldBe(CorrectionErrors.OwnOnly);
        foreach (var (item, value) in new[] { ("person.bloodGroup", "A"), ("person.religion", "01"), ("person.phone", "0100000001"), ("person.email", "a@b.vn"), ("person.homePlace", "24") })
            (await corrections.Ask(Citizen(person), Asking(item, value), Ct)).Failed.ShouldBeFalse();
        (await corrections.Ask(Citizen(person), Asking("person.otherNames", "Tèo"), Ct)).Faults[0].Error.ShouldBe(CorrectionErrors.TooManyOpen);
    }

    [Fact]
    public async Task Officers_decide_for_their_area_only_and_an_overdue_request_counts_against_the_measure()
    {
        var person = (await house.NewHousehold(1))[0];
        var asked = (await corrections.Ask(Citizen(person), Asking(), Ct)).Value;
        var directory = house.Get<LienThong.Directory.IDirectory>();
        Caller Police(string commune) => TestCaller.Official(directory.CommuneBody(commune, LienThong.Directory.CommuneBodyKind.Police, Today)!.Code, "population.manage");
        var elsewhere = directory.Communes("24", Today).First(c => c.Code != "07210").Code;
        (await corrections.Queue(Police(elsewhere), Ct)).ShouldNotContain(w => w.Id == asked.Id);
        (await corrections.Accept(Police(elsewhere), Accepting(asked.Id), Ct)).Faults[0].Error.ShouldBe(CorrectionErrors.OtherArea);
        (await corrections.Queue(Police("07210"), Ct)).ShouldContain(w => w.Id == asked.Id);
        await using (var late = house.Databases.Owner.CreateCommand($"update population.correction_request set due = '{Today.AddDays(-1):yyyy-MM-dd}' where id = '{asked.Id}'")) await late.ExecuteNonQueryAsync(Ct);
        (await corrections.Queue(Police("07210"), Ct)).Single(w => w.Id == asked.Id).Overdue.ShouldBeTrue();
        (await corrections.Mine(Citizen(person), Ct))[0].Overdue.ShouldBeTrue();
        var source = house.Services.GetServices<IMeasureSource>().Single(s => s.Measures.Any(m => m.Code == "population.corrections-in-time"));
        var value = await source.Evaluate("population.corrections-in-time", new(Today.AddDays(-30), Today, null, null), Ct);
        (value.Denominator - value.Numerator).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task The_page_shows_the_citizen_her_data_and_takes_the_request()
    {
        var client = house.As(Citizen(DemoPeople.Grandmother.Id));
        (await client.GetStringAsync("/my/corrections", Ct)).ShouldContain("Phạm Thị Thủy");
        (await house.As(PeopledHouse.Clerk).GetAsync("/my/corrections", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var sent = await client.PostOnce("/api/population/v1/own-corrections", Asking());
        sent.StatusCode.ShouldBe(HttpStatusCode.OK, await sent.Content.ReadAsStringAsync(Ct));
        var mine = await client.GetFromJsonAsync<JsonNode>("/api/population/v1/own-corrections", Ct);
        mine!.AsArray().ShouldHaveSingleItem()!["state"]!.GetValue<string>().ShouldBe("open");
    }

    [Theory]
    [InlineData("person.birthDate", "17/05/1990", "1990-05-17", "17/05/1990")]
    [InlineData("person.birthDate", "tháng 5 năm 1990", "1990-05", "05/1990")]
    [InlineData("person.sex", "nữ", "female", "Nữ")]
    [InlineData("person.ethnicity", "Kinh", "01", "Kinh")]
    [InlineData("person.birthPlace", "Phường Bắc Giang, tỉnh Bắc Ninh", "07210", "Phường Bắc Giang, Tỉnh Bắc Ninh")]
    [InlineData("person.fullName", "Phạm Thị Thủy", "Phạm Thị Thủy", "Phạm Thị Thủy")]
    [InlineData("person.sex", "khác", "khác", "khác")]
    public async Task A_citizen_writes_as_on_paper_and_reads_words(string item, string written, string value, string shown)
    {
        var words = house.Get<WrittenItem>();
        (await words.Read(item, written, Ct)).ShouldBe(value);
        (await words.Show(item, value, Ct)).ShouldBe(shown);
    }
}
