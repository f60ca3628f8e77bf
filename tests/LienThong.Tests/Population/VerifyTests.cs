using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Persons;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

public sealed class VerifyTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private static string HusbandNumber => DemoPeople.Husband.Number.ToString();

    [Fact]
    public async Task Each_item_is_compared_for_itself()
    {
        var answers = (await house.Population.Verify(new(PeopledHouse.Clerk, "verification-province", Purpose.Verification, new(BasisKind.Agreement, "verification-province")),
        [
            new(HusbandNumber, "TRẦN MINH HÒA", PartialDate.OfDay(new(1994, 8, 22)), Sex.Male, "07210"),
            new(HusbandNumber, "Tran Minh Hoa", PartialDate.OfYear(1994), Sex.Female, "07213"),
            new(HusbandNumber, "Trần Minh Hoàng", PartialDate.OfDay(new(1994, 8, 23))),
            new(HusbandNumber),
            new("099094999999", "Trần Minh Hoà"),
            new("12345", "Trần Minh Hoà"),
        ], Ct)).Value;
        answers[0].ShouldBe(new(ItemOutcome.Match, ItemOutcome.Match, ItemOutcome.Match, ItemOutcome.Match, ItemOutcome.Match, DemoPeople.Husband.Id));
        (answers[1].FullName, answers[1].BirthDate, answers[1].Sex, answers[1].Commune).ShouldBe((ItemOutcome.Near, ItemOutcome.Near, ItemOutcome.Mismatch, ItemOutcome.Mismatch));
        (answers[2].FullName, answers[2].BirthDate, answers[2].Sex).ShouldBe((ItemOutcome.Mismatch, ItemOutcome.Mismatch, ItemOutcome.NotAsked));
        (answers[3].Person, answers[3].FullName).ShouldBe((ItemOutcome.Match, ItemOutcome.NotAsked));
        answers[4].Person.ShouldBe(ItemOutcome.Absent);
        answers[5].ShouldBe(VerifyRules.Unknown);
    }

    [Fact]
    public async Task A_number_that_was_replaced_still_leads_to_its_person()
    {
        await house.Register.Execute("insert into population.person_identifier (person, kind, value, recorded_at) values ($1, 1, '099094000123', now())", [DemoPeople.Husband.Id.Value], Ct);
        (await house.Population.ByNumber(PersonalNumber.Parse("099094000123", null), Ct)).ShouldBe(DemoPeople.Husband.Id);
        (await house.Population.Verify(PeopledHouse.Ground, [new("099094000123", "Trần Minh Hoà")], Ct)).Value[0].FullName.ShouldBe(ItemOutcome.Match);
        var (lines, _) = await File("number,name\n099094000123,Trần Minh Hoà\n");
        lines[1].ShouldBe("2,099094000123,match,match,,,,");
    }

    [Fact]
    public async Task More_than_a_thousand_questions_are_refused()
    {
        var many = Enumerable.Repeat(new VerifyQuestion(HusbandNumber), 1_001).ToList();
        (await house.Population.Verify(PeopledHouse.Ground, many, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.TooManyQuestions);
    }

    [Fact]
    public async Task A_file_gets_one_line_per_row_in_order_and_bad_rows_say_why()
    {
        var (lines, summary) = await File($"""
            number,name,birth,sex
            {HusbandNumber},Trần Minh Hoà,22/08/1994,Nam
            {HusbandNumber},"Tran Minh Hoa",1994,Nữ
            99094890001,Trần Minh Hoà,22/08/1994,Nam
            099094999999,Ai Đó,1994-08-22,male
            {HusbandNumber},Trần Minh Hoà,31/02/1994,Nam

            {HusbandNumber},Trần Minh Hoà,22/08/1994,khác
            abc,,,
            {HusbandNumber}
            """);
        lines.ShouldBe(
        [
            "line,number,result,name,birth,sex,locked,reason",
            $"2,{HusbandNumber},match,match,match,match,,",
            $"3,{HusbandNumber},differs,near,near,mismatch,,",
            "4,,fault,,,,,Số định danh phải đủ 12 chữ số; bảng tính thường bỏ mất số 0 ở đầu",
            "5,099094999999,absent,,,,,",
            "6,,fault,,,,,Ngày sinh không đọc được; viết dd/mm/yyyy, mm/yyyy hoặc yyyy",
            "8,,fault,,,,,Giới tính không đọc được; viết Nam hoặc Nữ",
            "9,,fault,,,,,Số định danh chỉ gồm chữ số",
            $"10,{HusbandNumber},match,,,,,",
        ]);
        (summary.Rows, summary.Matched, summary.Differing, summary.Absent, summary.Faulty).ShouldBe((8, 2, 1, 1, 4));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,birth\nx,1990\n")]
    public async Task A_file_without_the_number_column_is_refused(string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var output = new MemoryStream();
        (await house.Population.VerifyFile(PeopledHouse.Ground, input, output, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.FileHeader);
        output.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_long_file_over_many_blocks_agrees_with_verifying_row_by_row()
    {
        var people = await house.Register.Many("select number, full_name, birth, birth_precision, sex, locked from population.person order by id", [],
            r => (Number: PersonalNumber.Of(r.GetInt64(0)), Name: r.GetString(1), Birth: Dates.Read(r.GetFieldValue<DateOnly>(2), r.GetInt16(3)), Sex: (Sex)r.GetInt16(4), Locked: r.GetBoolean(5)), Ct);
        var text = new StringBuilder("\uFEFFnumber;name;birth;sex\r\n");
        const int Rows = 40_000;
        for (var i = 0; i < Rows; i++)
        {
            var p = people[i % people.Count];
            text.Append($"{p.Number};{(i % 7 == 0 ? p.Name.ToUpperInvariant() : p.Name)};{p.Birth.Display};{(p.Sex == Sex.Male ? "Nam" : "Nữ")}\r\n");
        }

        var (lines, summary) = await File(text.ToString());
        lines.Count.ShouldBe(Rows + 1);
        summary.Matched.ShouldBe(Rows);
        for (var i = 0; i < Rows; i++)
        {
            var p = people[i % people.Count];
            lines[i + 1].ShouldBe($"{i + 2},{p.Number},match,match,match,match,{(p.Locked ? "locked" : "")},");
        }
    }

    [Fact]
    public void Verification_of_names_is_symmetric_in_tone_placement_and_case() => Prop.ForAll(
        Gen.Elements("Hòa", "Hoà", "HÒA", "hoà", "Thủy", "Thuỷ", "Quý", "Khoẻ", "Khỏe").ToArbitrary(), Gen.Elements("Hòa", "Hoà", "Thủy", "Thuỷ", "Quý", "Khỏe").ToArbitrary(), (asked, stored) =>
        {
            var known = Known(stored);
            var back = Known(asked);
            return VerifyRules.Name(asked, known) == VerifyRules.Name(stored, back);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_less_precise_date_is_near_and_never_a_match_or_mismatch() => Prop.ForAll(
        Gen.Choose(1930, 2020).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 28).ToArbitrary(), (year, month, day) =>
            VerifyRules.Birth(PartialDate.OfYear(year), PartialDate.OfDay(new(year, month, day))) == ItemOutcome.Near
            && VerifyRules.Birth(PartialDate.OfDay(new(year, month, day)), PartialDate.OfMonth(year, month)) == ItemOutcome.Near
            && VerifyRules.Birth(PartialDate.OfYear(year + 1), PartialDate.OfDay(new(year, month, day))) == ItemOutcome.Mismatch).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Resolving_needs_four_items_and_answers_candidates()
    {
        var born = PartialDate.OfDay(new(1994, 8, 22));
        (await house.Population.Resolve(PeopledHouse.Clerk, new("Trần Minh Hoà", born, Sex.Male), Ct)).Faults[0].Error.ShouldBe(PopulationErrors.TooFewItems);
        var found = (await house.Population.Resolve(PeopledHouse.Clerk, new("trần minh hòa", born, Sex.Male, MotherName: "Phạm Thị Thuỷ", Commune: "07210"), Ct)).Value;
        var candidate = found.ShouldHaveSingleItem();
        candidate.Person.ShouldBe(DemoPeople.Husband.Id);
        candidate.Agreeing.ShouldBe(["name", "birthDate", "sex", "mother", "commune"]);
        // the wrong year and place leave too few agreeing items
        (await house.Population.Resolve(PeopledHouse.Clerk, new("Trần Minh Hoà", PartialDate.OfYear(1994), Sex.Female, Commune: "07213"), Ct)).Value.ShouldBeEmpty();
    }

    private static KnownPerson Known(string name) =>
        new(default, VietnameseText.CanonicalKey(name), VietnameseText.SearchKey(name), PartialDate.Unknown, Sex.Male, false, null);

    private async Task<(List<string> Lines, VerifyFileSummary Summary)> File(string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var output = new MemoryStream();
        var result = await house.Population.VerifyFile(PeopledHouse.Ground, input, output, Ct);
        result.Failed.ShouldBeFalse();
        var all = Encoding.UTF8.GetString(output.ToArray()).Split('\n').ToList();
        all[^1].ShouldBeEmpty();
        return (all[..^1], result.Value);
    }
}
