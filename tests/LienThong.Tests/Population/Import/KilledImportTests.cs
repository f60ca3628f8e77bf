using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LienThong.Population;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population.History;
using Npgsql;

namespace LienThong.Tests.Population.Import;

/// <summary>
/// The command line takes in a file with two faults in a hundred rows, of every kind; it is killed with kill -9 while it reads and while it takes people in, and goes on.
/// <c>LIENTHONG_IMPORT_ROWS=1000000</c> is the large form (docs/import.md has its figures).
/// </summary>
public sealed class KilledImportTests(PostgresRun run)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_fault_is_found_all_good_rows_come_in_and_kill_9_loses_and_doubles_nothing()
    {
        var rows = int.TryParse(Environment.GetEnvironmentVariable("LIENTHONG_IMPORT_ROWS"), CultureInfo.InvariantCulture, out var asked) ? asked : 24_000;
        var file = new FaultyFile(rows, seed: 7);
        var folder = System.IO.Directory.CreateTempSubdirectory("lienthong-import-").FullName;
        var path = Path.Combine(folder, "so-cu.csv");
        await using (var to = File.Create(path)) file.Write(to);
        var connection = await run.Clone();
        await using var owner = NpgsqlDataSource.Create(connection);
        try
        {
            (await Import(path, connection, killAt: static l => l.StartsWith("Đọc: phần 2 ", StringComparison.Ordinal))).ShouldBeNull("it was killed while it read");
            (await Count(owner, "population.person")).ShouldBe(0);
            (await Import(path, connection, killAt: static l => l.StartsWith("Nhập: ", StringComparison.Ordinal) && !l.StartsWith("Nhập: 0 ", StringComparison.Ordinal))).ShouldBeNull("it was killed while people came in");
            var between = await Count(owner, "population.person");
            between.ShouldBeInRange(1, file.Good - 1);
            (await HistoryInvariants.Violations(owner)).ShouldBeEmpty();

            var clock = Stopwatch.StartNew();
            var done = (await Import(path, connection, killAt: null))!.RootElement;
            TestContext.Current.SendDiagnosticMessage($"the rest took {clock.Elapsed}");
            done.GetProperty("state").GetString().ShouldBe("done");
            await Compare(owner, file);
            done.GetProperty("rows").GetInt64().ShouldBe(file.Rows);
            done.GetProperty("refused").GetInt64().ShouldBe(file.Refused.Count);
            done.GetProperty("people").GetInt64().ShouldBe(file.Good);
            (await Count(owner, "population.person")).ShouldBe(file.Good);
            (await Count(owner, "population.person_history")).ShouldBeGreaterThanOrEqualTo(file.Good);
            (await HistoryInvariants.Violations(owner)).ShouldBeEmpty();

            // once more: nothing happens
            (await Import(path, connection, killAt: null))!.RootElement.GetProperty("people").GetInt64().ShouldBe(file.Good);
            (await Count(owner, "population.person")).ShouldBe(file.Good);
            // the same people in a file of other bytes: nobody twice
            await File.AppendAllTextAsync(path, "\r\n", Ct);
            var again = (await Import(path, connection, killAt: null))!.RootElement;
            again.GetProperty("people").GetInt64().ShouldBe(0);
            again.GetProperty("present").GetInt64().ShouldBe(file.Good);
            (await Count(owner, "population.person")).ShouldBe(file.Good);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    // the reason of every seeded fault, and no other line refused
    private static async Task Compare(NpgsqlDataSource owner, FaultyFile file)
    {
        Dictionary<long, HashSet<string>> told = [];
        await using var command = owner.CreateCommand("select line, code from population.import_fault where kind = 1");
        await using (var row = await command.ExecuteReaderAsync(Ct))
        {
            while (await row.ReadAsync(Ct)) (told.TryGetValue(row.GetInt64(0), out var codes) ? codes : told[row.GetInt64(0)] = []).Add(row.GetString(1));
        }
        file.Own.Where(o => !told.TryGetValue(o.Key, out var codes) || !codes.Contains(o.Value))
            .Select(o => $"line {o.Key}: {o.Value} expected, told {string.Join(' ', told.GetValueOrDefault(o.Key) ?? [])}").Take(20).ShouldBeEmpty();
        told.Keys.Except(file.Refused).Order().Take(20).Select(l => $"{l}: {string.Join(' ', told[l])}").ShouldBeEmpty();
        file.Refused.Except(told.Keys).Order().Take(20).ShouldBeEmpty();
        file.Kinds.Count.ShouldBeGreaterThan(20);
    }

    // answers what the program said, or null when it was killed at a line of its progress
    private static async Task<JsonDocument?> Import(string path, string connection, Func<string, bool>? killAt)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(TheHouse.Root, "artifacts/bin/LienThong.Web/release/lienthong.dll"), "population", "import", path, "--agency", "G01", "--document", "12/KH-UBND", "--document-date", "01/11/2026",
            "--document-agency", "UBND tỉnh Bắc Ninh", "--json",
        ]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["ConnectionStrings__LienThong"] = connection } })!;
        var output = program.StandardOutput.ReadToEndAsync(Ct);
        List<string> lines = [];
        var killed = false;
        while (await program.StandardError.ReadLineAsync(Ct) is { } line)
        {
            lines.Add(line);
            if (killed || killAt is null || !killAt(line)) continue;
            program.Kill();
            killed = true;
        }
        await program.WaitForExitAsync(Ct);
        if (killed) return null;
        program.ExitCode.ShouldBe(0, string.Join('\n', lines));
        killAt.ShouldBeNull($"the program ended before it could be killed:\n{string.Join('\n', lines)}");
        return JsonDocument.Parse(await output);
    }

    private static async Task<long> Count(NpgsqlDataSource owner, string table)
    {
        await using var command = owner.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
