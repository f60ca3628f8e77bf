using System.Text;
using System.Text.Json;
using LienThong.Directory;
using LienThong.Kernel.Content;
using LienThong.Programme.Cli;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Programme;

public sealed class PlanVerbsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string Content = Path.Combine(AppContext.BaseDirectory, "content");

    [Fact]
    public async Task A_dry_run_needs_no_database_and_prints_one_json_object_with_todays_bodies()
    {
        var (code, json, _) = await Run(noDatabase: true, "import", await File(PlanFiles.Tabs), "--dry-run", "--json");

        code.ShouldBe(0);
        foreach (var list in new[] { "targets", "tasks", "procedures", "doubtful" }) json!.Value.GetProperty(list).ValueKind.ShouldBe(JsonValueKind.Array);
        var task = json!.Value.GetProperty("tasks")[1];
        foreach (var name in new[] { "number", "group", "title", "deadlines", "roles", "products" }) task.TryGetProperty(name, out _).ShouldBeTrue(name);
        var lead = task.GetProperty("roles").EnumerateArray().First();
        lead.GetProperty("name").GetString().ShouldBe("Bộ Giao thông vận tải");
        lead.GetProperty("today").EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("Bộ Xây dựng");
    }

    [Fact]
    public async Task An_import_stores_and_list_and_show_tell_it()
    {
        var file = await File(PlanFiles.Bars);

        var (code, json, _) = await Run(noDatabase: false, "import", file, "--code", "so-xay-dung-cli", "--json");
        code.ShouldBe(0);
        json!.Value.GetProperty("stored").GetProperty("added").GetInt32().ShouldBe(7);
        var (_, list, _) = await Run(noDatabase: false, "list", "--json");
        list!.Value.GetProperty("plans").EnumerateArray().ShouldContain(p => p.GetProperty("code").GetString() == "so-xay-dung-cli");
        var (_, show, _) = await Run(noDatabase: false, "show", "so-xay-dung-cli", "--json");
        show!.Value.GetProperty("items").GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task Wrong_use_exits_with_2_and_a_refusal_with_1_and_the_reason()
    {
        (await Run(noDatabase: true)).Code.ShouldBe(2);
        (await Run(noDatabase: true, "import")).Code.ShouldBe(2);
        (await Run(noDatabase: true, "import", "a", "--nope")).Code.ShouldBe(2);
        (await Run(noDatabase: true, "list", "extra")).Code.ShouldBe(2);

        var missing = await Run(noDatabase: true, "import", "/no/such/file.txt", "--dry-run", "--json");
        missing.Code.ShouldBe(1);
        missing.Json!.Value.GetProperty("error").GetString().ShouldBe("PRG-0003");
        missing.Error.ShouldContain("/no/such/file.txt");
        (await Run(noDatabase: true, "import", await File(""), "--dry-run")).Error.ShouldContain("PRG-0004");
        (await Run(noDatabase: true, "import", await File("chỉ có lời"), "--dry-run")).Error.ShouldContain("PRG-0010");
        (await Run(noDatabase: false, "show", "khong-co")).Error.ShouldContain("PRG-0001");
    }

    private static async Task<string> File(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"plan-{Guid.CreateVersion7():N}.txt");
        await System.IO.File.WriteAllTextAsync(path, text, Encoding.UTF8);
        return path;
    }

    private async Task<(int Code, JsonElement? Json, string Error)> Run(bool noDatabase, params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var host = new PlanVerbHost(
            _ => noDatabase ? throw new InvalidOperationException("asked for the database") : Task.FromResult(house.Services),
            () => OfflineDirectory.Read(new ContentFolder(Content, new ContentReport()), TimeProvider.System), output, error);
        var code = await PlanVerbs.Run(words, host, default);
        var text = output.ToString();
        return (code, words.Contains("--json") && text.Length > 0 ? JsonDocument.Parse(text).RootElement : null, error.ToString());
    }
}
