using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Kernel.Content;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;

namespace LienThong.Procedures.Definitions;

/// <summary>
/// All published versions of all procedures. A new dossier takes the version in force on its day; a running one keeps the version it began with.
/// In memory, checked against the database every few seconds, so that every node sees a publication.
/// </summary>
internal sealed class ProcedureLibrary(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private volatile Shelf? shelf;

    /// <summary>Every procedure in force on a day, by name.</summary>
    public async Task<IReadOnlyList<ProcedureDefinition>> InForce(DateOnly day, CancellationToken ct) =>
        [.. (await Current(ct)).Versions.Values.GroupBy(d => d.Code, StringComparer.Ordinal)
            .Select(versions => Effective.At(versions.OrderByDescending(v => v.Version), day)).OfType<ProcedureDefinition>().OrderBy(d => d.Name.Vi, StringComparer.Ordinal)];

    /// <summary>The version of a procedure that a dossier filed today is filed under; null when none is in force.</summary>
    public async Task<ProcedureDefinition?> Today(string code, CancellationToken ct)
    {
        var versions = (await Current(ct)).Versions.Values.Where(d => string.Equals(d.Code, code, StringComparison.Ordinal));
        return Effective.At(versions.OrderByDescending(d => d.Version), clock.Today());
    }

    /// <summary>The version that a draft or dossier is pinned to.</summary>
    public async Task<ProcedureDefinition> Pinned(string code, int version, CancellationToken ct)
    {
        var held = await Current(ct);
        if (held.Versions.GetValueOrDefault((code, version)) is { } known) return known;
        held = await Load(ct);
        return held.Versions.GetValueOrDefault((code, version)) ?? throw new InvalidOperationException($"Procedure {code} version {version} is pinned but not stored.");
    }

    /// <summary>Procedures whose name, keyword or life event holds the words, accents or not; best first.</summary>
    public async Task<IReadOnlyList<ProcedureDefinition>> Search(string? words, CancellationToken ct)
    {
        var all = await InForce(clock.Today(), ct);
        var key = VietnameseText.SearchKey(words ?? "");
        if (key.Length == 0) return all;
        return [.. all.Select(d => (d, Score: Score(d, key))).Where(x => x.Score > 0).OrderByDescending(x => x.Score).Select(x => x.d)];
    }

    /// <summary>
    /// Publishes the versions of the content folder. A version that is already published must not have changed: <paramref name="report"/> says to raise its number.
    /// </summary>
    public async Task Publish(IReadOnlyList<ContentFile<ProcedureDefinition>> files, ContentReport report, CancellationToken ct)
    {
        var stored = await db.Many(Sql.Hashes, [], r => (Code: r.GetString(0), Version: r.GetInt32(1), Hash: r.GetString(2), Used: r.GetBoolean(3)), ct);
        foreach (var file in files)
        {
            var faults = DefinitionCheck.Faults(file.Value);
            foreach (var fault in faults) report.Fault(file.File, file.LineOf(fault.About), fault.Text);
            if (faults.Count > 0) continue;
            var text = JsonSerializer.Serialize(file.Value, Json.Options);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            var before = stored.FirstOrDefault(s => s.Version == file.Value.Version && string.Equals(s.Code, file.Value.Code, StringComparison.Ordinal));
            if (string.Equals(before.Hash, hash, StringComparison.Ordinal)) continue;
            if (before.Hash is not null && before.Used)
            {
                report.Fault(file.File, 1, $"Phiên bản {file.Value.Version} của thủ tục {file.Value.Code} đã có hồ sơ dùng nên không được sửa. Tăng version lên {file.Value.Version + 1}.");
                continue;
            }
            await db.Execute(Sql.Put, [file.Value.Code, file.Value.Version, hash, file.Value.EffectiveFrom, file.Value.EffectiveTo, Json.Of(file.Value), clock.GetUtcNow()], ct);
        }
        shelf = null;
    }

    private async Task<Shelf> Current(CancellationToken ct) => shelf is { } held && clock.GetUtcNow() - held.At < Fresh ? held : await Load(ct);

    private async Task<Shelf> Load(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (shelf is { } held)
        {
            var newest = await db.One(Sql.Newest, [], r => r.InstantOrNull(0), ct);
            if (newest == held.Newest) return shelf = held with { At = now };
        }
        var rows = await db.Many(Sql.All, [], r => (Definition: r.FromJson<ProcedureDefinition>(0), At: r.Instant(1)), ct);
        return shelf = new Shelf(rows.ToDictionary(r => (r.Definition.Code, r.Definition.Version), r => r.Definition), now, rows.Count == 0 ? null : rows.Max(r => r.At));
    }

    private static int Score(ProcedureDefinition definition, string key)
    {
        if (definition.Code.Contains(key, StringComparison.Ordinal)) return 100;
        if (VietnameseText.SearchKey(definition.Name.Vi).Contains(key, StringComparison.Ordinal)) return 80;
        if (definition.Name.En.Contains(key, StringComparison.OrdinalIgnoreCase)) return 70;
        if (definition.Keywords.Any(k => VietnameseText.SearchKey(k).Contains(key, StringComparison.Ordinal))) return 60;
        if (VietnameseText.SearchKey(definition.LifeEvent.Vi).Contains(key, StringComparison.Ordinal)) return 50;
        var text = VietnameseText.SearchKey(string.Join(' ', definition.Keywords.Append(definition.Name.Vi)));
        return key.Split(' ').Count(word => text.Contains(word, StringComparison.Ordinal)) is var hits && hits * 2 > key.Split(' ').Length ? 10 + hits : 0;
    }

    private sealed record Shelf(Dictionary<(string Code, int Version), ProcedureDefinition> Versions, DateTimeOffset At, DateTimeOffset? Newest);

    static class Sql
    {
        public const string All = "select document, loaded_at from procedures.definition";
        public const string Newest = "select max(loaded_at) from procedures.definition";
        public const string Hashes = """
            select d.code, d.version, d.content_hash,
              exists (select from procedures.dossier x where x.procedure_code = d.code and x.definition = d.version)
                or exists (select from procedures.draft x where x.code = d.code and x.definition = d.version)
            from procedures.definition d
            """;
        public const string Put = """
            insert into procedures.definition (code, version, content_hash, effective_from, effective_to, document, loaded_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (code, version) do update
            set content_hash = excluded.content_hash, effective_from = excluded.effective_from, effective_to = excluded.effective_to,
                document = excluded.document, loaded_at = excluded.loaded_at
            """;
    }
}
