using System.Data;
using LienThong.Kernel.Data;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;
using Npgsql;

namespace LienThong.Ledger.Verification;

/// <summary>
/// Recomputes the whole log from its stored entries in one consistent snapshot. Every claim is compared with another that an intruder would have
/// to change as well, and in the end with a signature and with the file outside the database.
/// </summary>
sealed class VerifyLedger(Db db, LogKeys keys, LastSigned lastSigned)
{
    public const int PageSize = 32 * Tile.Width;

    public async Task<LedgerVerdict> Run(IProgress<long>? progress, CancellationToken ct)
    {
        await using var connection = await db.Pool.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var read = new Snapshot(connection);
        await read.Many(Sql.NoTimeout, [], _ => true, ct);

        var check = new LogCheck(keys);
        check.Checkpoints(await read.Many(Sql.Checkpoints, [], r => (r.GetInt64(0), r.GetString(1)), ct), LastSignedOrFinding(check));
        check.Erasures(await read.Many(Sql.Erasures, [], EntryRow.Read, ct));
        for (long first = 0; ; first += PageSize)
        {
            var leaves = await read.Many(Sql.Leaves, [first, first + PageSize], StoredLeaf.Read, ct);
            if (leaves.Count == 0 && !await read.Any(Sql.LeavesBeyond, [first + PageSize], ct)) break;
            var tiles = await read.Many(Sql.LeafTiles, [first / Tile.Width, (first + PageSize) / Tile.Width], ReadTile, ct);
            check.Page(first, leaves, tiles.ToDictionary(t => t.Id));
            check.FullTiles(await Stored(read, check.FinishedTiles, ct));
            progress?.Report(check.Size);
        }
        check.EdgeTiles(await Stored(read, check.EdgeIds, ct));
        check.TileCounts(await read.Many(Sql.TileCounts, [], r => (r.GetInt32(0), r.GetInt64(1), r.GetInt64(2)), ct));
        check.End(await read.Many(Sql.Size, [], r => r.GetInt64(0), ct));
        check.Unplaced(await read.Many(Sql.Unplaced, [], r => r.GetGuid(0), ct));
        check.Orphans(await read.Many(Sql.Orphans, [], r => r.GetGuid(0), ct));
        var waiting = (await read.Many(Sql.Waiting, [], r => r.GetInt64(0), ct))[0];
        return await Named(read, check.Verdict(waiting), ct);
    }

    /// <summary>A finding in a tile or checkpoint names the entry at its place too.</summary>
    private static async Task<LedgerVerdict> Named(Snapshot read, LedgerVerdict verdict, CancellationToken ct)
    {
        var places = verdict.Findings.Where(f => f.Entry is null && f.Index is not null).Select(f => f.Index!.Value).Distinct().ToArray();
        if (places.Length == 0) return verdict;
        var entries = (await read.Many(Sql.EntriesAt, [places], r => (r.GetInt64(0), r.GetGuid(1)), ct)).ToDictionary(p => p.Item1, p => p.Item2);
        return verdict with
        {
            Findings = [.. verdict.Findings.Select(f =>
                f is { Entry: null, Index: { } index } && entries.TryGetValue(index, out var entry) ? f with { Entry = entry } : f)],
        };
    }

    private Checkpoint? LastSignedOrFinding(LogCheck check)
    {
        try
        {
            return lastSigned.Read();
        }
        catch (InvalidOperationException e)
        {
            check.Find("checkpoint", null, null, e.Message);
            return null;
        }
    }

    private static async Task<Dictionary<TileId, Tile>> Stored(Snapshot read, IReadOnlyCollection<TileId> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        object?[] args = [ids.Select(t => t.Level).ToArray(), ids.Select(t => t.Number).ToArray()];
        return (await read.Many(Sql.Tiles, args, ReadTile, ct)).ToDictionary(t => t.Id);
    }

    private static Tile ReadTile(NpgsqlDataReader r) => new(new TileId(r.GetInt32(0), r.GetInt64(1)), r.GetFieldValue<byte[]>(2));

    private sealed class Snapshot(NpgsqlConnection connection)
    {
        public async Task<List<T>> Many<T>(string sql, object?[] args, Func<NpgsqlDataReader, T> read, CancellationToken ct)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            foreach (var arg in args) command.Parameters.Add(new NpgsqlParameter { Value = arg });
            await using var row = await command.ExecuteReaderAsync(ct);
            var rows = new List<T>();
            while (await row.ReadAsync(ct)) rows.Add(read(row));
            return rows;
        }

        public async Task<bool> Any(string sql, object?[] args, CancellationToken ct) => (await Many(sql, args, r => r.GetBoolean(0), ct))[0];
    }

    static class Sql
    {
        public const string NoTimeout = "select set_config('statement_timeout', '0', true)";
        public const string Checkpoints = "select size, note from ledger.checkpoint order by size";
        public const string Erasures = """
            select id, at, kind, actor, agency, subject, purpose, agreement, basis_kind, basis_reference, fields, outcome, details::text, salt, answer
            from ledger.entry where kind = 'erasure' order by id
            """;
        public const string Leaves = """
            select l.index, l.entry, l.leaf, l.hash, k.key, e.id is not null,
                   e.id, e.at, e.kind, e.actor, e.agency, e.subject, e.purpose, e.agreement, e.basis_kind, e.basis_reference, e.fields, e.outcome,
                   e.details::text, e.salt, e.answer
            from ledger.leaf l
            left join ledger.entry e on e.id = l.entry
            left join ledger.subject_key k on k.subject = e.subject
            where l.index >= $1 and l.index < $2
            order by l.index
            """;
        public const string LeavesBeyond = "select exists (select from ledger.leaf where index >= $1)";
        public const string LeafTiles = "select level, number, hashes from ledger.tile where level = 0 and number >= $1 and number < $2";
        public const string Tiles = """
            select t.level, t.number, t.hashes
            from unnest($1::integer[], $2::bigint[]) as w (level, number) join ledger.tile t on t.level = w.level and t.number = w.number
            """;
        public const string TileCounts = "select level, count(*), max(number) from ledger.tile group by level order by level";
        public const string Size = "select size from ledger.sequencer";
        public const string Unplaced = """
            select e.id from ledger.entry e
            where not exists (select from ledger.leaf l where l.entry = e.id) and not exists (select from ledger.pending p where p.entry = e.id)
            order by e.id limit 100
            """;
        public const string Orphans = """
            select p.entry from ledger.pending p
            where not exists (select from ledger.entry e where e.id = p.entry) or exists (select from ledger.leaf l where l.entry = p.entry)
            limit 100
            """;
        public const string EntriesAt = "select index, entry from ledger.leaf where index = any ($1)";
        public const string Waiting = "select count(*) from ledger.pending";
    }
}

/// <summary>A leaf with the entry it stands for and the key of its subject, as stored.</summary>
sealed record StoredLeaf(long Index, Guid EntryId, byte[] Leaf, byte[] Hash, byte[]? SubjectKey, LedgerEntry? Entry)
{
    public static StoredLeaf Read(NpgsqlDataReader r) => new(
        r.GetInt64(0), r.GetGuid(1), r.GetFieldValue<byte[]>(2), r.GetFieldValue<byte[]>(3),
        r.IsDBNull(4) ? null : r.GetFieldValue<byte[]>(4), r.GetBoolean(5) ? EntryRow.ReadAt(r, 6) : null);
}
