using System.Diagnostics;
using System.Globalization;
using System.Text;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Text;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Web.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// Verification of a million CSV records (fewer when there are fewer people): file in, result file out, against the raw SQL join of two tables that are loaded already, computing the
/// same outcomes for the same rows and sending them to a client that throws them away.
/// </summary>
sealed class VerifyBatch : IBenchmark
{
    private const int Rounds = 3;

    private static readonly VerificationGround Ground =
        new(Caller.Program("bench") with { Agency = "G01" }, "population-file-check", Purpose.Verification, new(BasisKind.Order, "bench"));

    public string Name => "verify-batch";

    public string Story => "a CSV file verified into a result file, against the raw SQL join of loaded tables";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: true, room.People, room.ConnectionString), room.ConnectionString);
        var options = new SyntheticOptions { People = room.People };
        await house.Services.GetRequiredService<SyntheticLoad>().Load(options, CommuneWeights.Of(house.Services.GetRequiredService<IDirectory>(), options.AsOf), room.Say, ct);
        return await Measure(house, room, ct);
    }

    /// <summary>The comparison alone, on people who are loaded.</summary>
    internal static async Task<Measured> Measure(WebApplication house, BenchRoom room, CancellationToken ct)
    {
        await using var source = new NpgsqlDataSourceBuilder(room.ConnectionString + ";Command Timeout=0").Build();
        var (input, output) = (Path.Combine(room.Folder, "verify-in.csv"), Path.Combine(room.Folder, "verify-out.csv"));
        var rows = await Prepare(source, input, ct);
        var population = house.Services.GetRequiredService<IPopulation>();
        List<double> ours = [], bare = [];
        VerifyFileSummary? summary = null;
        for (var i = 0; i < Rounds; i++)
        {
            bare.Add(rows / await Join(source, ct));
            summary = await Verify(population, input, output, ct);
            ours.Add(rows / summary.Took.TotalSeconds);
            room.Say(string.Create(CultureInfo.InvariantCulture, $"round {i + 1}: join {bare[^1]:N0}/s, file {ours[^1]:N0}/s"));
        }

        var (measured, baseline) = (ours.Order().ElementAt(Rounds / 2), bare.Order().ElementAt(Rounds / 2));
        return new Measured("verify-batch", measured / baseline, baseline, measured, "records/s", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["records"] = string.Create(CultureInfo.InvariantCulture, $"{rows:N0}: {summary!.Matched:N0} match, {summary.Differing:N0} differ, {summary.Absent:N0} absent, {summary.Faulty:N0} unreadable"),
            ["file"] = string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(input).Length / 1e6:0} MB in, {new FileInfo(output).Length / 1e6:0} MB out"),
        });
    }

    private static async Task<VerifyFileSummary> Verify(IPopulation population, string input, string output, CancellationToken ct)
    {
        await using var from = File.OpenRead(input);
        await using var to = File.Create(output);
        var result = await population.VerifyFile(Ground, from, to, ct);
        return result.Value;
    }

    /// <summary>The file, and the same questions as a table: of a hundred rows one number is unknown, two names are other ones, one date is less precise.</summary>
    private static async Task<long> Prepare(NpgsqlDataSource source, string input, CancellationToken ct)
    {
        await using (var make = source.CreateCommand("create unlogged table public.asked (line bigint, number bigint, name_key text collate \"C\", birth date, birth_precision smallint, sex smallint)"))
            await make.ExecuteNonQueryAsync(ct);
        await using var reading = await source.OpenConnectionAsync(ct);
        await using var writing = await source.OpenConnectionAsync(ct);
        await using var read = new NpgsqlCommand("select number, full_name, birth, birth_precision, sex from population.person order by hashint8(number) limit 1000000", reading);
        await using var person = await read.ExecuteReaderAsync(ct);
        await using var file = new StreamWriter(input, append: false, new UTF8Encoding(false), 1 << 20);
        await file.WriteAsync("number,name,birth,sex\n");
        var line = 1L;
        await using (var copy = await writing.BeginBinaryImportAsync("copy public.asked from stdin (format binary)", ct))
        {
            while (await person.ReadAsync(ct))
            {
                line++;
                var kind = line % 100;
                var number = kind == 1 ? 98_000_000_000 + line : person.GetInt64(0);
                var name = kind is 2 or 3 ? "Nguyễn Văn Khác" : kind < 20 ? person.GetString(1).ToUpperInvariant() : person.GetString(1);
                var (birth, precision) = (person.GetFieldValue<DateOnly>(2), kind == 4 ? (short)1 : person.GetInt16(3));
                if (precision == 1) birth = new(birth.Year, 1, 1);
                var sex = person.GetInt16(4);
                var date = precision switch { 1 => $"{birth.Year}", 2 => $"{birth:MM'/'yyyy}", _ => birth.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture) };
                await file.WriteAsync($"{number:D12},{name},{date},{(sex == 1 ? "Nam" : "Nữ")}\n");
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(line, ct);
                await copy.WriteAsync(number, ct);
                await copy.WriteAsync(VietnameseText.CanonicalKey(name), ct);
                await copy.WriteAsync(birth, ct);
                await copy.WriteAsync(precision, ct);
                await copy.WriteAsync(sex, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using var analyze = source.CreateCommand("analyze public.asked");
        await analyze.ExecuteNonQueryAsync(ct);
        return line - 1;
    }

    private static async Task<double> Join(NpgsqlDataSource source, CancellationToken ct)
    {
        const string sql = """
            copy (
                select a.line, lpad(a.number::text, 12, '0'),
                       case when p.number is null then 'absent' when p.name_key = a.name_key and p.birth = a.birth and p.birth_precision = a.birth_precision and p.sex = a.sex then 'match' else 'differs' end,
                       case when p.name_key = a.name_key then 'match' else 'mismatch' end,
                       case when p.birth = a.birth and p.birth_precision = a.birth_precision then 'match' else 'mismatch' end,
                       case when p.sex = a.sex then 'match' else 'mismatch' end,
                       case when p.locked then 'locked' end
                from public.asked a left join population.person p on p.number = a.number
            ) to stdout (format binary)
            """;
        await using var connection = await source.OpenConnectionAsync(ct);
        var clock = Stopwatch.StartNew();
        await using (var rows = await connection.BeginRawBinaryCopyAsync(sql, ct)) await rows.CopyToAsync(Stream.Null, ct);
        return clock.Elapsed.TotalSeconds;
    }
}
