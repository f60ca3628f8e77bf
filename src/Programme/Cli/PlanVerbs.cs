using System.Globalization;
using System.Text.Json;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Programme.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Programme.Cli;

/// <summary>What the verbs need of the program around them.</summary>
/// <param name="Open">opens the instance's services (database up to date); asked only by verbs that need it</param>
/// <param name="Names">the bodies and their succession without a database, for a dry run; null when not to be had</param>
/// <param name="Out">results</param>
/// <param name="Error">everything else</param>
public sealed record PlanVerbHost(Func<CancellationToken, Task<IServiceProvider>> Open, Func<IDirectory?> Names, TextWriter Out, TextWriter Error);

/// <summary><c>./lienthong plan import FILE [--code CODE] [--dry-run] [--json]</c>, <c>plan list [--json]</c>, <c>plan show CODE [--json]</c>.</summary>
/// <remarks>Exit codes: 0 done, 1 refused with the reason, 2 wrong use. With <c>--json</c> one JSON object stands on standard output and nothing else.</remarks>
public static class PlanVerbs
{
    public const string Usage = """
        Cách dùng:
          ./lienthong plan import TỆP [--code MÃ] [--dry-run] [--json]   đọc văn bản kế hoạch; --dry-run chỉ đọc, không cần cơ sở dữ liệu
          ./lienthong plan list [--json]                                 các kế hoạch đang có
          ./lienthong plan show MÃ [--json]                              một kế hoạch
        """;

    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    private sealed record Words(string Verb, string? Subject, string? Code, bool DryRun, bool Json);

    /// <summary>Runs the words after <c>plan</c>.</summary>
    public static async Task<int> Run(IReadOnlyList<string> words, PlanVerbHost host, CancellationToken ct)
    {
        if (Parse(words, host.Error) is not { } asked) return 2;
        return asked.Verb switch
        {
            "import" => await Import(asked, host, ct),
            "list" => await List(asked, host, ct),
            _ => await Show(asked, host, ct),
        };
    }

