using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using Npgsql;

namespace LienThong.Population.Import;

/// <summary>Where an import stands, for whoever watches.</summary>
internal sealed record ImportProgress(string State, int Parts, int NextPart, long RowsRead, long People, long Households);

/// <summary>
/// Does the work of imports: reading, checking, taking in. Whoever holds the lock of an import works on it, the program's job or a command line; one that was killed left it at the last piece that
/// is whole.
/// </summary>
internal sealed class RunImports(Db db, StageRows stage, CheckRows check, ApplyRows apply, LinkParents link)
{
    private const int ManyRows = 50_000;

    /// <summary>Every import that has work.</summary>
    public async Task Due(CancellationToken ct)
    {
        foreach (var import in await db.Many(ImportState.Sql.Working, [], ImportState.Read, ct)) await Run(import.Id, static _ => Task.CompletedTask, ct);
    }

    /// <summary>Works on one import until it waits for somebody. Answers how it stands then; unchanged when another one works on it.</summary>
    public async Task<Result<ImportState>> Run(Guid id, Func<ImportProgress, Task> told, CancellationToken ct)
    {
        await using var connection = await db.Pool.OpenConnectionAsync(ct);
        await using var take = CheckRows.Command(connection, Sql.Take, [id.ToString("N")]);
        if (await take.ExecuteScalarAsync(ct) is not true) return (await ImportState.Find(db, id, ct))!;
        try
        {
            await CheckRows.Execute(connection, Sql.LongWork, [], ct);
            while (true)
            {
                var import = await ImportState.Find(db, id, ct);
                if (import is null) return ImportErrors.ImportUnknown;
                await told(new(import.State, import.Parts, import.NextPart, import.RowsRead, import.People, import.Households));
                if (import.State == "done" && await CheckRows.Execute(connection, Sql.Forget, [id], ct) > ManyRows) await Analyze(connection, ct);
                if (!import.Works) return import;
                var done = await Step(import, connection, told, ct);
                if (done.Failed) return done.Faults;
            }
        }
        finally
        {
            // the pool does not clean up (ADR 0011)
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
            {
                await CheckRows.Execute(connection, Sql.Reset, [], CancellationToken.None);
                await CheckRows.Execute(connection, Sql.Release, [id.ToString("N")], CancellationToken.None);
            }
        }
    }

    // a register that grew so much at once is planned for anew
    private static async Task Analyze(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var half in new[] { 1, 2 }) await CheckRows.Execute(connection, Sql.Analyze, [half], ct);
    }

    private async Task<Result> Step(ImportState import, NpgsqlConnection connection, Func<ImportProgress, Task> told, CancellationToken ct)
    {
        switch (import.State)
        {
            case "checking" when import.NextPart < import.Parts:
                var read = import.RowsRead;
                var part = import.NextPart;
                await stage.Handle(import, connection, rows => told(new("checking", import.Parts, ++part, read += rows, 0, 0)), ct);
                return Result.Done;
            case "checking":
                return await check.Handle(import, connection, ct);
            case "applying":
                var people = await apply.Next(import, ct);
                return people.Failed ? people.Faults : Result.Done;
            default:
                var linked = await link.Next(import, ct);
                return linked.Failed ? linked.Faults : Result.Done;
        }
    }

    private static class Sql
    {
        public const string Take = "select pg_try_advisory_lock(hashtextextended('import:' || $1, 0))";
        public const string Release = "select pg_advisory_unlock(hashtextextended('import:' || $1, 0))";
        public const string LongWork = "select set_config('statement_timeout', '0', false), set_config('work_mem', '128MB', false)";
        public const string Analyze = "select population.analyze_half($1)";
        public const string Reset = "reset all";
        // the register has them now; the file itself stays for the list of refused rows
        public const string Forget = "delete from population.import_row where import = $1";
    }
}
