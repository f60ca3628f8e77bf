using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Records;

/// What is searched: a field that the register is searched by and the beginning of its value, or whom the record is about. Sent in the body: it is personal data.
sealed record SearchQuestion(string? Field = null, string? Text = null, string? Number = null, string? After = null);

/// A page of records found; `Next` asks for the next one, null at the end.
sealed record SearchAnswer(IReadOnlyList<RegistryRecord> Records, string? Next);

/// Finds records for the keeper, twenty at a time, by the index of terms: never by reading the table. Every record shown is in the ledger first.
sealed class SearchRecords(Db db, IDictionary dictionaries, Keepers keepers, ReadRecords read, FindSubject subjects)
{
    private const int PageSize = 20, Shortest = 2;

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("{registry}/records/search", Handle)
        .WithSummary("Tìm bản ghi của một sổ theo trường có chỉ mục, không phân biệt dấu")
        .Requires(RegistryScopes.Write)
        .Refuses(RegistriesErrors.RegistryUnknown, RegistriesErrors.NotKeeper, RegistriesErrors.SearchTooBroad, RegistriesErrors.SubjectMissing, RegistriesErrors.SubjectUnknown);

    static async Task<Result<SearchAnswer>> Handle(string registry, SearchQuestion question, Caller caller, IRegistries registries, SearchRecords search, CancellationToken ct) =>
        await registries.Find(registry, ct) is { } definition ? await search.Find(caller, definition, question, ct) : RegistriesErrors.RegistryUnknown.With(registry);

    public async Task<Result<SearchAnswer>> Find(Caller caller, RegistryDefinition registry, SearchQuestion question, CancellationToken ct)
    {
        if (keepers.Of(caller, registry, await dictionaries.Current(ct)) is not { } rights) return RegistriesErrors.NotKeeper;
        if (!string.IsNullOrWhiteSpace(question.Number)) return await About(caller, registry, question.Number, ct);
        var term = IndexTerms.Fold(question.Text ?? "");
        var field = new FieldCode(question.Field ?? (registry.Search is [var first, ..] ? first.Value : ""));
        if (term.Length < Shortest || !registry.Search.Contains(field) || !rights.See.Contains(field)) return RegistriesErrors.SearchTooBroad.At("/text");
        var after = Cursor.Read(question.After);
        var found = await db.Many(Sql.Find, [registry.Code, field, term, term + char.ConvertFromUtf32(0x10FFFF), after.Term, after.Subject, after.Key, PageSize + 1],
            r => new Cursor(r.GetString(0), r.GetGuid(1), r.GetString(2)), ct);
        var shown = found.Take(PageSize).ToList();
        if (shown.Count == 0) return new SearchAnswer([], null);
        var records = await read.Read(caller, registry, [.. shown.Select(f => new SubjectId(f.Subject)).Distinct()], ct);
        if (records.Failed) return records.Faults;
        var wanted = shown.Select((f, i) => (f, i)).ToDictionary(x => (x.f.Subject, x.f.Key), x => x.i);
        var ordered = records.Value.Where(r => wanted.ContainsKey((r.Subject.Value, r.Key))).OrderBy(r => wanted[(r.Subject.Value, r.Key)]).ToList();
        return new SearchAnswer(ordered, found.Count > PageSize ? shown[^1].Write() : null);
    }

    private async Task<Result<SearchAnswer>> About(Caller caller, RegistryDefinition registry, string number, CancellationToken ct)
    {
        var subject = await subjects.Of(registry, number, number, ct);
        if (subject.Failed) return subject.Faults;
        var records = await read.Read(caller, registry, [subject.Value], ct);
        return records.Failed ? records.Faults : new SearchAnswer(records.Value, null);
    }

    /// Where the last page ended.
    private sealed record Cursor(string Term, Guid Subject, string Key)
    {
        public static Cursor Read(string? text)
        {
            try
            {
                return string.IsNullOrEmpty(text) ? new("", Guid.Empty, "") : Json.Read<Cursor>(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text)));
            }
            catch (Exception wrong) when (wrong is FormatException or System.Text.Json.JsonException)
            {
                return new("", Guid.Empty, "");                 // a cursor that nobody gave begins at the beginning
            }
        }

        public string Write() => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Json.Text(this)));
    }

    static class Sql
    {
        public const string Find = """
            select term, subject, key from registries.term
            where registry = $1 and field = $2 and term >= $3 and term < $4 and (term, subject, key) > ($5, $6, $7)
            order by term, subject, key limit $8
            """;
    }
}
