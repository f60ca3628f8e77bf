using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Identity.Clients;
using LienThong.Kernel;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Programme.Cli;

namespace LienThong.Web.Start;

/// <summary>
/// The command line. Every verb exits with 0 (done), 1 (refused, with the reason) or 2 (wrong use); with <c>--json</c> exactly one JSON
/// object goes to standard output and everything else to standard error. <c>--data DIR</c> names the folder of the instance.
/// </summary>
static class Cli
{
    /// <summary>A verb: its first word, what it does, and the work on the words after it.</summary>
    private sealed record Verb(string Word, string Vi, Func<IReadOnlyList<string>, CancellationToken, Task<int>> Work);

    private static readonly Verb[] Verbs =
    [
        new("run", "khởi động hệ thống: [--port P] [--data DIR] [--no-demo] [--people N]", Serve.Run),
        new("plan", "kế hoạch: import TỆP [--dry-run], list, show MÃ", Plan),
        new("ledger", "sổ nhật ký: verify, prove MÃ, checkpoint", Ledger),
        new("client", "hệ thống dùng đăng nhập OpenID: add, list, revoke MÃ, rotate MÃ", Client),
        new("key", "khóa ký của nơi cấp danh tính: list, rotate [--at-once]", Key),
        new("population", "dân cư: verify VÀO.csv RA.csv --agency MÃ --order SỐ_VĂN_BẢN; import TỆP --agency MÃ --document SỐ … [--dry-run]", Population),
    ];

    public static async Task<int> Run(IReadOnlyList<string> args, CancellationToken ct)
    {
        if (args.Count == 0 || args[0] is "help" or "--help" or "-h") return Help(Console.Out, 0);
        if (Verbs.FirstOrDefault(v => v.Word == args[0]) is { } verb) return await verb.Work([.. args.Skip(1)], ct);
        await Console.Error.WriteLineAsync($"Không có lệnh `{args[0]}`.");
        return Help(Console.Error, 2);
    }

    private static int Help(TextWriter to, int code)
    {
        to.WriteLine("Cách dùng: ./lienthong <lệnh> … [--json] [--data DIR]");
        foreach (var verb in Verbs) to.WriteLine($"  {verb.Word,-12} {verb.Vi}");
        return code;
    }

    private static async Task<int> Plan(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var house = new OpenHouse(words);
        return await PlanVerbs.Run(house.Words, new PlanVerbHost(house.Services, Names, Console.Out, Console.Error), ct);
    }

    private static IDirectory? Names() =>
        OfflineDirectory.Read(new ContentFolder(Path.Combine(AppContext.BaseDirectory, "content"), new ContentReport()), TimeProvider.System);

    private static async Task<int> Ledger(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var house = new OpenHouse(words);
        var services = house.Words.Count == 0 || LedgerVerbs.IsOffline(house.Words) ? null : await house.Services(ct);
        return await LedgerVerbs.Run(services, house.Words, Console.Out, Console.Error, ct);
    }

    private static async Task<int> Client(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var house = new OpenHouse(words);
        return await ClientVerbs.Run(house.Words, house.Services, Console.Out, Console.Error, ct);
    }

    private static async Task<int> Key(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var house = new OpenHouse(words);
        return await LienThong.Identity.Keys.KeyVerbs.Run(house.Words, house.Services, Console.Out, Console.Error, ct);
    }

    private static async Task<int> Population(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var house = new OpenHouse(words);
        if (house.Words.Count > 0 && house.Words[0] == "import") return await LienThong.Population.Import.ImportVerbs.Run([.. house.Words.Skip(1)], house.Services, Console.Out, Console.Error, ct);
        var json = house.Words.Contains("--json");
        var (plain, options) = Options(house.Words.Where(w => w != "--json"), "--order", "--agency", "--agreement");
        if (plain is not ["verify", var from, var to] || !options.TryGetValue("--order", out var order) || !options.TryGetValue("--agency", out var agency))
        {
            await Console.Error.WriteLineAsync(
                "Cách dùng: ./lienthong population verify VÀO.csv RA.csv --agency MÃ_CƠ_QUAN --order SỐ_VĂN_BẢN [--agreement MÃ] [--json]. "
                + "Đối soát dữ liệu cá nhân phải nêu cơ quan đề nghị và số văn bản; cả hai được ghi vào sổ cái.");
            return 2;
        }
        if (!File.Exists(from)) return await Refuse($"Không thấy tệp {from}.");
        var services = await house.Services(ct);
        var ground = new VerificationGround(
            Caller.Program("verify") with { Agency = agency }, options.GetValueOrDefault("--agreement", "population-file-check"), Purpose.Verification, new(BasisKind.Order, order));
        await using var input = File.OpenRead(from);
        await using var output = File.Create(to);
        var result = await services.GetRequiredService<IPopulation>().VerifyFile(ground, input, output, ct);
        if (result.Failed) return await Refuse(result.Faults[0].Text(System.Globalization.CultureInfo.GetCultureInfo("vi-VN")));
        var sum = result.Value;
        Console.WriteLine(json ? Json.Text(sum) : $"{sum.Rows:N0} dòng: {sum.Matched:N0} khớp, {sum.Differing:N0} khác, {sum.Absent:N0} không có, {sum.Faulty:N0} dòng lỗi ({sum.Took.TotalSeconds:0.0} giây)");
        return 0;
    }

    /// <summary>Takes the options that have a value out of the words.</summary>
    private static (List<string> Plain, Dictionary<string, string> Options) Options(IEnumerable<string> words, params string[] known)
    {
        var (plain, options) = (new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        string? open = null;
        foreach (var word in words)
        {
            if (open is not null) (options[open], open) = (word, null);
            else if (known.Contains(word)) open = word;
            else plain.Add(word);
        }
        if (open is not null) throw new StartupException($"Thiếu giá trị sau {open}.");
        return (plain, options);
    }

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}

/// <summary>An instance opened for one verb, beside a running program or without one. Opened only when a verb asks for it.</summary>
sealed class OpenHouse : IAsyncDisposable
{
    private readonly string data = Path.Combine(Environment.GetEnvironmentVariable("LIENTHONG_HOME") ?? "", ".data");
    private EmbeddedPostgres? postgres;
    private WebApplication? app;

    public OpenHouse(IReadOnlyList<string> words)
    {
        var at = words.ToList().IndexOf("--data");
        if (at >= 0) data = at + 1 < words.Count ? words[at + 1] : throw new StartupException("Thiếu giá trị sau --data.");
        Words = at < 0 ? words : [.. words.Where((_, i) => i != at && i != at + 1)];
    }

    /// <summary>The words without <c>--data DIR</c>.</summary>
    public IReadOnlyList<string> Words { get; }

    public async Task<IServiceProvider> Services(CancellationToken ct)
    {
        if (app is not null) return app.Services;
        var options = RunOptions.Parse(["--data", data, "--port", "0"]);
        if (options.ConnectionString is null)
        {
            if (!System.IO.Directory.Exists(Path.Combine(data, "postgres"))) throw new StartupException($"Chưa có dữ liệu ở {data}. Chạy ./run trước, hoặc chỉ thư mục bằng --data.");
            postgres = await EmbeddedPostgres.Start(data, throwAway: false, ct, leaveAsFound: true);
        }
        app = WebHost.Build(options, options.ConnectionString ?? postgres!.ConnectionString);
        await LienThong.Kernel.Modules.House.Prepare(app.Services, Console.Error.WriteLine, ct);
        return app.Services;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }
}
