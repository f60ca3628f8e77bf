using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.Papers;

/// Shows papers and, for each use, the fields that stand for them and the databases these come from.
static class ShowPapers
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("papers", All).WithSummary("Giấy tờ và các trường thay chúng").Public(Reasons.Published)
            .Refuses(DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
        r.Api.MapGet("papers/{code}", One).WithSummary("Một giấy tờ").Public(Reasons.Published)
            .Refuses(DictionaryErrors.PaperUnknown, DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
    }

    public sealed record Answer(PaperDefinition Paper, IReadOnlyList<Source> Sources);

    /// A field that stands for the paper and the database that is asked for it.
    public sealed record Source(FieldCode Field, string Vi, string Database);

    static async Task<Result<Tagged<IReadOnlyList<PaperDefinition>>>> All(int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        return asked.Failed ? asked.Faults : new Tagged<IReadOnlyList<PaperDefinition>>(asked.Value, asked.Value.Papers);
    }

    static async Task<Result<Tagged<Answer>>> One(string code, int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        if (asked.Failed) return asked.Faults;
        if (asked.Value.Paper(code) is not { } paper) return DictionaryErrors.PaperUnknown.With(code);
        var sources = paper.Replacements.SelectMany(u => u.Fields).Distinct()
            .Select(f => asked.Value.Field(f)!).Select(f => new Source(f.Code, f.Vi, f.Database));
        return new Tagged<Answer>(asked.Value, new(paper, [.. sources]));
    }
}
