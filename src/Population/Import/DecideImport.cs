using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Population.Import;

/// <summary>An officer takes the good rows of a checked file into the register, or gives the file up. A file that is done or withdrawn keeps its counts; its text goes.</summary>
internal sealed class DecideImport(Db db, TimeProvider clock)
{
    /// <summary>Days after which the text of a finished file is deleted: long enough to put refused rows right.</summary>
    private const int KeptDays = 30;

    public async Task<Result> Take(Caller caller, Guid id, CancellationToken ct) =>
        await db.Execute(Sql.Take, [id, caller.Agency, clock.GetUtcNow()], ct) == 1 ? Result.Done : await Why(caller, id, ct);

    public async Task<Result> Withdraw(Caller caller, Guid id, CancellationToken ct) => await db.Transaction<Result>(async tx =>
    {
        if (await tx.Execute(Sql.Withdraw, [id, caller.Agency, clock.GetUtcNow()], ct) == 0) return await Why(caller, id, ct);
        foreach (var forget in new[] { Sql.ForgetFaults, Sql.ForgetRows, Sql.ForgetParts }) await tx.Execute(forget, [id], ct);
        return Result.Done;
    }, ct);

    /// <summary>Deletes the text of files that were finished long ago.</summary>
    public Task Tidy(CancellationToken ct) => db.Execute(Sql.Tidy, [clock.GetUtcNow().AddDays(-KeptDays)], ct);

    private async Task<Error> Why(Caller caller, Guid id, CancellationToken ct) =>
        await ImportState.Find(db, id, ct) is { } import && import.Agency == caller.Agency ? ImportErrors.NotNow : ImportErrors.ImportUnknown;

    private static class Sql
    {
        public const string Take = "update population.import set state = 'applying', position = '', changed_at = $3 where id = $1 and agency = $2 and state = 'checked'";
        public const string Withdraw = "update population.import set state = 'withdrawn', changed_at = $3 where id = $1 and agency = $2 and state in ('mapping', 'checked')";
        public const string ForgetFaults = "delete from population.import_fault where import = $1";
        public const string ForgetRows = "delete from population.import_row where import = $1";
        public const string ForgetParts = "delete from population.import_part where import = $1";
        public const string Tidy = """
            delete from population.import_part p using population.import i
            where i.id = p.import and i.state = 'done' and i.changed_at < $1
            """;
    }
}
