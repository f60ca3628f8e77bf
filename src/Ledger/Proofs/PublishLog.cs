using System.Buffers.Binary;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Sequencing;
using LienThong.Ledger.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Ledger.Proofs;

/// <summary>The public face of the log: checkpoint, tiles and leaf bundles as c2sp.org/tlog-tiles says, so that any witness can follow it.</summary>
static class PublishLog
{
    private const string Why = "leaves, tiles and checkpoints hold no personal data; anybody may watch the log";

    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("checkpoint", Newest).Public(Why);
        r.Api.MapGet("keys", Keys).Public(Why);
        r.Api.MapGet("tile/entries/{**path}", Bundle).Public(Why).Refuses(LedgerErrors.TileUnknown);
        r.Api.MapGet("tile/{level:int}/{**path}", TileAt).Public(Why).Refuses(LedgerErrors.TileUnknown);
        r.Api.MapGet("proofs/inclusion/{entry:guid}", Inclusion).Public(Why).Refuses(LedgerErrors.EntryUnknown, LedgerErrors.NotYetSequenced);
        r.Api.MapGet("proofs/consistency", Consistency).Public(Why).Refuses(LedgerErrors.SizeUnknown);
        r.Api.MapGet("entries/{entry:guid}/evidence", Evidence).Requires(LedgerScopes.Inspect).Refuses(LedgerErrors.EntryUnknown, LedgerErrors.NotYetSequenced);
    }

    private static async Task<IResult> Newest(Db db, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return await ProveEntries.Latest(db, ct) is { } checkpoint
            ? Results.Text(checkpoint.Note, "text/plain; charset=utf-8")
            : (IResult)(Result)LedgerErrors.TileUnknown;
    }

    private static IResult Keys(LogKeys keys) => Results.Text(string.Join('\n', keys.Verifiers) + "\n", "text/plain; charset=utf-8");

    private static async Task<IResult> TileAt(int level, string path, Db db, HttpContext http, CancellationToken ct)
    {
        if (level is < 0 or > 63 || Tiles.ParsePath(path) is not { } wanted) return (Result)LedgerErrors.TileUnknown;
        var id = new TileId(level, wanted.Number);
        var stored = await StoredTiles.Load(db, [id], ct);
        // A partial tile is the beginning of the full one, so every width that was ever true can be served.
        if (!stored.TryGetValue(id, out var tile) || tile.Count < wanted.Width) return (Result)LedgerErrors.TileUnknown;
        return Immutable(http, tile.Hashes[..(wanted.Width * Hash.Length)]);
    }

    private static async Task<IResult> Bundle(string path, Db db, HttpContext http, CancellationToken ct)
    {
        if (Tiles.ParsePath(path) is not { } wanted) return (Result)LedgerErrors.TileUnknown;
        var first = wanted.Number * Tile.Width;
        var leaves = await db.Many(Sql.Leaves, [first, first + wanted.Width], r => r.GetFieldValue<byte[]>(0), ct);
        if (leaves.Count < wanted.Width) return (Result)LedgerErrors.TileUnknown;
        using var bundle = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach (var leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)leaf.Length);
            bundle.Write(length);
            bundle.Write(leaf);
        }
        return Immutable(http, bundle.ToArray());
    }

    private static async Task<IResult> Inclusion(Guid entry, Db db, CancellationToken ct)
    {
        var proof = await ProveEntries.Inclusion(db, entry, ct);
        return proof.Failed ? (Result)proof.Faults : Results.Text(proof.Value.ToText(), "text/plain; charset=utf-8");
    }

    private static async Task<Result<ConsistencyAnswer>> Consistency(long from, long to, Db db, CancellationToken ct)
    {
        var proof = await ProveEntries.Consistency(db, from, to, ct);
        if (proof.Failed) return proof.Faults;
        var p = proof.Value;
        return new ConsistencyAnswer(p.From, p.To, p.FromRoot.ToString(), p.ToRoot.ToString(), [.. p.Path.Select(h => h.ToString())]);
    }

    private static async Task<IResult> Evidence(Guid entry, Db db, LogKeys keys, HttpContext http, CancellationToken ct)
    {
        var evidence = await ExportEvidence.Export(db, keys, entry, ct);
        if (evidence.Failed) return (Result)evidence.Faults;
        http.Response.Headers.ContentDisposition = $"attachment; filename=bang-chung-{entry}.json";
        return Results.Text(evidence.Value.ToJson(), "application/json; charset=utf-8");
    }

    private static IResult Immutable(HttpContext http, byte[] bytes)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, "application/octet-stream");
    }

    /// <summary>Hashes in base64, oldest part first as RFC 6962 orders them.</summary>
    public sealed record ConsistencyAnswer(long From, long To, string FromRoot, string ToRoot, IReadOnlyList<string> Path);

    static class Sql
    {
        public const string Leaves = "select leaf from ledger.leaf where index >= $1 and index < $2 order by index";
    }
}
