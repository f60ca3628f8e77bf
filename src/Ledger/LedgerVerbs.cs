using System.Globalization;
using System.Text.Json;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Ledger;

/// <summary>
/// <c>./lienthong ledger verify|prove|checkpoint [--json]</c>. Exit codes: 0 sound, 1 refused or unsound (with the reason), 2 wrong use.
/// With <c>--json</c> one object goes to standard output and everything else to standard error.
/// </summary>
public static class LedgerVerbs
{
    public const string Usage = """
        Cách dùng:
          lienthong ledger verify [--json]                            kiểm tra toàn bộ sổ nhật ký
          lienthong ledger verify --evidence TỆP [--key KHÓA]… [--json]  kiểm tra một tệp bằng chứng, không cần cơ sở dữ liệu
          lienthong ledger prove MÃ-BẢN-GHI [--out TỆP] [--json]      xuất bằng chứng của một bản ghi
          lienthong ledger checkpoint [--json]                        điểm chốt mới nhất và khóa kiểm tra
        """;

    /// <summary>True for the verb that needs no database: the caller may pass null services.</summary>
    public static bool IsOffline(IReadOnlyList<string> args) => args.Count > 0 && args[0] == "verify" && args.Contains("--evidence");

    public static async Task<int> Run(IServiceProvider? services, IReadOnlyList<string> args, TextWriter output, TextWriter notes, CancellationToken ct)
    {
        if (Words.Parse(args) is not { } words) return await Misused(notes);
        if (IsOffline(args)) return await VerifyEvidence(words, output, notes, ct);
        if (services is null) return await Misused(notes);
        return (words.Verb, words.Target) switch
        {
            ("verify", null) => await Verify(services, words.Json, output, notes, ct),
            ("prove", { } id) => await Prove(services, id, words, output, notes, ct),
            ("checkpoint", null) => await Newest(services, words.Json, output, notes, ct),
            _ => await Misused(notes),
        };
    }

