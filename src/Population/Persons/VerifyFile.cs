using System.Diagnostics;
using System.Threading.Channels;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Files;

namespace LienThong.Population.Persons;

/// <summary>
/// Verifies a CSV file of any length with a bounded memory: the file is cut into blocks of whole lines, several blocks at once are read, looked up in one query each and compared by
/// <see cref="VerifyRules"/>, and the results leave in the order of the file. A row that cannot be read gets its reason and stops nothing. A block leaves only after the ledger has it.
/// </summary>
internal static class VerifyFile
{
    public static readonly byte[] Header = [.. "line,number,result,name,birth,sex,locked,reason\n"u8];

    public static async Task<Result<VerifyFileSummary>> Handle(Db db, IDataBroker broker, VerificationGround ground, Stream input, Stream output, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var blocks = new CsvBlocks(input);
        if (await blocks.ReadHeader(ct) is not { } header || VerifyColumns.Of(header) is not { } columns) return PopulationErrors.FileHeader;
        var allowed = await broker.Compare(new(ground.Caller, ground.Agreement, ground.Purpose, ground.Basis, columns.Fields), ct);
        if (allowed.Failed) return allowed.Faults;
        await output.WriteAsync(Header, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var turns = Channel.CreateBounded<Task<Result<VerifiedBlock>>>(Math.Clamp(Environment.ProcessorCount * 2, 3, 16));
        var work = new Work(db, columns, allowed.Value);
        var reading = Read(blocks, work, turns.Writer, stop.Token);
        var total = new VerifyCounts();
        try
        {
            await foreach (var turn in turns.Reader.ReadAllAsync(ct))
            {
                var block = await turn;
                if (block.Failed)
                {
                    await stop.CancelAsync();
                    return block.Faults;
                }

                await output.WriteAsync(block.Value.Text, ct);
                total.Add(block.Value.Counts);
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

    private static async Task Read(CsvBlocks blocks, Work work, ChannelWriter<Task<Result<VerifiedBlock>>> turns, CancellationToken ct)
    {
        try
        {
            while (await blocks.Next(ct) is { } block)
            {
                await turns.WriteAsync(Task.Run(() => work.Verify(block, ct), ct), ct);
            }

            turns.Complete();
        }
        catch (Exception e)
        {
            turns.Complete(e);
        }
    }

    private sealed record Work(Db Db, VerifyColumns Columns, IComparison Allowed)
    {
        public async Task<Result<VerifiedBlock>> Verify(CsvBlock block, CancellationToken ct)
        {
            var rows = VerifyRow.Parse(block, Columns);
            var known = await Known(rows, ct);
            var result = new VerifiedBlock(rows.Count);
            foreach (var row in rows) result.Write(row, known);
            var recorded = await Allowed.Record([.. known.Values.Select(k => new SubjectId(k.Id.Value))], result.Text, ct);
            return recorded.Failed ? recorded.Faults : result;
        }

        private async Task<Dictionary<long, KnownPerson>> Known(List<VerifyRow> rows, CancellationToken ct)
        {
            var known = new Dictionary<long, KnownPerson>(rows.Count);
            long[] numbers = [.. rows.Where(r => r.Fault is null).Select(r => r.Number)];
            Array.Sort(numbers);
            await LookUp(Sql.ByNumber, [numbers], known, ct);
            if (known.Count == numbers.Length) return known;
            string[] missing = [.. numbers.Where(n => !known.ContainsKey(n)).Select(n => PersonalNumber.Of(n).ToString())];
            if (missing.Length > 0) await LookUp(Sql.ByFormerNumber, [missing], known, ct);
            return known;
        }

        private async Task LookUp(string sql, object?[] args, Dictionary<long, KnownPerson> known, CancellationToken ct)
        {
            await foreach (var (number, person) in Db.Stream(sql, args, static r => (r.GetInt64(0),
                new KnownPerson(new(r.GetGuid(1)), r.GetString(2), "", Dates.Read(r.Date(3), r.GetInt16(4)), (Sex)r.GetInt16(5), r.GetBoolean(6), null)), ct))
            {
                known[number] = person;
            }
        }
    }

    private static class Sql
    {
        public const string ByNumber = """
            select p.number, p.id, p.name_key, p.birth, p.birth_precision, p.sex, p.locked
            from population.person p where p.number = any($1)
            """;
        public const string ByFormerNumber = """
            select i.value::bigint, p.id, p.name_key, p.birth, p.birth_precision, p.sex, p.locked
            from population.person_identifier i join population.person p on p.id = i.person
            where i.kind = 1 and i.value = any($1)
            """;
    }
}
