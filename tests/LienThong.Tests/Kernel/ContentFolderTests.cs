using LienThong.Kernel.Content;
using LienThong.Kernel.Time;

namespace LienThong.Tests.Kernel;

public sealed class ContentFolderTests : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("lienthong-content-").FullName;
    private readonly ContentReport report = new();

    public enum Kind { Ministry, PeoplesCommittee }

    public readonly record struct Code(string Value);

    public sealed record Agency(Code Code, string Name, Kind Kind, DateOnly EffectiveFrom, DateOnly? EffectiveTo, IReadOnlyList<string>? OldNames, int Rank = 5);

    public sealed record Fee
    {
        public required string Name { get; init; }

        public required decimal Amount { get; init; }

        public bool Online { get; init; } = true;

        public IReadOnlyDictionary<string, PartialDate> Since { get; init; } = new Dictionary<string, PartialDate>();
    }

    public sealed record Book(string Title, List<Fee> Fees);

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    [Fact]
    public void A_record_with_parameters_is_read_with_defaults_and_nulls()
    {
        Put("a/one.yaml", """
            - code: G09
              name: Bộ Xây dựng   # words after the value
              kind: ministry
              effectiveFrom: 2025-03-01
              oldNames: [Bộ Giao thông vận tải, "Bộ: Xây dựng"]
            - { code: 07210, name: UBND phường, kind: peoples-committee, effectiveFrom: 2025-07-01, effectiveTo: ~, rank: 2 }
            """);

        var file = Folder().Yaml<IReadOnlyList<Agency>>("a/*.yaml").Single();

        report.Faults.ShouldBeEmpty();
        file.File.ShouldBe("a/one.yaml");
        file.Value[0].ShouldSatisfyAllConditions(
            a => a.Code.ShouldBe(new Code("G09")), a => a.Kind.ShouldBe(Kind.Ministry), a => a.EffectiveFrom.ShouldBe(new DateOnly(2025, 3, 1)),
            a => a.EffectiveTo.ShouldBeNull(), a => a.OldNames.ShouldBe(["Bộ Giao thông vận tải", "Bộ: Xây dựng"]), a => a.Rank.ShouldBe(5));
        file.Value[1].Code.Value.ShouldBe("07210");
        file.Value[1].Kind.ShouldBe(Kind.PeoplesCommittee);
        file.Value[1].Rank.ShouldBe(2);
        file.LineOf(file.Value[1]).ShouldBe(6);
    }

    [Fact]
    public void A_record_with_required_properties_keeps_its_own_defaults()
    {
        Put("fees.yaml", "title: Lệ phí\nfees:\n  - name: Cấp bản sao\n    amount: 8000.5\n    since: { law: 2016, circular: 2022-03 }\n  - {name: B, amount: 0, online: false}\n");

        var fees = Folder().Yaml<Book>("fees.yaml").Single().Value.Fees;

        report.Faults.ShouldBeEmpty();
        fees[0].Amount.ShouldBe(8000.5m);
        fees[0].Online.ShouldBeTrue();
        fees[0].Since["circular"].ShouldBe(PartialDate.OfMonth(2022, 3));
        fees[1].Online.ShouldBeFalse();
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_with_its_place()
    {
        Put("bad.yaml", """
            title: Lệ phí
            title: Hai lần
            colour: red
            fees:
              - nmae: A
                amount: nhiều
              - name: B
                amount: 1
                online: yes
                since: { law: 31/02/2020 }
              - ch
            """);

        Folder().Yaml<Book>("*.yaml").ShouldBeEmpty();

        report.Faults.Select(f => (f.Line, f.Column)).ShouldBe([(2, 1), (3, 1), (5, 5), (5, 5), (6, 13), (9, 13), (10, 19), (11, 5)]);
        report.Faults[0].Text.ShouldContain("“title” đã có ở dòng 1");
        report.Faults[1].Text.ShouldContain("Không có khóa “colour”");
        report.Faults.ShouldContain(f => f.Line == 5 && f.Text.Contains("Có phải “name”?", StringComparison.Ordinal));
        report.Faults.ShouldContain(f => f.Line == 5 && f.Text.Contains("Thiếu khóa “name”", StringComparison.Ordinal));
        report.Faults.ShouldContain(f => f.Line == 9 && f.Text.Contains("true hoặc false", StringComparison.Ordinal));
        report.Faults[0].ToString().ShouldStartWith("bad.yaml:2:1: ");
    }

    [Theory]
    [InlineData("code: A\nname:\nkind: ministry\neffectiveFrom: 2025-01-01", 2, "“name” đang để trống")]
    [InlineData("code: A\nname: ~\nkind: ministry\neffectiveFrom: 2025-01-01", 2, "“name” đang để trống")]
    [InlineData("code: A\nname: B\nkind: tỉnh\neffectiveFrom: 2025-01-01", 3, "ministry, peoplesCommittee")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 31/12/2025", 4, "dạng 2026-03-31")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 2025-02-29", 4, "ngày có thật")]
    [InlineData("code: [A]\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01", 1, "không phải một danh sách")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01\noldNames: C", 5, "cần một danh sách")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01\noldNames: [C, ~]", 5, "đang để trống")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01\nrank: 1.5", 5, "số nguyên")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01\nrank: 99999999999", 5, "số nguyên")]
    [InlineData("code: &a A\nname: *a\nkind: ministry\neffectiveFrom: 2025-01-01", 1, "neo (&)")]
    [InlineData("code: !str A\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01", 1, "nhãn (!)")]
    [InlineData("code: A\nname: B\nkind: ministry\neffectiveFrom: 2025-01-01\n---\ncode: C", 5, "chỉ có một tài liệu")]
    [InlineData("{ code: A, name: B, C, kind: ministry, effectiveFrom: 2025-01-01 }", 1, "đặt cả câu trong dấu nháy kép")]
    [InlineData("code: 'A\nname: B", 1, "Không đọc được YAML")]
    [InlineData("code: A\n\tname: B", 1, "Không đọc được YAML")]
    [InlineData("- code: A", 1, "cần các dòng “khóa: giá trị”")]
    [InlineData("just words", 1, "không phải “just words”")]
    [InlineData("", 0, "Tệp trống")]
    [InlineData("# only a remark\n", 0, "Tệp trống")]
    public void Each_kind_of_fault_says_what_to_do(string yaml, int line, string says)
    {
        Put("x.yaml", yaml);

        Folder().Yaml<Agency>("x.yaml").ShouldBeEmpty();

        report.Faults.ShouldContain(f => f.File == "x.yaml" && f.Line == line && f.Text.Contains(says, StringComparison.Ordinal), string.Join('\n', report.Faults));
    }

    [Fact]
    public void A_good_file_beside_a_bad_one_is_read()
    {
        Put("a/bad.yaml", "title: A");
        Put("a/good.yaml", "title: A\nfees: []");
        Put("a/deep/other.yaml", "title: B\nfees: []");
        Put("a/notes.md", "not yaml");

        var folder = Folder();
        folder.Yaml<Book>("a/*.yaml").Select(f => f.File).ShouldBe(["a/good.yaml"]);
        folder.Yaml<Book>("a/**/*.yaml").Select(f => f.File).ShouldBe(["a/deep/other.yaml", "a/good.yaml"]);
        report.Faults.ShouldAllBe(f => f.File == "a/bad.yaml" && f.Text.Contains("“fees”", StringComparison.Ordinal));
    }

    [Fact]
    public void The_hash_changes_with_the_content_only()
    {
        Put("x.yaml", "title: A");
        var before = Folder().Files("*.yaml").Single();
        Folder().Files("*.yaml").Single().ShouldBe(before);
        Put("x.yaml", "title: B");
        Folder().Files("*.yaml").Single().Hash.ShouldNotBe(before.Hash);
    }

    [Fact]
    public void Endless_nesting_is_a_fault_and_not_a_crash()
    {
        Put("deep.yaml", "title: " + new string('[', 100_000));
        Folder().Yaml<Book>("deep.yaml").ShouldBeEmpty();
        report.Faults.ShouldHaveSingleItem().Text.ShouldContain("Không đọc được YAML");
    }

    [Fact]
    public void A_path_out_of_the_folder_is_refused() => Should.Throw<ArgumentException>(() => Folder().Text("../secret"));

    [Fact]
    public void A_folder_that_is_not_there_has_no_files() => new ContentFolder(Path.Combine(root, "none"), report).Files("*.yaml").ShouldBeEmpty();

    private ContentFolder Folder() => new(root, report);

    private void Put(string file, string text)
    {
        var path = Path.Combine(root, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
