using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Fields;
using LienThong.Population.Quality;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Scores of quality, and the keys of the records to mend for the officers of a commune.</summary>
internal static class QualityOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("quality", Scores).Requires(PopulationScopes.Read);
        r.Api.MapGet("quality/{commune}/{rule}/records", Records).Requires(PopulationScopes.Manage).Refuses(QualityErrors.RuleUnknown, QualityErrors.OtherArea);
    }

    public sealed record RuleScore(string Rule, string Field, string Word, string Text, string Fix, long Checked, long Failed);

    public sealed record Answer(DateTimeOffset? MadeAt, IReadOnlyList<WordCount> Words, IReadOnlyList<RuleScore> Rules, IReadOnlyList<SourceCount> Sources, IReadOnlyList<CommuneCount> Communes);

    /// <summary>Commune: 5 digits, or none for people of whom no residence is known.</summary>
    public sealed record CommuneCount(string Commune, string Vi, string En, IReadOnlyList<WordCount> Words, long Failed);

    public sealed record WordCount(string Word, long Checked, long Failed);

    public sealed record SourceCount(string Source, long Checked, long Failed);

    private static async Task<Answer> Scores(string? commune, string? province, QualityScores scores, AreaNames areas, IDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        string[]? communes = commune is not null ? [CommuneQuality.Stored(commune)] : province is not null ? [.. directory.Communes(province, clock.Today()).Select(c => c.Code)] : null;
        var rules = await scores.Rules(communes, ct);
        return new(await scores.MadeAt(ct), [.. QualityScores.Fold(rules).Select(w => new WordCount(w.Word, w.Checked, w.Failed))],
            [.. rules.Select(s => new RuleScore(s.Rule.Code, s.Rule.Field, s.Rule.Word, s.Rule.Text, s.Rule.Fix, s.Checked, s.Failed))],
            [.. (await scores.Sources(communes, ct)).Select(s => new SourceCount(s.Source, s.Checked, s.Failed))],
            [.. (await scores.Communes(communes, ct)).Select(c => Of(c, areas))]);
    }

    private static CommuneCount Of(CommuneQuality commune, AreaNames areas)
    {
        var (vi, en) = commune.Commune == CommuneQuality.NoResidence ? CommuneQuality.NoResidenceWords : (areas.Path(commune.Commune), areas.Path(commune.Commune));
        return new(commune.Commune, vi, en, [.. commune.Words.Select(w => new WordCount(w.Word, w.Checked, w.Failed))], commune.Failed);
    }

    private static async Task<Result<IReadOnlyList<PersonId>>> Records(
        string commune, string rule, PersonId? after, Caller caller, QualityScores scores, MendingArea area, CancellationToken ct)
    {
        if (!scores.Knows(rule)) return QualityErrors.RuleUnknown;
        return area.Covers(caller, commune) ? (await scores.Failing(commune, rule, after ?? default, ct)).ToArray() : QualityErrors.OtherArea;
    }
}
