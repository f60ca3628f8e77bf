using System.Text;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Registries.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Feed;

/// Tells what changed in a register after a position. The keeper reads its own feed; another agency under an agreement that gives the fields it follows: the broker allows it,
/// and whom the answer is about stands in the ledger before it leaves.
sealed class ReadFeed(Db db, IDictionary dictionaries, Keepers keepers, IDataBroker broker)
{
    public const int Most = 1000;

    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("{registry}/changes", Handle)
        .WithSummary("Các thay đổi của một sổ sau một vị trí, đúng thứ tự ghi, không sót")
        .Requires(RegistryScopes.Follow)
        .Refuses(RegistriesErrors.RegistryUnknown, RegistriesErrors.NotKeeper, RegistriesErrors.FeedQuestion);

    public sealed record Question(long? After, int? Limit, string? Agreement, string? Purpose, string? Fields);

    static Task<Result<FeedPage>> Handle(string registry, [AsParameters] Question question, Caller caller, IRegistries registries, CancellationToken ct) =>
        registries.Changes(caller, registry, new(question.After ?? 0, question.Limit ?? Most)
        {
            Agreement = question.Agreement, Purpose = Enum.TryParse<Purpose>(question.Purpose, ignoreCase: true, out var purpose) && Enum.IsDefined(purpose) ? purpose : null,
            Fields = [.. (question.Fields ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(f => new FieldCode(f))],
        }, ct);

    public async Task<Result<FeedPage>> Read(Caller caller, RegistryDefinition registry, FeedQuery query, CancellationToken ct)
    {
        if (query.After < 0 || query.Limit is < 1 or > Most) return RegistriesErrors.FeedQuestion.With(Most);
        if (query.Agreement is { } agreement) return await Under(agreement, caller, registry, query, ct);
        return keepers.Of(caller, registry, await dictionaries.Current(ct)) is null ? RegistriesErrors.NotKeeper : await Lines(registry, query, [], ct);
    }

    private async Task<Result<FeedPage>> Under(string agreement, Caller caller, RegistryDefinition registry, FeedQuery query, CancellationToken ct)
    {
        if (query.Purpose is not { } purpose || query.Fields.Count == 0 || !query.Fields.All(registry.Holds)) return RegistriesErrors.FeedQuestion.With(Most);
        var allowed = await broker.Compare(new(caller, agreement, purpose, new(BasisKind.Agreement, agreement), query.Fields), ct);
        if (allowed.Failed) return allowed.Faults;
        var page = await Lines(registry, query, [.. query.Fields.Select(f => f.Value)], ct);
        var about = page.Lines.Select(l => l.Subject).OfType<Guid>().Distinct().Select(s => new SubjectId(s)).ToList();
        var told = await allowed.Value.Record(about, Encoding.UTF8.GetBytes(Json.Text(page)), ct);
        return told.Failed ? told.Faults : page;
    }

    /// A reader that follows few fields still moves on past what it does not follow.
    private async Task<FeedPage> Lines(RegistryDefinition registry, FeedQuery query, string[] fields, CancellationToken ct)
    {
        var read = await db.Many(Sql.After, [registry.Code, query.After, query.Limit], r => new FeedChange(
            r.GetInt64(0), r.GetString(1), r.GuidOrNull(2), r.TextOrNull(3), r.IntOrNull(4), [.. r.GetFieldValue<string[]>(5).Select(f => new FieldCode(f))], r.Instant(6)), ct);
        var wanted = fields.ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<FeedChange> told = wanted.Count == 0 ? read
            : [.. read.Where(l => l.Subject is null || l.Fields.Any(f => wanted.Contains(f.Value))).Select(l => l with { Fields = [.. l.Fields.Where(f => wanted.Contains(f.Value))] })];
        return new(told, read.Count == 0 ? query.After : read[^1].Position);
    }

    static class Sql
    {
        public const string After = """
            select position, kind, subject, key, version, fields, at from registries.change
            where registry = $1 and position > $2 order by position limit $3
            """;
    }
}
