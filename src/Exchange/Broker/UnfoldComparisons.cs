using System.Buffers.Binary;
using System.Security.Cryptography;
using LienThong.Kernel.Data;
using LienThong.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Exchange.Broker;

/// <summary>
/// Gives everybody whose data was compared in a large file a line of their own in the ledger, where their page of "who saw my data" finds it. Runs every few seconds on one node. A line's
/// key follows from the piece and the place in it, so a run that was cut short is repeated without writing anything twice.
/// </summary>
static class UnfoldComparisons
{
    private const int PiecesInRun = 24, LinesInAppend = 1_000;

    public static async Task Do(IServiceProvider services, CancellationToken ct)
    {
        var (db, ledger) = (services.GetRequiredService<Db>(), services.GetRequiredService<ILedger>());
        for (var i = 0; i < PiecesInRun && await db.One(Sql.Oldest, [], Piece.Read, ct) is { } piece; i++)
        {
            foreach (var lines in piece.Lines().Chunk(LinesInAppend))
            {
                if ((await ledger.AppendMany(lines, ct)).Failed) return; // the next run begins this piece again
            }
            await db.Execute(Sql.Done, [piece.Entry], ct);
        }
    }

    private sealed record Piece(Guid Entry, DateTimeOffset At, string Actor, string? Agency, string Purpose, string Agreement, string BasisKind, string BasisReference, string[] Fields, Guid[] Subjects)
    {
        public static Piece Read(NpgsqlDataReader r) => new(
            r.GetGuid(0), r.Instant(1), r.GetString(2), r.TextOrNull(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetFieldValue<string[]>(8), r.GetFieldValue<Guid[]>(9));

        public IEnumerable<LedgerEntry> Lines()
        {
            var details = System.Text.Json.JsonSerializer.Serialize(new { comparison = Entry });
            return Subjects.Select((subject, place) => new LedgerEntry
            {
                Id = LineId(place),
                At = At,
                Kind = LedgerKinds.Read,
                Actor = Actor,
                Agency = Agency,
                Subject = subject,
                Purpose = Purpose,
                Agreement = Agreement,
                BasisKind = BasisKind,
                BasisReference = BasisReference,
                Fields = Fields,
                Outcome = "ok",
                Details = details,
                Salt = LedgerEntry.NewSalt(),
            });
        }

        // version 7 of the same millisecond; the rest from the piece's own random bits and the place
        private Guid LineId(int place)
        {
            Span<byte> seed = stackalloc byte[20];
            Entry.TryWriteBytes(seed, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(seed[16..], place);
            Span<byte> hash = stackalloc byte[32];
            SHA256.HashData(seed, hash);
            var id = hash[..16];
            seed[..6].CopyTo(id);
            id[6] = (byte)(0x70 | (id[6] & 0x0f));
            id[8] = (byte)(0x80 | (id[8] & 0x3f));
            return new Guid(id, bigEndian: true);
        }
    }

    static class Sql
    {
        public const string Oldest = """
            select entry, at, actor, agency, purpose, agreement, basis_kind, basis_reference, fields, subjects from exchange.compared order by entry limit 1
            """;

        public const string Done = "delete from exchange.compared where entry = $1";
    }
}
