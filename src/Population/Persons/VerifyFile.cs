using System.Diagnostics;
using System.Threading.Channels;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Files;

namespace LienThong.Population.Persons;

/// <summary>
/// Verifies a CSV file of any length with a bounded memory: the file is cut into blocks of whole lines, several blocks at once are read, looked up in one query each and compared by
/// <see cref="VerifyRules"/>, and the results leave in the order of the file. A row that cannot be read gets its reason and stops nothing.
/// </summary>
internal static class VerifyFile
{
    public static readonly byte[] Header = [.. "line,number,result,name,birth,sex,locked,reason\n"u8];

    public static async Task<Result<VerifyFileSummary>> Handle(Db db, Stream input, Stream output, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var blocks = new CsvBlocks(input);
        if (await blocks.ReadHeader(ct) is not { } header || VerifyColumns.Of(header) is not { } columns) return PopulationErrors.FileHeader;
        await output.WriteAsync(Header, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var turns = Channel.CreateBounded<Task<VerifiedBlock>>(Math.Clamp(Environment.ProcessorCount * 2, 3, 16));
        var reading = Read(blocks, columns, db, turns.Writer, stop.Token);
        var total = new VerifyCounts();
        try
        {
            await foreach (var turn in turns.Reader.ReadAllAsync(ct))
            {
                var block = await turn;
                await output.WriteAsync(block.Text, ct);
                total.Add(block.Counts);
            }

            await reading;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }

        await output.FlushAsync(ct);
        return total.Summary(clock.Elapsed);
    }

    private static async Task Read(CsvBlocks blocks, VerifyColumns columns, Db db, ChannelWriter<Task<VerifiedBlock>> turns, CancellationToken ct)
    {
        try
        {
            while (await blocks.Next(ct) is { } block)
            {
                await turns.WriteAsync(Task.Run(() => Verify(block, columns, db, ct), ct), ct);
            }

            turns.Complete();
        }
        catch (Exception e)
        {
            turns.Complete(e);
        }
    }

    private static async Task<VerifiedBlock> Verify(CsvBlock block, VerifyColumns columns, Db db, CancellationToken ct)
    {
        var rows = VerifyRow.Parse(block, columns);
        var known = new Dictionary<long, KnownPerson>(rows.Count);
        long[] numbers = [.. rows.Where(r => r.Fault is null).Select(r => r.Number)];
        Array.Sort(numbers);
        await LookUp(db, Sql.ByNumber, [numbers], known, ct);
        if (known.Count < numbers.Length)
        {
            string[] missing = [.. numbers.Where(n => !known.ContainsKey(n)).Select(n => PersonalNumber.Of(n).ToString())];
            if (missing.Length > 0) await LookUp(db, Sql.ByFormerNumber, [missing], known, ct);
        }

        var result = new VerifiedBlock(rows.Count);
        foreach (var row in rows) result.Write(row, known);
        return result;
    }

    private static async Task LookUp(Db db, string sql, object?[] args, Dictionary<long, KnownPerson> known, CancellationToken ct)
    {
        await foreach (var (number, person) in db.Stream(sql, args, static r => (r.GetInt64(0),
            new KnownPerson(default, r.GetString(1), "", Dates.Read(r.Date(2), r.GetInt16(3)), (Sex)r.GetInt16(4), r.GetBoolean(5), null)), ct))
        {
            known[number] = person;
        }
    }

    private static class Sql
    {
        public const string ByNumber = """
            select p.number, p.name_key, p.birth, p.birth_precision, p.sex, p.locked
            from population.person p where p.number = any($1)
            """;
        public const string ByFormerNumber = """
            select i.value::bigint, p.name_key, p.birth, p.birth_precision, p.sex, p.locked
            from population.person_identifier i join population.person p on p.id = i.person
            where i.kind = 1 and i.value = any($1)
            """;
    }
}