    /// <summary>Checks the whole book.</summary>
    public static async Task<int> Verify(IServiceProvider services, bool json, TextWriter output, TextWriter notes, CancellationToken ct)
    {
        var told = new Progress(notes);
        var verdict = await services.GetRequiredService<ILedger>().Verify(told, ct);
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new { sound = verdict.Sound, entries = verdict.Entries, waiting = verdict.Waiting, root = verdict.Root.ToString(), count = verdict.Count, findings = verdict.Findings },
                Json.Options));
            return verdict.Sound ? 0 : 1;
        }
        foreach (var f in verdict.Findings)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"SAI  {f.Part}  số {f.Index?.ToString(CultureInfo.InvariantCulture) ?? "–"}  bản ghi {f.Entry?.ToString() ?? "–"}: {f.What}"));
        }
        await output.WriteLineAsync(verdict.Sound
            ? string.Create(CultureInfo.InvariantCulture, $"Sổ nguyên vẹn: {verdict.Entries} bản ghi, gốc {verdict.Root}, {verdict.Waiting} đang chờ ký.")
            : string.Create(CultureInfo.InvariantCulture, $"Sổ KHÔNG nguyên vẹn: {verdict.Count} chỗ sai trong {verdict.Entries} bản ghi. Ngừng ghi, giữ nguyên hiện trường, báo thanh tra."));
        return verdict.Sound ? 0 : 1;
    }

    private static async Task<int> Prove(IServiceProvider services, string target, Words words, TextWriter output, TextWriter notes, CancellationToken ct)
    {
        if (!Guid.TryParse(target, out var id)) return await Refused(LedgerErrors.IdentifierUnreadable, notes);
        var evidence = await ExportEvidence.Export(services.GetRequiredService<Db>(), services.GetRequiredService<LogKeys>(), id, ct);
        if (evidence.Failed) return await Refused(evidence.Faults[0], notes);
        var text = evidence.Value.ToJson();
        if (words.Out is not { } file)
        {
            await output.WriteLineAsync(text);
            return 0;
        }
        await File.WriteAllTextAsync(file, text, ct);
        await (words.Json ? output : notes).WriteLineAsync(words.Json ? JsonSerializer.Serialize(new { file, entry = id }, Json.Options) : $"Đã ghi {file}.");
        return 0;
    }

    private static async Task<int> Newest(IServiceProvider services, bool json, TextWriter output, TextWriter notes, CancellationToken ct)
    {
        if (await services.GetRequiredService<ILedger>().LatestCheckpoint(ct) is not { } checkpoint)
        {
            await notes.WriteLineAsync("Sổ chưa có bản ghi nào được ký.");
            return 1;
        }
        var keys = services.GetRequiredService<LogKeys>().Verifiers.Select(k => k.ToString()).ToList();
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new { origin = checkpoint.Origin, size = checkpoint.Size, root = checkpoint.Root.ToString(), note = checkpoint.Note, keys }, Json.Options));
            return 0;
        }
        await output.WriteAsync(checkpoint.Note);
        foreach (var key in keys) await notes.WriteLineAsync("Khóa kiểm tra: " + key);
        return 0;
    }

    private static async Task<int> VerifyEvidence(Words words, TextWriter output, TextWriter notes, CancellationToken ct)
    {
        if (words.Evidence is not { } file || !File.Exists(file)) return await Misused(notes);
        var keys = words.Keys.Select(VerifierKey.Parse).ToList();
        if (keys.Contains(null)) return await Refused(LedgerErrors.EvidenceUnreadable.With("--key"), notes);
        var checkedFile = Evidence.Check(await File.ReadAllTextAsync(file, ct), [.. keys.OfType<VerifierKey>()]);
        if (checkedFile.Failed) return await Refused(checkedFile.Faults[0], notes);
        var (evidence, proof) = checkedFile.Value;
        if (keys.Count == 0) await notes.WriteLineAsync("Chú ý: khóa kiểm tra lấy từ chính tệp này. So khóa với bản đã công bố, hoặc thêm --key.");
        await output.WriteLineAsync(words.Json
            ? JsonSerializer.Serialize(new { sound = true, entry = evidence.Entry.Id, index = proof.Index, size = proof.Checkpoint.Size, origin = proof.Checkpoint.Origin }, Json.Options)
            : string.Create(CultureInfo.InvariantCulture, $"Đúng: bản ghi {evidence.Entry.Id} đứng thứ {proof.Index} trong {proof.Checkpoint.Size} bản ghi của {proof.Checkpoint.Origin}."));
        return 0;
    }

    private static async Task<int> Refused(Fault fault, TextWriter notes)
    {
        await notes.WriteLineAsync($"{fault.Error.Code}: {fault.Text(CultureInfo.GetCultureInfo("vi"))}");
        return 1;
    }

    private static async Task<int> Misused(TextWriter notes)
    {
        await notes.WriteLineAsync(Usage);
        return 2;
    }

    private sealed class Progress(TextWriter notes) : IProgress<long>
    {
        private long next = 1_000_000;

        public void Report(long value)
        {
            if (value < next) return;
            next += 1_000_000;
            notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… {value} bản ghi"));
        }
    }

    private sealed record Words(string Verb, string? Target, bool Json, string? Out, string? Evidence, IReadOnlyList<string> Keys)
    {
        public static Words? Parse(IReadOnlyList<string> args)
        {
            string? verb = null, target = null, file = null, evidence = null;
            var (json, keys) = (false, new List<string>());
            for (var i = 0; i < args.Count; i++)
            {
                switch (args[i])
                {
                    case "--json": json = true; break;
                    case "--out" when i + 1 < args.Count: file = args[++i]; break;
                    case "--evidence" when i + 1 < args.Count: evidence = args[++i]; break;
                    case "--key" when i + 1 < args.Count: keys.Add(args[++i]); break;
                    case var word when word.StartsWith("--", StringComparison.Ordinal): return null;
                    case var word when verb is null: verb = word; break;
                    case var word when target is null: target = word; break;
                    default: return null;
                }
            }
            return verb is null ? null : new Words(verb, target, json, file, evidence, keys);
        }
    }
}
