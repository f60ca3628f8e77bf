using LienThong.Dictionary;
using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Registries.Digitisation;

/// <summary>What the machine read for a field, as kept.</summary>
internal sealed record ScanField(FieldCode Field, string? Value, int? Page, int X, int Y, int Width, int Height, int Confidence, bool Marked);

/// <summary>A page without its picture.</summary>
internal sealed record ScanPage(int Page, int Width, int Height);

/// <summary>What one officer said.</summary>
internal sealed record ScanLook(int Look, string Officer, IReadOnlyDictionary<string, string?> Answers);

/// <summary>A scan as it stands, without its file.</summary>
internal sealed record ScanState(
    Guid Id, string State, string Registry, string Agency, string FileName, int Version, byte[] Hash, string? Reason, Guid? Subject, string? RecordKey, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt,
    string? ClaimedBy)
{
    public IReadOnlyList<ScanPage> Pages { get; init; } = [];

    public IReadOnlyList<ScanField> Fields { get; init; } = [];

    public IReadOnlyList<ScanLook> Looks { get; init; } = [];

    /// <summary>1 for the first officer, 2 for who types blind, 3 for who decides.</summary>
    public int Turn => State switch { "open" => 1, "second" => 2, "third" => 3, _ => 0 };

    /// <summary>Fields that this turn asks: all; those marked or changed; those in which two officers differ.</summary>
    public IReadOnlyList<FieldCode> Asked(RegistryDefinition registry)
    {
        IEnumerable<FieldCode> all = [PaperLabels.Subject, .. registry.Fields];
        if (Turn == 1 || Looks.Count == 0) return [.. all];
        if (Turn == 3) return [.. all.Where(f => Looks[1].Answers.ContainsKey(f.Value) && !FieldText.Same(Looks[0].Answers.GetValueOrDefault(f.Value), Looks[1].Answers[f.Value]))];
        // whose record it is and which one is always typed twice
        return [.. all.Where(f => f == PaperLabels.Subject || f == registry.Key || Fields.FirstOrDefault(x => x.Field == f) is not { Marked: false } read || !FieldText.Same(read.Value, Looks[0].Answers.GetValueOrDefault(f.Value)))];
    }

    public static async Task<ScanState?> Find(Db db, Guid id, CancellationToken ct)
    {
        if (await db.One(Sql.Scan, [id], Read, ct) is not { } scan) return null;
        return scan with
        {
            Pages = await db.Many(Sql.Pages, [id], static r => new ScanPage(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2)), ct),
            Fields = await db.Many(Sql.Fields, [id], static r => new ScanField(new(r.GetString(0)), r.TextOrNull(1), r.IntOrNull(2), r.IntOrNull(3) ?? 0, r.IntOrNull(4) ?? 0, r.IntOrNull(5) ?? 0, r.IntOrNull(6) ?? 0, r.GetInt16(7), r.GetBoolean(8)), ct),
            Looks = await db.Many(Sql.Looks, [id], static r => new ScanLook(r.GetInt16(0), r.GetString(1), r.FromJson<Dictionary<string, string?>>(2)), ct),
        };
    }

    private static ScanState Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetFieldValue<byte[]>(6), r.TextOrNull(7), r.GuidOrNull(8), r.TextOrNull(9), r.Instant(10), r.InstantOrNull(11),
        r.TextOrNull(12));

    internal static class Sql
    {
        public const string Scan = """
            select s.id, s.state, s.registry, s.agency, s.file_name, s.version, s.sha256, s.reason, s.subject, s.record_key, s.created_at, s.done_at, s.claimed_by
            from registries.scan s where s.id = $1
            """;
        public const string Pages = "select p.page, p.width, p.height from registries.scan_page p where p.scan = $1 order by p.page";
        public const string Fields = "select f.field, f.value, f.page, f.x, f.y, f.width, f.height, f.confidence, f.marked from registries.scan_field f where f.scan = $1";
        public const string Looks = "select l.look, l.officer, l.answers::text from registries.scan_look l where l.scan = $1 order by l.look";
    }
}
