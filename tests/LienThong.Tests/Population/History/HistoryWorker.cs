using System.Diagnostics;
using System.Globalization;
using LienThong.Tests.Architecture;
using LienThong.Web.Start;
using Npgsql;

namespace LienThong.Tests.Population.History;

/// <summary>
/// Clients and the program that serves them in a process of their own, so that it can be killed with work in flight. It notes what it asks for and what it was answered in a file,
/// which outlives it.
/// </summary>
public sealed class HistoryWorker
{
    /// <summary>Names the journal, the folder, the seed and the number of operations to the process; set only there.</summary>
    public const string Setting = "LIENTHONG_HISTORY_WORKER";

    private const string Connection = "ConnectionStrings__LienThong";

    /// <summary>The work of the other process. Not a test: nobody runs it but <see cref="Run"/>.</summary>
    [Fact(Explicit = true)]
    public async Task Work()
    {
        var told = Environment.GetEnvironmentVariable(Setting)!.Split('|');
        var connection = Environment.GetEnvironmentVariable(Connection)!;
        await using var app = WebHost.Build(new RunOptions(0, told[1], Demo: true, 1_000, connection), connection);
        await using var owner = NpgsqlDataSource.Create(connection);
        await using var file = new StreamWriter(told[0], append: true) { AutoFlush = true };
        await new HistoryRun(app.Services, owner, Number(told[2]), TextWriter.Synchronized(file)).Work(Number(told[3]), HistoryTests.Workers, CancellationToken.None);
    }

    /// <summary>Starts the process for so many operations; kills it with -9 once it had so many answers, or waits for its end.</summary>
    internal static async Task Run(string journal, string folder, string connection, int seed, int operations, int? killAfter, CancellationToken ct)
    {
        var before = File.Exists(journal) ? HistoryJournal.Read(journal).Answered.Count : 0;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(HistoryWorker).Assembly.Location, "-noColor", "-explicit", "only", "-method", $"{typeof(HistoryWorker).FullName}.{nameof(Work)}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = TheHouse.Root,
            Environment = { [Connection] = connection, [Setting] = string.Create(CultureInfo.InvariantCulture, $"{journal}|{folder}|{seed}|{operations}") },
        })!;
        var said = process.StandardOutput.ReadToEndAsync(ct);
        if (killAfter is { } answers)
        {
            while (!process.HasExited && (!File.Exists(journal) || HistoryJournal.Read(journal).Answered.Count < before + answers)) await Task.Delay(20, ct);
            process.HasExited.ShouldBeFalse(process.HasExited ? await said : "");
            process.Kill();
        }

        await process.WaitForExitAsync(ct);
        if (killAfter is null) process.ExitCode.ShouldBe(0, await said);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What a process noted: a line before it asks, a line with the answer.</summary>
internal static class HistoryJournal
{
    public static string Asked(string kind, string key) => $"?\t{kind}\t{key}";

    public static string Answered(Seen seen) => string.Create(CultureInfo.InvariantCulture, $"=\t{seen.Kind}\t{seen.Document}\t{seen.Registration}\t{seen.Refusal}\t{seen.Tries}");

    /// <summary>Answered operations, and those that were asked for and nobody heard of again (kind by document).</summary>
    public static (IReadOnlyList<Seen> Answered, IReadOnlyDictionary<string, string> Open) Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        List<Seen> answered = [];
        Dictionary<string, string> open = [];
        while (file.ReadLine() is { } line)
        {
            var part = line.Split('\t');
            if (part is ["?", var kind, { Length: 32 } key]) open[key] = kind;
            if (part is not ["=", var what, var document, var registration, var refusal, var tries] || tries.Length == 0) continue; // the last line may be cut
            answered.Add(new(what, document, registration.Length == 0 ? null : Guid.Parse(registration), refusal.Length == 0 ? null : refusal, int.Parse(tries, CultureInfo.InvariantCulture)));
            open.Remove(document);
        }

        return (answered, open);
    }
}
