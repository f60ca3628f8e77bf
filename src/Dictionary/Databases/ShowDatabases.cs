using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.Databases;

/// Shows databases with the fields that they hold.
static class ShowDatabases
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("databases", All).WithSummary("Cơ sở dữ liệu và cơ quan chủ quản").Public(Reasons.Published)
            .Refuses(DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
        r.Api.MapGet("databases/{code}", One).WithSummary("Một cơ sở dữ liệu và các trường của nó").Public(Reasons.Published)
            .Refuses(DictionaryErrors.DatabaseUnknown, DictionaryErrors.EditionUnknown, DictionaryErrors.NotYetPublished);
    }

    public sealed record Answer(DatabaseDefinition Database, IReadOnlyList<FieldDefinition> Fields);

    static async Task<Result<Tagged<IReadOnlyList<DatabaseDefinition>>>> All(int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        return asked.Failed ? asked.Faults : new Tagged<IReadOnlyList<DatabaseDefinition>>(asked.Value, asked.Value.Databases);
    }

    static async Task<Result<Tagged<Answer>>> One(string code, int? edition, DateOnly? on, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, on).In(dictionary, ct);
        if (asked.Failed) return asked.Faults;
        return asked.Value.Database(code) is { } database
            ? new Tagged<Answer>(asked.Value, new(database, asked.Value.FieldsOf(code)))
            : DictionaryErrors.DatabaseUnknown.With(code);
    }
}
