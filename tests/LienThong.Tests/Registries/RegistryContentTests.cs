using LienThong.Dictionary;
using LienThong.Kernel.Content;
using LienThong.Registries.Definitions;

namespace LienThong.Tests.Registries;

public sealed class RegistryContentTests : IDisposable
{
    private const string Good = """
        registries:
          - code: cards
            database: health-insurance
            vi: Sổ thẻ
            en: Cards
            definition: Thẻ.
            keeper: G12
            required: [insurance.cardNumber]
            effectiveFrom: 2025-07-01
            legalBasis: Luật
        """;

    private readonly string root = System.IO.Directory.CreateTempSubdirectory("lienthong-registries-").FullName;

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Fact]
    public void A_good_register_has_no_fault() => Faults(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("database: health-insurance", "database: health", "“health” chưa có trong content/databases")]
    [InlineData("keeper: G12", "keeper: G99", "“G99” giữ, chưa có trong content/agencies")]
    [InlineData("[insurance.cardNumber]", "[insurance.cardNo]", "“insurance.cardNo” chưa có trong content/fields")]
    [InlineData("[insurance.cardNumber]", "[person.sex]", "person.sex nằm ở health-insurance")]
    [InlineData("[insurance.cardNumber]", "[]", "chưa có trường bắt buộc nào")]
    [InlineData("keeper: G12", "keeper: G12\n    key: insurance.validTo", "phải là trường bắt buộc")]
    [InlineData("[insurance.cardNumber]", "[insurance.cardNumber, insurance.cardNumber]", "Một trường chỉ ở một sổ")]
    public void A_register_that_points_nowhere_is_a_fault_with_its_line(string right, string wrong, string says)
    {
        var faults = Faults(Good.Replace(right, wrong, StringComparison.Ordinal));
        faults.ShouldContain(f => f.Text.Contains(says, StringComparison.Ordinal), string.Join('\n', faults));
        faults.ShouldAllBe(f => f.File == "registries/r.yaml" && f.Line == 2);
    }

    private IReadOnlyList<ContentFault> Faults(string yaml)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(root, "registries"));
        System.IO.File.WriteAllText(Path.Combine(root, "registries", "r.yaml"), yaml);
        var report = new ContentReport();
        LoadDefinitions.Check(new ContentFolder(root, report), Dictionary(), k => k == "G12", report);
        return report.Faults;
    }

    private static DictionaryEdition Dictionary()
    {
        var since = new DateOnly(2020, 1, 1);
        FieldDefinition Field(string code, string database) => new(new(code), code, code, "", FieldClass.Original, FieldType.Text, Sensitivity.Basic, "G12", database, "Luật", since);
        return DictionaryEdition.Of(1, default, since,
        [
            new DatabaseDefinition("health-insurance", "Thẻ", "Cards", "", "G12", "BHXH", DatabaseStage.InUse, "person", "Luật", since),
            Field("insurance.cardNumber", "health-insurance"), Field("insurance.validTo", "health-insurance"), Field("person.sex", "population"),
        ]);
    }
}
