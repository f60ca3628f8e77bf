using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.Fields;

/// Shows one field: its definition, its versions, the papers it replaces, and live who uses it and why.
static class ShowField
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("fields/{code}", Definition).WithSummary("Một trường: định nghĩa và giấy tờ mà nó thay")
            .Public(Reasons.Published).Refuses(DictionaryErrors.FieldUnknown, DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
        r.Api.MapGet("fields/{code}/versions", Versions).WithSummary("Mọi phiên bản của một trường, mới nhất trước")
            .Public(Reasons.Published).Refuses(DictionaryErrors.FieldUnknown);
        r.Api.MapGet("fields/{code}/uses", Uses).WithSummary("Ai đang dùng trường này và vì sao")
            .Public(Reasons.Published).Refuses(DictionaryErrors.FieldUnknown);
    }

    public sealed record Answer(FieldDefinition Field, IReadOnlyList<FieldDefinition> Slices, CodeListDefinition? CodeList, IReadOnlyList<Replaced> Replaces);

    public sealed record Replaced(string Paper, string PaperVi, string Procedure, string About, string LegalBasis, DateOnly EffectiveFrom, DateOnly? EffectiveTo);

    static async Task<Result<Tagged<Answer>>> Definition(string code, int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        if (asked.Failed) return asked.Faults;
        if (!FieldCode.TryParse(code, null, out var field) || asked.Value.Field(field) is not { } definition) return DictionaryErrors.FieldUnknown.With(code);
        var papers = asked.Value.PapersReplacedBy(field)
            .Select(p => new Replaced(p.Paper.Code, p.Paper.Vi, p.Use.Procedure, p.Use.About, p.Use.LegalBasis, p.Use.EffectiveFrom, p.Use.EffectiveTo));
        return new Tagged<Answer>(asked.Value,
            new(definition, asked.Value.SlicesOf(field), definition.CodeList is { } list ? asked.Value.CodeList(list) : null, [.. papers]));
    }

    static async Task<Result<List<DefinitionVersion>>> Versions(string code, IDictionary dictionary, CancellationToken ct)
    {
        var versions = await dictionary.Versions(DefinitionKind.Field, code, ct);
        return versions.Count == 0 ? DictionaryErrors.FieldUnknown.With(code) : versions.ToList();
    }

    static async Task<Result<List<FieldUse>>> Uses(string code, IDictionary dictionary, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        if (!FieldCode.TryParse(code, null, out var field) || edition.Field(field) is null) return DictionaryErrors.FieldUnknown.With(code);
        return (await dictionary.UsesOf(field, ct)).ToList();
    }
}
