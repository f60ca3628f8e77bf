using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Population.Quality;

/// <summary>Checked and failed records of one of the four words. Share between 0 and 1; null when nothing was checked.</summary>
internal sealed record WordScore(string Word, long Checked, long Failed)
{
    public double? Share => Checked == 0 ? null : 1 - (double)Failed / Checked;
}

/// <summary>A commune with its four words and the records to mend. <see cref="NoResidence"/> holds people without permanent residence.</summary>
internal sealed record CommuneQuality(string Commune, IReadOnlyList<WordScore> Words, long Failed)
{
    /// <summary>The group of people without permanent residence, as addresses and the API name it; the scores keep them under "".</summary>
    public const string NoResidence = "none";

    public static readonly (string Vi, string En) NoResidenceWords = ("Chưa rõ nơi cư trú", "No residence known");

    /// <summary>The key under which the scores keep a group.</summary>
    public static string Stored(string group) => group == NoResidence ? "" : group;

    /// <summary>The name of a stored key.</summary>
    public static string Group(string stored) => stored.Length == 0 ? NoResidence : stored;
}

/// <summary>A rule with its counts.</summary>
internal sealed record RuleQuality(QualityRule Rule, long Checked, long Failed)
{
    public double? Share => Checked == 0 ? null : 1 - (double)Failed / Checked;
}

/// <summary>A source with its counts: loaded, birth or changed.</summary>
internal sealed record SourceQuality(string Source, long Checked, long Failed);

/// <summary>Reads the scores; all communes are of the commune or province that was asked.</summary>
internal sealed class QualityScores(Db<PopulationModule> db, QualityRules rules, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>When the scores were made; null when they never were.</summary>
    public Task<DateTimeOffset?> MadeAt(CancellationToken ct) => db.One(Sql.MadeAt, [], static r => r.InstantOrNull(0), ct);

    public async Task<IReadOnlyList<WordScore>> Words(string[]? communes, CancellationToken ct) => Fold(await Rules(communes, ct));

    /// <summary>The rules, worst first.</summary>
    public async Task<IReadOnlyList<RuleQuality>> Rules(string[]? communes, CancellationToken ct)
    {
        var known = rules.On(clock.Today()).ToDictionary(r => r.Code, StringComparer.Ordinal);
        var counts = await db.Many(Sql.ByRule, [communes], static r => (Rule: r.GetString(0), Checked: r.GetInt64(1), Failed: r.GetInt64(2)), ct);
        return [.. counts.Where(c => known.ContainsKey(c.Rule)).Select(c => new RuleQuality(known[c.Rule], c.Checked, c.Failed)).OrderBy(r => r.Share)];
    }

    public async Task<IReadOnlyList<SourceQuality>> Sources(string[]? communes, CancellationToken ct) =>
        await db.Many(Sql.BySource, [communes], static r => new SourceQuality(r.GetString(0), r.GetInt64(1), r.GetInt64(2)), ct);

    /// <summary>Communes, worst first.</summary>
    public async Task<IReadOnlyList<CommuneQuality>> Communes(string[]? communes, CancellationToken ct)
    {
        var inForce = rules.On(clock.Today());
        var rows = await db.Many(Sql.ByCommune, [communes, inForce.Select(r => r.Code).ToArray(), inForce.Select(r => r.Word).ToArray(), Most],
            static r => (Commune: r.GetString(0), Word: r.GetString(1), Checked: r.GetInt64(2), Failed: r.GetInt64(3)), ct);
        return [.. rows.GroupBy(r => CommuneQuality.Group(r.Commune)).Select(g => new CommuneQuality(g.Key,
            [.. QualityRules.Words.Select(w => g.Where(r => r.Word == w.Code).Select(r => new WordScore(w.Code, r.Checked, r.Failed)).FirstOrDefault() ?? new(w.Code, 0, 0))], g.Sum(r => r.Failed)))];
    }

    public bool Knows(string rule) => rules.On(clock.Today()).Any(r => r.Code == rule);

    public QualityRule? Rule(string code) => rules.On(clock.Today()).FirstOrDefault(r => r.Code == code);

    /// <summary>Persons of a commune who fail a rule, at most 25 after one.</summary>
    public async Task<IReadOnlyList<PersonId>> Failing(string commune, string rule, PersonId after, CancellationToken ct)
    {
        var today = clock.Today();
        return await db.Many(QualityChecks.Sql.Failing, [.. Arguments(rules.On(today), today), commune, rule, after.Value], static r => new PersonId(r.GetGuid(0)), ct);
    }

    public async Task<IReadOnlyList<(DateOnly Day, string Rule, long Checked, long Failed)>> Days(DateOnly from, DateOnly to, CancellationToken ct) =>
        await db.Many(Sql.Days, [from, to], static r => (r.Date(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3)), ct);

    /// <summary>Codes, parameters, today: what every check is given.</summary>
    public static object[] Arguments(IReadOnlyList<QualityRule> inForce, DateOnly today) => [inForce.Select(r => r.Code).ToArray(), inForce.Select(r => r.Value).ToArray(), today];

    public static IReadOnlyList<WordScore> Fold(IReadOnlyList<RuleQuality> rules) =>
        [.. QualityRules.Words.Select(w => new WordScore(w.Code, rules.Where(r => r.Rule.Word == w.Code).Sum(r => r.Checked), rules.Where(r => r.Rule.Word == w.Code).Sum(r => r.Failed)))];

    private static class Sql
    {
        public const string MadeAt = "select max(s.made_at) from population.quality_score s";
        public const string ByRule = """
            select s.rule, sum(s.checked)::bigint, sum(s.failed)::bigint from population.quality_score s where $1::text[] is null or s.commune = any($1::text[]) group by s.rule
            """;
        public const string BySource = """
            select s.source, sum(s.checked)::bigint, sum(s.failed)::bigint from population.quality_score s where $1::text[] is null or s.commune = any($1::text[]) group by s.source order by s.source
            """;
        public const string ByCommune = """
            with word as (select w.rule, w.word from unnest($2::text[], $3::text[]) w(rule, word)),
            worst as (
                select s.commune from population.quality_score s join word on word.rule = s.rule
                where $1::text[] is null or s.commune = any($1::text[])
                group by s.commune order by sum(s.failed)::double precision / nullif(sum(s.checked), 0) desc nulls last, s.commune limit $4)
            select s.commune, word.word, sum(s.checked)::bigint, sum(s.failed)::bigint
            from worst join population.quality_score s on s.commune = worst.commune join word on word.rule = s.rule
            group by s.commune, word.word
            order by sum(sum(s.failed)) over (partition by s.commune) / nullif(sum(sum(s.checked)) over (partition by s.commune), 0) desc nulls last, s.commune
            """;
        public const string Days = "select q.day, q.rule, q.checked, q.failed from population.quality_day q where q.day between $1 and $2 order by q.day";
    }
}
