using LienThong.Dictionary;
using LienThong.Dictionary.Publishing;
using LienThong.Kernel.Content;

namespace LienThong.Tests.Dictionary;

public sealed class ContentTests
{
    /// The vocabulary that the modules share; a code that disappears here breaks procedures and agreements.
    private static readonly string[] Shared =
    [
        "person.number", "person.fullName", "person.otherNames", "person.birthDate", "person.sex", "person.birthPlace", "person.birthRegistrationPlace",
        "person.homePlace", "person.ethnicity", "person.religion", "person.nationality", "person.bloodGroup", "person.cmnd", "person.cardIssue", "person.father",
        "person.mother", "person.spouse", "person.children", "person.representative", "residence.permanent", "residence.temporary", "residence.current",
        "residence.absence", "residence.dossierNo", "person.maritalStatus", "household.relationToHead", "household.head", "household.members", "person.death",
        "person.phone", "person.email", "residence.permanent.since", "residence.permanent.household", "dwelling.owner", "dwelling.address", "dwelling.floorArea",
        "marriage.certificateNo", "marriage.spouseName", "birth.certificateNo", "birth.noticeNo", "birth.noticeDate", "birth.noticeSex", "birth.noticeFacility",
        "birth.noticePlace", "insurance.cardNumber", "insurance.validTo", "insurance.facility",
    ];

    private static (DictionaryEdition Edition, ContentReport Report) Load(string folder, Func<string, bool>? agencyKnown = null)
    {
        var report = new ContentReport();
        var drafts = ReadDefinitions.From(new ContentFolder(folder, report));
        new CheckDefinitions(drafts, agencyKnown ?? (_ => true), report).Run();
        return (DictionaryEdition.Of(1, default, new DateOnly(2026, 11, 21), drafts.Select(d => d.Definition)), report);
    }

    [Fact]
    public void The_content_of_the_house_has_no_fault_and_is_large_enough()
    {
        var (edition, report) = Load(RealContent());
        report.Faults.ShouldBeEmpty();
        edition.Fields.Count.ShouldBeGreaterThanOrEqualTo(80);
        edition.Databases.Count.ShouldBeGreaterThanOrEqualTo(25);
        edition.Papers.Count(p => p.Replacements.Count > 0).ShouldBeGreaterThanOrEqualTo(10);
        edition.CodeList("ethnic-groups")!.Values.Count(v => int.Parse(v.Code) is >= 1 and <= 54).ShouldBe(54);
    }

    [Fact]
    public void All_26_items_of_the_population_database_are_defined()
    {
        var (edition, _) = Load(RealContent());
        edition.Fields.Where(f => f.Item is not null).Select(f => f.Item!.Value).Distinct().Order().ShouldBe(Enumerable.Range(1, 26));
    }

    [Fact]
    public void The_codes_that_modules_share_are_there()
    {
        var (edition, _) = Load(RealContent());
        Shared.Where(code => edition.Field(new(code)) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Ethnicity_religion_and_health_are_sensitive()
    {
        var (edition, _) = Load(RealContent());
        foreach (var code in new[] { "person.ethnicity", "person.religion", "person.bloodGroup", "birth.noticeWeight" })
            edition.Field(new(code))!.Sensitivity.ShouldBe(Sensitivity.Sensitive, code);
    }

    [Theory]
    [InlineData("codeList: sex", "codeList: sexes", "danh mục “sexes”", 2)]
    [InlineData("owner: G01", "owner: G99", "cơ quan “G99”", 2)]
    [InlineData("database: population", "database: populations", "cơ sở dữ liệu “populations”", 2)]
    [InlineData("example: female", "example: woman", "ví dụ “woman”", 2)]
    [InlineData("type: code", "type: text", "codeList", 2)]
    [InlineData("effectiveTo: 2030-01-01", "effectiveTo: 2020-01-01", "hết hiệu lực trước", 2)]
    public void A_field_that_points_nowhere_is_a_fault_with_file_and_line(string right, string wrong, string says, int line)
    {
        using var folder = new Folder();
        folder.Write("fields/person.yaml", Sample.Replace(right, wrong, StringComparison.Ordinal));
        var (_, report) = Load(folder.Path, code => code == "G01");
        var fault = report.Faults.ShouldHaveSingleItem();
        fault.File.ShouldBe("fields/person.yaml");
        fault.Line.ShouldBe(line);
        fault.Text.ShouldContain(says);
    }

    [Fact]
    public void Two_slices_that_overlap_or_leave_a_gap_are_faults()
    {
        using var folder = new Folder();
        var second = Sample.Replace("fields:\n", "", StringComparison.Ordinal);
        folder.Write("fields/person.yaml", Sample + second.Replace("2024-07-01", "2029-01-01", StringComparison.Ordinal));
        Load(folder.Path).Report.Faults.ShouldHaveSingleItem().Text.ShouldContain("cùng có hiệu lực từ 01/01/2029 đến 01/01/2030");
        folder.Write("fields/person.yaml", Sample + second.Replace("2024-07-01", "2031-01-01", StringComparison.Ordinal).Replace("2030-01-01", "2040-01-01", StringComparison.Ordinal));
        Load(folder.Path).Report.Faults.ShouldHaveSingleItem().Text.ShouldContain("không có định nghĩa nào từ 02/01/2030 đến 31/12/2030");
    }

    [Fact]
    public void A_paper_must_name_fields_that_exist_and_procedures_by_code()
    {
        using var folder = new Folder();
        folder.Write("fields/person.yaml", Sample);
        folder.Write("papers/p.yaml", """
            papers:
              - code: sample-paper
                vi: Giấy
                en: Paper
                definition: Chứng tỏ.
                issuedBy: Công an
                effectiveFrom: 2020-01-01
                legalBasis: Luật
                replacements:
                  - procedure: thuong-tru
                    about: applicant
                    fields: [person.gone]
                    effectiveFrom: 2020-01-01
                    legalBasis: Luật
            """);
        var faults = Load(folder.Path).Report.Faults;
        faults.Count.ShouldBe(2);
        faults.ShouldAllBe(f => f.File == "papers/p.yaml" && f.Line == 2);
        faults.ShouldContain(f => f.Text.Contains("person.gone"));
        faults.ShouldContain(f => f.Text.Contains("thuong-tru"));
    }

    private const string Sample = """
        fields:
          - code: person.sex
            vi: Giới tính
            en: Sex
            definition: Giới tính.
            class: master
            type: code
            codeList: sex
            example: female
            sensitivity: basic
            owner: G01
            database: population
            effectiveFrom: 2024-07-01
            effectiveTo: 2030-01-01
            legalBasis: Luật Căn cước
            confidence: H

        """;

    internal static string RealContent()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "LienThong.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "content");
    }

    private sealed class Folder : IDisposable
    {
        public Folder()
        {
            Write("databases/d.yaml", "databases:\n  - {code: population, vi: Dân cư, en: Population, definition: Dân cư., owner: G01, keeper: C06, stage: inUse, subject: person, effectiveFrom: 2020-01-01, legalBasis: Luật}\n");
            Write("codelists/c.yaml", "codeLists:\n  - {code: sex, vi: Giới tính, en: Sex, owner: G01, effectiveFrom: 2020-01-01, legalBasis: Luật, values: [{code: female, vi: Nữ, en: Female}]}\n");
        }

        public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("lienthong-content-").FullName;

        public void Write(string file, string text)
        {
            var path = System.IO.Path.Combine(Path, file);
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllText(path, text);
        }

        public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
    }
}
