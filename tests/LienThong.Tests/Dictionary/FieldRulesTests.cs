using System.Globalization;
using LienThong.Dictionary;

namespace LienThong.Tests.Dictionary;

public sealed class FieldRulesTests
{
    private static readonly DateOnly Since = new(2024, 7, 1);

    private static readonly CodeListDefinition Sexes = new("sex", "Giới tính", "Sex", "G01", "Luật", Since)
    {
        Values = [new("male", "Nam", "Male"), new("female", "Nữ", "Female")],
    };

    private static FieldDefinition Field(FieldType type) =>
        new(new("person.sample"), "Mẫu thử", "Sample", "Trường để thử.", FieldClass.Original, type, Sensitivity.Basic, "G01", "population", "Luật", Since)
        {
            CodeList = type == FieldType.Code ? "sex" : null,
        };

    private static DictionaryEdition With(FieldDefinition field) => DictionaryEdition.Of(1, default, Since, [field, Sexes]);

    [Theory]
    [InlineData(FieldType.Text, "Nguyễn  Thị Hoa", "Nguyễn Thị Hoa")]
    [InlineData(FieldType.PartialDate, "1950", "1950")]
    [InlineData(FieldType.PartialDate, "1950-03", "1950-03")]
    [InlineData(FieldType.Date, "2026-11-21", "2026-11-21")]
    [InlineData(FieldType.Time, "07:30", "07:30")]
    [InlineData(FieldType.Code, "female", "female")]
    [InlineData(FieldType.Decimal, "72.5", "72.5")]
    [InlineData(FieldType.Boolean, "true", "true")]
    [InlineData(FieldType.Area, "07210", "07210")]
    [InlineData(FieldType.Address, "Thôn Đông, xã Bắc", "Thôn Đông, xã Bắc")]
    [InlineData(FieldType.Address, "{\"commune\":\"07210\",\"detail\":\"Thôn Đông\"}", "{\"commune\":\"07210\",\"detail\":\"Thôn Đông\"}")]
    [InlineData(FieldType.Person, "{\"name\":\"NGUYỄN VĂN NAM\"}", "{\"name\":\"NGUYỄN VĂN NAM\"}")]
    [InlineData(FieldType.People, "[]", "[]")]
    public void A_value_of_the_right_shape_becomes_canonical(FieldType type, string value, string canonical) =>
        With(Field(type)).Canonical(new("person.sample"), value).Value.ShouldBe(canonical);

    [Theory]
    [InlineData(FieldType.Text, "   ", "DIC-0010")]
    [InlineData(FieldType.PartialDate, "1950-02-30", "DIC-0013")]
    [InlineData(FieldType.Date, "2026-02-29", "DIC-0013")]
    [InlineData(FieldType.Date, "21/11/2026", "DIC-0013")]
    [InlineData(FieldType.Time, "24:00", "DIC-0012")]
    [InlineData(FieldType.Code, "Nữ", "DIC-0014")]
    [InlineData(FieldType.Integer, "12,5", "DIC-0015")]
    [InlineData(FieldType.Decimal, "72,5", "DIC-0015")]
    [InlineData(FieldType.Boolean, "có", "DIC-0016")]
    [InlineData(FieldType.Area, "7210", "DIC-0017")]
    [InlineData(FieldType.Address, "{\"commune\":\"07210\"}", "DIC-0018")]
    [InlineData(FieldType.Person, "{\"number\":\"099195000123\"}", "DIC-0018")]
    [InlineData(FieldType.People, "{\"name\":\"Hoa\"}", "DIC-0018")]
    [InlineData(FieldType.Object, "[1", "DIC-0018")]
    public void A_value_of_the_wrong_shape_is_refused_with_its_own_code(FieldType type, string value, string error)
    {
        var refused = With(Field(type)).Canonical(new("person.sample"), value);
        refused.Failed.ShouldBeTrue();
        refused.Faults.Single().Error.Code.ShouldBe(error);
        refused.Faults.Single().Text(CultureInfo.GetCultureInfo("vi-VN")).ShouldContain("Mẫu thử");
    }

    [Fact]
    public void A_pattern_describes_the_whole_value_and_not_a_part_of_it()
    {
        var edition = With(Field(FieldType.Text) with { Pattern = "[0-9]{12}", Example = "099195000123" });
        edition.Canonical(new("person.sample"), "099195000123").Failed.ShouldBeFalse();
        var refused = edition.Canonical(new("person.sample"), "x099195000123");
        refused.Faults.Single().Error.ShouldBe(DictionaryErrors.ValueShape);
        refused.Faults.Single().Args.ShouldContain("099195000123");
    }

    [Fact]
    public void Length_counts_composed_letters()
    {
        var edition = With(Field(FieldType.Text) with { MaxLength = 4 });
        edition.Canonical(new("person.sample"), "Thu\u0309y").Value.ShouldBe("Thủy");       // five code points as typed, four letters
        edition.Canonical(new("person.sample"), "Thủy A").Faults.Single().Error.ShouldBe(DictionaryErrors.ValueTooLong);
    }

    [Fact]
    public void An_unknown_field_is_refused() =>
        With(Field(FieldType.Text)).Canonical(new("person.other"), "x").Faults.Single().Error.ShouldBe(DictionaryErrors.FieldUnknown);

    [Theory]
    [InlineData(FieldType.Code, "female", "Nữ", "Female")]
    [InlineData(FieldType.Date, "2026-11-02", "02/11/2026", "02/11/2026")]
    [InlineData(FieldType.PartialDate, "1950-03", "03/1950", "03/1950")]
    [InlineData(FieldType.Boolean, "false", "Không", "No")]
    [InlineData(FieldType.Decimal, "1072.5", "1.072,5", "1,072.5")]
    [InlineData(FieldType.Person, "{\"number\":\"1\",\"name\":\"Hoa\"}", "Hoa", "Hoa")]
    [InlineData(FieldType.People, "[{\"name\":\"Hoa\"},{\"name\":\"Nam\"}]", "Hoa; Nam", "Hoa, Nam")]
    [InlineData(FieldType.Code, "gone", "gone", "gone")]
    public void Values_are_shown_as_people_read_them(FieldType type, string value, string vi, string en)
    {
        var edition = With(Field(type));
        edition.Display(new("person.sample"), value, CultureInfo.GetCultureInfo("vi-VN")).ShouldBe(vi);
        edition.Display(new("person.sample"), value, CultureInfo.GetCultureInfo("en-GB")).ShouldBe(en);
    }
}
