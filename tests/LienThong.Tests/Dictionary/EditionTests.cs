using LienThong.Dictionary;

namespace LienThong.Tests.Dictionary;

public sealed class EditionTests
{
    private static readonly DateOnly Old = new(2016, 1, 1), New = new(2027, 3, 1);

    private static FieldDefinition Field(string code, DateOnly from, DateOnly? to = null, string basis = "Luật", string database = "civil-status") =>
        new(new(code), code, code, "Định nghĩa.", FieldClass.Original, FieldType.Text, Sensitivity.Basic, "G15", database, basis, from) { EffectiveTo = to };

    private static PaperDefinition Paper(params Replacement[] uses) => new("kinship-proof", "Giấy", "Paper", "Chứng tỏ.", "UBND", "Luật", Old, uses);

    private static DictionaryEdition On(DateOnly day, params IDefinition[] definitions) => DictionaryEdition.Of(1, default, day, definitions);

    [Fact]
    public void The_slice_of_the_day_is_chosen_with_both_ends_included()
    {
        IDefinition[] all = [Field("birth.certificateNo", Old, New.AddDays(-1), "Luật Hộ tịch 60/2014"), Field("birth.certificateNo", New, null, "Luật Hộ tịch 03/2026")];
        On(New.AddDays(-1), all).Field(new("birth.certificateNo"))!.LegalBasis.ShouldBe("Luật Hộ tịch 60/2014");
        On(New, all).Field(new("birth.certificateNo"))!.LegalBasis.ShouldBe("Luật Hộ tịch 03/2026");
        On(New, all).Fields.Count.ShouldBe(1);
        On(New, all).SlicesOf(new("birth.certificateNo")).Count.ShouldBe(2);
    }

    [Fact]
    public void A_definition_that_has_ended_stays_readable()
    {
        var edition = On(New, Field("person.cmnd", Old, Old.AddYears(1)));
        edition.Field(new("person.cmnd")).ShouldNotBeNull();
        edition.Field(new("person.other")).ShouldBeNull();
        edition.Field(default).ShouldBeNull();
    }

    [Fact]
    public void A_rule_made_for_the_procedure_comes_before_the_rule_for_every_procedure()
    {
        var general = new Replacement(Replacement.AnyProcedure, "applicant", [new("person.father")], "Luật", Old);
        var own = new Replacement("1.004222", "applicant", [new("person.spouse")], "Luật", Old);
        var edition = On(New, Paper(general, own));
        edition.ReplacementsOf("kinship-proof", "1.004222").ShouldBe([own]);
        edition.ReplacementsOf("kinship-proof", "1.001193").ShouldBe([general]);
        edition.ReplacementsOf("unknown-paper", "1.001193").ShouldBeEmpty();
    }

    [Fact]
    public void Before_its_first_day_and_after_its_last_a_rule_replaces_nothing()
    {
        var use = new Replacement("1.004222", "applicant", [new("person.spouse")], "Luật", Old) { EffectiveTo = New };
        On(Old.AddDays(-1), Paper(use)).ReplacementsOf("kinship-proof", "1.004222").ShouldBeEmpty();
        On(New, Paper(use)).ReplacementsOf("kinship-proof", "1.004222").Count.ShouldBe(1);
        On(New.AddDays(1), Paper(use)).ReplacementsOf("kinship-proof", "1.004222").ShouldBeEmpty();
        On(New.AddDays(1), Paper(use)).PapersReplacedBy(new("person.spouse")).ShouldBeEmpty();
    }

    [Fact]
    public void Fields_of_a_database_begin_with_those_it_is_the_trusted_source_of()
    {
        var copy = Field("person.aaa", Old, database: "population") with { AlsoIn = ["civil-status"] };
        var edition = On(New, copy, Field("marriage.zzz", Old));
        edition.FieldsOf("civil-status").Select(f => f.Code.Value).ShouldBe(["marriage.zzz", "person.aaa"]);
        edition.FieldsOf("population").Select(f => f.Code.Value).ShouldBe(["person.aaa"]);
    }
}
