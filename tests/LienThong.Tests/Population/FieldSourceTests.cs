using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Cards;
using LienThong.Population.Fields;
using LienThong.Population.Legal;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

public sealed class FieldSourceTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IFieldSource Source(string database) => house.Get<IEnumerable<IFieldSource>>().Single(s => s.Database == database);

    private async Task<Dictionary<string, SourceCell>> Read(string database, PersonId person, params string[] fields)
    {
        var rows = await Source(database).Read([new(person.Value)], [.. fields.Select(f => new FieldCode(f))], Ct);
        return fields.Zip(rows.ShouldHaveSingleItem().Cells).ToDictionary(p => p.First, p => p.Second);
    }

    [Fact]
    public async Task Narrow_fields_come_in_the_order_asked_with_canonical_values_and_words_for_people()
    {
        var cells = await Read("population", DemoPeople.Husband.Id, "person.sex", "person.number", "person.birthDate", "person.fullName", "person.ethnicity", "person.maritalStatus");
        (cells["person.sex"].Value, cells["person.sex"].Display).ShouldBe(("male", "Nam"));
        cells["person.number"].Value.ShouldBe(DemoPeople.Husband.Number.ToString());
        (cells["person.birthDate"].Value, cells["person.birthDate"].Display).ShouldBe(("1994-08-22", "22/08/1994"));
        cells["person.fullName"].Value.ShouldBe("Trần Minh Hoà");
        (cells["person.ethnicity"].Value, cells["person.ethnicity"].Display).ShouldBe(("01", "Kinh"));
        cells["person.maritalStatus"].Value.ShouldBe("married");
    }

    [Fact]
    public async Task Residence_household_and_family_are_told_as_structures()
    {
        var cells = await Read("population", DemoPeople.Husband.Id,
            "residence.permanent", "residence.temporary", "household.head", "household.members", "household.relationToHead", "person.mother", "person.spouse", "person.father", "person.cardIssue");
        var address = JsonNode.Parse(cells["residence.permanent"].Value!)!;
        ((string?)address["commune"], (string?)address["detail"]).ShouldBe(("07210", "Số 18, đường Hoàng Văn Thụ, tổ dân phố 5"));
        cells["residence.permanent"].Display!.ShouldStartWith("Số 18, đường Hoàng Văn Thụ, tổ dân phố 5, ");
        cells["residence.temporary"].Value.ShouldBeNull();
        ((string?)JsonNode.Parse(cells["household.head"].Value!)!["number"]).ShouldBe(DemoPeople.Husband.Number.ToString());
        var members = JsonNode.Parse(cells["household.members"].Value!)!.AsArray();
        members.Count.ShouldBe(2);
        members[0]!.ToJsonString().ShouldContain("\"relation\":\"head\"");
        ((string?)members[1]!["birthDate"], (string?)members[1]!["sex"]).ShouldBe(("1966-01-09", "female"));
        cells["household.relationToHead"].Value.ShouldBe("head");
        cells["person.mother"].Display.ShouldBe("Phạm Thị Thủy");
        cells["person.spouse"].Display.ShouldBe("Nguyễn Thị Thu Hà");
        // a father who is not in the register has a name and no number
        JsonNode.Parse(cells["person.father"].Value!)!["number"].ShouldBeNull();
        ((string?)JsonNode.Parse(cells["person.cardIssue"].Value!)!["expires"]).ShouldBe("2034-08-22");
    }

    [Fact]
    public async Task Current_dwelling_is_the_temporary_one_where_there_is_one()
    {
        var cells = await Read("residence", DemoPeople.Mother.Id, "residence.current", "residence.temporary.since", "residence.temporary.until", "residence.permanent.since", "residence.permanent.household");
        ((string?)JsonNode.Parse(cells["residence.current"].Value!)!["commune"]).ShouldBe("07210");
        cells["residence.temporary.since"].Value.ShouldBe("2025-11-03");
        cells["residence.temporary.until"].Value.ShouldBe("2027-11-02");
        cells["residence.permanent.household"].Value!.ShouldStartWith("07213-");
    }

    [Fact]
    public async Task Every_declared_field_is_answered_for_256_people_at_once_and_unknown_ones_are_left_out()
    {
        var keys = await house.Register.Many("select id from population.person order by id limit 255", [], r => r.GetGuid(0), Ct);
        keys.Add(Guid.CreateVersion7());
        foreach (var database in new[] { "population", "residence" })
        {
            var source = Source(database);
            var rows = await source.Read([.. keys.Select(k => new SubjectId(k))], [.. source.Fields], Ct);
            rows.Count.ShouldBe(255);
            rows.ShouldAllBe(r => r.Cells.Count == source.Fields.Count);
        }
    }

    [Fact]
    public async Task A_dead_person_is_told_as_locked()
    {
        var dead = await house.Ask("select id from population.person where locked limit 1", [], r => r.GetGuid(0));
        var rows = await Source("population").Read([new(dead)], [new("person.death")], Ct);
        rows[0].Locked.ShouldBeTrue();
        rows[0].Cells[0].Value.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("2010-05-01", "2024-06-01", "2035-05-01")]
    [InlineData("2000-05-01", "2023-06-01", "2040-05-01")]
    [InlineData("2000-05-01", "2023-04-01", "2025-05-01")]
    [InlineData("1960-05-01", "2021-05-01", null)]
    public void A_card_runs_to_the_next_age_of_renewal(string born, string issued, string? ends) =>
        CardValidity.On(house.Get<LegalRules>(), DateOnly.Parse(issued)).Ends(PartialDate.Parse(born), DateOnly.Parse(issued)).ShouldBe(ends is null ? null : DateOnly.Parse(ends));
}