    private static Words? Parse(IReadOnlyList<string> words, TextWriter error)
    {
        Words? Wrong(string why)
        {
            error.WriteLine(why);
            error.WriteLine(Usage);
            return null;
        }
        if (words.Count == 0 || words[0] is not ("import" or "list" or "show")) return Wrong(words.Count == 0 ? "Thiếu việc cần làm." : $"Không có việc “{words[0]}”.");
        var asked = new Words(words[0], null, null, false, false);
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] == "--json") asked = asked with { Json = true };
            else if (words[i] == "--dry-run" && asked.Verb == "import") asked = asked with { DryRun = true };
            else if (words[i] == "--code" && asked.Verb == "import" && i + 1 < words.Count) asked = asked with { Code = words[++i] };
            else if (words[i].StartsWith("--", StringComparison.Ordinal)) return Wrong($"Không hiểu “{words[i]}”.");
            else if (asked.Subject is not null || asked.Verb == "list") return Wrong($"Thừa “{words[i]}”.");
            else asked = asked with { Subject = words[i] };
        }
        if (asked.Verb == "import" && asked.Subject is null) return Wrong("Thiếu tên tệp kế hoạch.");
        return asked.Verb == "show" && asked.Subject is null ? Wrong("Thiếu mã kế hoạch.") : asked;
    }

    private static async Task<int> Import(Words asked, PlanVerbHost host, CancellationToken ct)
    {
        var path = asked.Subject!;
        if (System.IO.Directory.Exists(path)) return Refuse(asked, host, "PRG-0003", $"{path} là thư mục. Chỉ một tệp văn bản.");
        if (!File.Exists(path)) return Refuse(asked, host, "PRG-0003", $"Không có tệp {path}. Kiểm tra đường dẫn.");
        byte[] file;
        try { file = new FileInfo(path).Length > PlanText.MaxBytes ? new byte[PlanText.MaxBytes + 1] : await File.ReadAllBytesAsync(path, ct); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return Refuse(asked, host, "PRG-0003", $"Không đọc được {path}: {e.Message}"); }
        var code = asked.Code ?? ImportPlan.CodeOf(path);
        if (!ImportPlan.ValidCode(code)) return Refuse(asked, host, ProgrammeErrors.PlanCodeInvalid);
        var read = ReadPlanFile.Read(file);
        if (read.Failed) return Refuse(asked, host, read.Faults[0].Error);
        if (asked.DryRun)
        {
            Print(asked, host, path, code, read.Value, new TodaysBodies(TimeProvider.System, host.Names()), stored: null);
            return 0;
        }
        var services = await host.Open(ct);
        var done = await services.GetRequiredService<ImportPlan>().Run(Caller.Program("plan-import") with { Channel = "cli" }, code, Path.GetFileName(path), file, ct);
        if (done.Failed) return Refuse(asked, host, done.Faults[0].Error);
        Print(asked, host, path, code, done.Value.Plan, services.GetRequiredService<TodaysBodies>(), done.Value);
        return 0;
    }

    private static void Print(Words asked, PlanVerbHost host, string path, string code, ParsedPlan plan, TodaysBodies bodies, ImportOutcome? stored)
    {
        var asOf = plan.Head.Date ?? PlanFacts.NamesAsOfYear(plan.Head.FromYear, TimeProvider.System.Today());
        if (asked.Json)
        {
            var body = PlanJson.Of(path, code, plan, r => bodies.Of(r, asOf));
            var json = JsonSerializer.SerializeToNode(body, Indented)!.AsObject();
            if (stored is not null) json["stored"] = JsonSerializer.SerializeToNode(new
            {
                added = stored.Difference.Added.Count, changed = stored.Difference.Changed.Count, withdrawn = stored.Difference.Withdrawn.Count,
                derivations = stored.Derivations.Select(static d => new { child = d.Child, parent = d.Parent, likeness = d.Likeness }),
            }, Indented);
            host.Out.WriteLine(json.ToJsonString(Indented));
            return;
        }
        host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code}: {plan.Head.Title}"));
        host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Targets.Count} mục tiêu, {plan.Tasks.Count} nhiệm vụ, {plan.Procedures.Count} thủ tục, {plan.Doubtful.Count} chỗ chưa hiểu"));
        foreach (var item in plan.Targets.Concat(plan.Tasks).Concat(plan.Procedures))
            host.Out.WriteLine($"  {item.Code,-8} {string.Join("; ", item.Deadlines.Select(static d => d.Text).Concat(item.Values.Select(static v => v.Text))),-32} {item.Title}");
        foreach (var doubt in plan.Doubtful) host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ? dòng {doubt.Line}: {doubt.Why} | {doubt.Text}"));
        if (stored is null) return;
        host.Out.WriteLine(stored.Difference.Nothing ? "Không có gì thay đổi." : string.Create(CultureInfo.InvariantCulture,
            $"Đã ghi: {stored.Difference.Added.Count} mục mới, {stored.Difference.Changed.Count} mục đổi, {stored.Difference.Withdrawn.Count} mục bỏ."));
    }

    private static async Task<int> List(Words asked, PlanVerbHost host, CancellationToken ct)
    {
        var services = await host.Open(ct);
        var plans = await ReadPlans.All(services.GetRequiredService<Db>(), ct);
        if (asked.Json) host.Out.WriteLine(JsonSerializer.Serialize(new { plans }, Indented));
        else foreach (var plan in plans) host.Out.WriteLine($"{plan.Code,-34} {plan.Title}");
        return 0;
    }

    private static async Task<int> Show(Words asked, PlanVerbHost host, CancellationToken ct)
    {
        var services = await host.Open(ct);
        if (await ReadPlans.Whole(services.GetRequiredService<Db>(), asked.Subject!, ct) is not { } plan) return Refuse(asked, host, ProgrammeErrors.PlanUnknown);
        if (asked.Json) { host.Out.WriteLine(JsonSerializer.Serialize(plan, Indented)); return 0; }
        var today = services.GetRequiredService<TimeProvider>().Today();
        var flowing = await services.GetRequiredService<CheckEvidence>().Flowing(ct);
        host.Out.WriteLine(plan.Plan.Title);
        foreach (var item in plan.Items.Where(static i => !i.Withdrawn))
            host.Out.WriteLine($"  {item.Code,-8} {(item.Kind == ItemKind.Task ? item.State(today, flowing).Words() : ""),-18} {item.Title}");
        return 0;
    }

    private static int Refuse(Words asked, PlanVerbHost host, Error error) => Refuse(asked, host, error.Code, error.Vi);

    private static int Refuse(Words asked, PlanVerbHost host, string code, string why)
    {
        if (asked.Json) host.Out.WriteLine(JsonSerializer.Serialize(new { error = code, why }, Indented));
        host.Error.WriteLine($"{code}: {why}");
        return 1;
    }
}
