using System.Security.Cryptography;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;
using LienThong.Population.Api;

namespace LienThong.Population.Import;

/// <summary>
/// Takes a file in whole, or not at all: one transaction, in parts of about a million characters. The same file of the same agency is the same import, so sending it again continues or does nothing.
/// </summary>
internal sealed class ReceiveFile(Db db, TimeProvider clock)
{
    /// <param name="caller">An officer of an agency.</param>
    /// <param name="name">Name of the file, shown in the list.</param>
    /// <param name="file">Can be read twice.</param>
    /// <param name="ct">Ends the taking; nothing is kept then.</param>
    public async Task<Result<ImportState>> Handle(Caller caller, string name, Stream file, CancellationToken ct)
    {
        if (RegisterOverHttp.RefusesOutsiders(caller) is { } outsider) return outsider;
        var hash = await SHA256.HashDataAsync(file, ct);
        file.Position = 0;
        if (await db.One(ImportState.Sql.SameFile, [caller.Agency, hash], ImportState.Read, ct) is { } before) return before;
        var opened = await ReadTable.Open(file, ct);
        if (opened.Failed) return opened.Faults;
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        try
        {
            return await db.Transaction<Result<ImportState>>(tx => Keep(tx, caller, new(id, name.Length > 120 ? name[^120..] : name, hash, opened.Value), ct), ct);
        }
        catch (Npgsql.PostgresException e) when (e.SqlState == Npgsql.PostgresErrorCodes.UniqueViolation)
        {
            // two sent the same file at once
            return (await db.One(ImportState.Sql.SameFile, [caller.Agency, hash], ImportState.Read, ct))!;
        }
    }

    private sealed record Taken(Guid Id, string Name, byte[] Hash, ReadTable Table);

    private async Task<Result<ImportState>> Keep(Db tx, Caller caller, Taken file, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await tx.Execute(Sql.Insert, [file.Id, caller.Agency, caller.Kind.ToString().ToLowerInvariant(), caller.Id, file.Name, file.Hash, Json.Of(file.Table.Head), now], ct);
        var parts = 0;
        await foreach (var part in file.Table.Parts(ct))
        {
            // what PostgreSQL cannot hold is shown as a mark; its row is refused for the control character all the same
            await tx.Execute(Sql.Part, [file.Id, parts++, part.FirstLine, part.Text.Replace('\0', '\u0001')], ct);
        }
        if (file.Table.Broken is { } broken) return broken;
        if (parts == 0) return KernelErrors.FileEmpty;
        await tx.Execute(Sql.Parts, [file.Id, parts], ct);
        return (await ImportState.Find(tx, file.Id, ct))!;
    }

    private static class Sql
    {
        public const string Insert = """
            insert into population.import (id, state, agency, caller_kind, caller, file_name, sha256, head, parts, created_at, changed_at)
            values ($1, 'mapping', $2, $3, $4, $5, $6, $7, 0, $8, $8)
            """;
        public const string Part = "insert into population.import_part (import, part, first_line, text) values ($1, $2, $3, $4)";
        public const string Parts = "update population.import set parts = $2 where id = $1";
    }
}
