using System.Globalization;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Population.Import;

/// <summary>
/// <c>./lienthong population import FILE --agency CODE --document NUMBER --document-date DAY --document-agency NAME [--as-of DAY] [--map ITEM=COLUMN]… [--dry-run] [--rejects FILE] [--json]</c>.
/// Killed in the middle, the same command goes on; repeated after the end, it does nothing.
/// </summary>
public static class ImportVerbs
{
    public const string Usage = """
        Cách dùng: ./lienthong population import TỆP --agency MÃ_CƠ_QUAN --document SỐ --document-date NGÀY --document-agency TÊN
                   [--document-kind decision] [--as-of NGÀY] [--map MỤC=CỘT]… [--dry-run] [--rejects TỆP_LỖI] [--json]
          TỆP là CSV hoặc NDJSON; cột được đoán theo tên, --map person.fullName="Họ tên" để sửa. --dry-run chỉ kiểm tra.
        """;

    private static readonly CultureInfo Vi = CultureInfo.GetCultureInfo("vi-VN");

    private sealed record Asked(string File, Dictionary<string, string> Options, List<string> Maps, bool DryRun, bool Json);

    /// <summary>Runs the words after <c>population import</c>: 0 done, 1 refused with the reason, 2 wrong use.</summary>
    public static async Task<int> Run(IReadOnlyList<string> words, Func<CancellationToken, Task<IServiceProvider>> open, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (Parse(words) is not { } asked || Order(asked) is not { } document)
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }
        if (!File.Exists(asked.File)) return Refuse(error, $"Không thấy tệp {asked.File}.");
        var services = await open(ct);
        var caller = Caller.Program("import") with { Agency = asked.Options["--agency"] };
        await using var file = File.OpenRead(asked.File);
        var received = await services.GetRequiredService<ReceiveFile>().Handle(caller, Path.GetFileName(asked.File), file, ct);
        if (received.Failed) return Refuse(error, received.Faults);
        var import = received.Value;
        if (import.State is "mapping" or "checked")
        {
            var ordered = await Map(services, caller, import, asked, document, ct);
            if (ordered.Failed) return Refuse(error, ordered.Faults);
        }
        var done = await Work(services, import, error, ct);
        if (!done.Failed && done.Value.State == "checked" && !asked.DryRun)
        {
            await services.GetRequiredService<DecideImport>().Take(caller, import.Id, ct);
            done = await Work(services, import, error, ct);
        }
        if (done.Failed) return Refuse(error, done.Faults);
        return await Tell(services, done.Value, asked, output, ct);
    }

    private static async Task<Result> Map(IServiceProvider services, Caller caller, ImportState import, Asked asked, LegalDocument document, CancellationToken ct)
    {
        var mapping = services.GetRequiredService<SetMapping>();
        var columns = new Dictionary<string, int>((await mapping.Suggest(import, ct)).Columns, StringComparer.Ordinal);
        foreach (var map in asked.Maps)
        {
            var (item, column) = (map.Split('=')[0], map[(map.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var at = import.Head.Columns.ToList().IndexOf(column);
            if (at >= 0) columns[item] = at;
        }
        var asOf = asked.Options.TryGetValue("--as-of", out var day) && WrittenDate.TryParse(day, out var written) ? written.Earliest : services.GetRequiredService<TimeProvider>().Today();
        return await mapping.Handle(caller, import.Id, new(columns, asOf, document), ct);
    }

    private static async Task<Result<ImportState>> Work(IServiceProvider services, ImportState import, TextWriter error, CancellationToken ct)
    {
        var told = "";
        return await services.GetRequiredService<RunImports>().Run(import.Id, async p =>
        {
            var line = p.State switch
            {
                "checking" => string.Create(Vi, $"Đọc: phần {p.NextPart:N0} / {p.Parts:N0}, {p.RowsRead:N0} dòng"),
                "applying" => string.Create(Vi, $"Nhập: {p.People:N0} người, {p.Households:N0} hộ"),
                "linking" => "Nối cha mẹ…",
                _ => told,
            };
            if (line != told) await error.WriteLineAsync(told = line);
        }, ct);
    }

    private static async Task<int> Tell(IServiceProvider services, ImportState import, Asked asked, TextWriter output, CancellationToken ct)
    {
        var results = services.GetRequiredService<ReadResults>();
        var counted = await results.Count(import, ct);
        if (asked.Options.TryGetValue("--rejects", out var path))
        {
            await using var rejects = new StreamWriter(path);
            await results.Write(import, rejects, ct);
        }
        if (asked.Json)
        {
            await output.WriteLineAsync(Json.Text(new
            {
                import = import.Id, state = import.State, rows = counted.Rows, good = counted.Good, refused = counted.Refused, present = counted.Present, people = import.People, households = import.Households,
                reasons = counted.Counts.Select(c => new { kind = c.Kind, code = c.Code, item = c.Item, rows = c.Rows }),
            }));
            return 0;
        }
        await output.WriteLineAsync(string.Create(Vi, $"{counted.Rows:N0} dòng: {counted.Good:N0} nhập được, {counted.Present:N0} đã có trong dân cư, {counted.Refused:N0} có lỗi"));
        foreach (var count in counted.Counts) await output.WriteLineAsync(string.Create(Vi, $"  {count.Rows,9:N0}  {count.Code}  {count.Text(Vi)}"));
        await output.WriteLineAsync(import.State switch
        {
            "done" => string.Create(Vi, $"Đã nhập {import.People:N0} người, {import.Households:N0} hộ."),
            "checked" => "Mới kiểm tra, chưa nhập gì.",
            _ => "Chương trình khác đang làm lần nhập này; xem /population/imports.",
        });
        return 0;
    }

    private static Asked? Parse(IReadOnlyList<string> words)
    {
        string[] known = ["--agency", "--document", "--document-kind", "--document-date", "--document-agency", "--as-of", "--rejects"];
        var (plain, options, maps) = (new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "--dry-run" or "--json") continue;
            if (words[i] == "--map" && i + 1 < words.Count) maps.Add(words[++i]);
            else if (known.Contains(words[i]) && i + 1 < words.Count) options[words[i]] = words[++i];
            else plain.Add(words[i]);
        }
        return plain.Count == 1 && !plain[0].StartsWith("--", StringComparison.Ordinal) && options.ContainsKey("--agency") ? new(plain[0], options, maps, words.Contains("--dry-run"), words.Contains("--json")) : null;
    }

    private static LegalDocument? Order(Asked asked) =>
        asked.Options.TryGetValue("--document", out var number) && asked.Options.TryGetValue("--document-agency", out var agency)
        && asked.Options.TryGetValue("--document-date", out var day) && WrittenDate.TryParse(day, out var date) && date.Precision == DatePrecision.Day
            ? new(asked.Options.GetValueOrDefault("--document-kind", "decision"), number, date.Earliest, agency) : null;

    private static int Refuse(TextWriter error, Faults faults)
    {
        foreach (var fault in faults) Refuse(error, $"{fault.Error.Code}: {fault.Text(Vi)}");
        return 1;
    }

    private static int Refuse(TextWriter error, string why)
    {
        error.WriteLine(why);
        return 1;
    }
}
