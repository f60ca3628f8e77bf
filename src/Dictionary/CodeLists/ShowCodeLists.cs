using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.CodeLists;

/// Shows code lists with their values.
static class ShowCodeLists
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("codelists", All).WithSummary("Danh mục mã dùng chung").Public(Reasons.Published)
            .Refuses(DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
        r.Api.MapGet("codelists/{code}", One).WithSummary("Một danh mục mã").Public(Reasons.Published)
            .Refuses(DictionaryErrors.CodeListUnknown, DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
    }

    static async Task<Result<Tagged<IReadOnlyList<CodeListDefinition>>>> All(int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        return asked.Failed ? asked.Faults : new Tagged<IReadOnlyList<CodeListDefinition>>(asked.Value, asked.Value.CodeLists);
    }

    static async Task<Result<Tagged<CodeListDefinition>>> One(string code, int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        if (asked.Failed) return asked.Faults;
        return asked.Value.CodeList(code) is { } list ? new Tagged<CodeListDefinition>(asked.Value, list) : DictionaryErrors.CodeListUnknown.With(code);
    }
}
