using System.Text;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Population.Api;
using LienThong.Population.Synthetic;
using Npgsql;

namespace LienThong.Population.Import;

/// <summary>
/// Looks at all rows of a file together, in one transaction: nothing or everything is found. Comparing with the register is a comparison of personal data: the broker allows it and the ledger
/// has it before anybody sees a result.
/// </summary>
internal sealed class CheckRows(IDataBroker broker)
{
    /// <summary>Behind and up to every household.</summary>
    public const string First = "", Last = "~~";
    private const int MostSubjects = 20_000;
    private static readonly IReadOnlyList<FieldCode> Compared = ReadAsKeeper.Codes("person.number", "person.fullName", "person.birthDate", "person.sex");

    public async Task<Result> Handle(ImportState import, NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var analyze = new NpgsqlCommand(CheckSql.Sql.Analyze, connection)) await analyze.ExecuteNonQueryAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Task<int> Run(string sql, params object[] more) => Execute(connection, sql, [import.Id, .. more], ct);
        await Run(CheckSql.Sql.Twice);
        var seen = await InRegister(import, connection, First, Last, ct);
        if (seen.Failed) return seen;
        var inBlocks = await Blocks(connection, ct);
        if (inBlocks.Length > 0) await Run(CheckSql.Sql.InBlock, First, Last, inBlocks);
        // a file of people who are all in the register leaves as many findings as it has rows
        await Run(CheckSql.Sql.Analyze);
        await Run(CheckSql.Sql.TwoHeads);
        await Run(CheckSql.Sql.NoHead);
        await Run(CheckSql.Sql.KnownHome, First, Last);
        await Run(CheckSql.Sql.HeadElsewhere);
        await Run(CheckSql.Sql.AddressDiffers);
        await Run(CheckSql.Sql.Parents);
        // what follows from faults, until nothing more follows
        for (short round = 0; await Run(CheckSql.Sql.HeadFaulty, round) + await Run(CheckSql.Sql.ParentFaulty, round) > 0; round++)
        {
            // each round looks at what the round before found
        }
        await Run(CheckSql.Sql.Checked);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }

    // the numbers that communes hold for work without a line
    private static async Task<long[]> Blocks(NpgsqlConnection connection, CancellationToken ct)
    {
        List<long> numbers = [];
        await using var command = Command(connection, CheckSql.Sql.OpenBlocks, []);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) numbers.AddRange(Numbers(row));
        return [.. numbers];
    }

    private static IEnumerable<long> Numbers(NpgsqlDataReader row)
    {
        var series = row.GetInt32(0);
        return row.GetFieldValue<int[]>(1).Select(o => PersonalNumbers.Number(series, o));
    }

    /// <summary>Marks whose number a commune took for work without a line since the check; how many.</summary>
    public static async Task<int> TakenSince(ImportState import, Db tx, string upto, CancellationToken ct)
    {
        var numbers = (await tx.Many(CheckSql.Sql.OpenBlocks, [], static r => Numbers(r).ToArray(), ct)).SelectMany(n => n).ToArray();
        return numbers.Length == 0 ? 0 : await tx.Execute(CheckSql.Sql.InBlock, [import.Id, import.Position, upto, numbers], ct);
    }

    private async Task<Result> InRegister(ImportState import, NpgsqlConnection connection, string behind, string upto, CancellationToken ct)
    {
        List<SubjectId> subjects = [];
        await using (var command = Command(connection, CheckSql.Sql.InRegister, [import.Id, behind, upto]))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) subjects.Add(new(row.GetGuid(0)));
        }
        return await Record(import, subjects, ct);
    }

    /// <summary>Marks who came into the register since the check, in the transaction that takes the piece in.</summary>
    public async Task<Result> Again(ImportState import, Db tx, string upto, CancellationToken ct) =>
        await Record(import, await tx.Many(CheckSql.Sql.InRegister, [import.Id, import.Position, upto], static r => new SubjectId(r.GetGuid(0)), ct), ct);

    // the ledger has whose data was compared before anybody sees a result
    private async Task<Result> Record(ImportState import, List<SubjectId> subjects, CancellationToken ct)
    {
        var ground = ReadAsKeeper.Ground(import.Caller);
        var allowed = await broker.Compare(new(ground.Caller, ground.Agreement, ground.Purpose, ground.Basis, Compared), ct);
        if (allowed.Failed) return allowed.Faults;
        foreach (var piece in subjects.Chunk(MostSubjects))
        {
            var recorded = await allowed.Value.Record(piece, Encoding.UTF8.GetBytes($"import {import.Id}: {piece.Length} in the register\n"), ct);
            if (recorded.Failed) return recorded;
        }
        return Result.Done;
    }

    internal static async Task<int> Execute(NpgsqlConnection connection, string sql, object[] args, CancellationToken ct)
    {
        await using var command = Command(connection, sql, args);
        return await command.ExecuteNonQueryAsync(ct);
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] args)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var arg in args) command.Parameters.Add(new() { Value = arg });
        return command;
    }
}
