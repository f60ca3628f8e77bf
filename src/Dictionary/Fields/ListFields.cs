using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.Fields;

/// What a reader of the field list looks for. Words of `Q` may come without accents and in any order.
sealed record FieldFilter(string? Class, string? Database, string? Sensitivity, string? Owner, string? Q)
{
    /// The fields that fit: those first whose name has the words, then the items of the population database, then by code. A filter value that does not exist is a fault and not an empty list.
    public Result<List<FieldDefinition>> Apply(DictionaryEdition edition)
    {
        var check = new Check();
        var wantedClass = Word<FieldClass>(check, Class, "/class");
        var wantedSensitivity = Word<Sensitivity>(check, Sensitivity, "/sensitivity");
        check.That(Blank(Database) || edition.Database(Database!) is not null, DictionaryErrors.DatabaseUnknown.With(Database ?? "").At("/database"));
        if (!check.Ok) return check.Faults;
        var words = VietnameseText.SearchKey(Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return edition.Fields.Where(f =>
            (wantedClass is null || f.Class == wantedClass) && (wantedSensitivity is null || f.Sensitivity == wantedSensitivity) &&
            (Blank(Database) || f.Database == Database || f.AlsoIn.Contains(Database!)) && (Blank(Owner) || f.Owner == Owner) &&
            Has(words, $"{f.Code} {f.Vi} {f.En} {f.Definition}"))
            .OrderBy(f => words.Length > 0 && !Has(words, $"{f.Code} {f.Vi} {f.En}")).ThenBy(f => f.Item ?? int.MaxValue).ThenBy(f => f.Code).ToList();
    }

    private static bool Has(string[] words, string text) => words.Length == 0 || words.All(VietnameseText.SearchKey(text).Contains);

    private static T? Word<T>(Check check, string? text, string pointer) where T : struct, Enum
    {
        if (Blank(text)) return null;
        var found = Enum.GetValues<T>().Where(v => string.Equals(v.ToString(), text, StringComparison.OrdinalIgnoreCase)).ToList();
        check.That(found.Count == 1, DictionaryErrors.FilterUnknown.With(text!, string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()).At(pointer));
        return found.Count == 1 ? found[0] : null;
    }

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}

/// Lists fields by class, database, sensitivity, owner and words.
static class ListFields
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("fields", Handle)
        .WithSummary("Danh mục trường dữ liệu đã công bố")
        .Public(Reasons.Published)
        .Refuses(DictionaryErrors.FilterUnknown, DictionaryErrors.DatabaseUnknown, DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);

    public sealed record Answer(int Edition, DateTimeOffset PublishedAt, int Count, IReadOnlyList<FieldDefinition> Fields);

    static async Task<Result<Tagged<Answer>>> Handle([AsParameters] Query query, IDictionary dictionary, CancellationToken ct)
    {
        var edition = await new Asked(query.Edition, query.On).In(dictionary, ct);
        if (edition.Failed) return edition.Faults;
        var fields = new FieldFilter(query.Class, query.Database, query.Sensitivity, query.Owner, query.Q).Apply(edition.Value);
        if (fields.Failed) return fields.Faults;
        return new Tagged<Answer>(edition.Value, new(edition.Value.Number, edition.Value.PublishedAt, fields.Value.Count, fields.Value));
    }

    public sealed record Query(string? Class, string? Database, string? Sensitivity, string? Owner, string? Q, int? Edition, DateOnly? On);
}
