using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Population.Quality;

namespace LienThong.Population.Measures;

/// <summary>Đúng, đủ, sạch, sống as measures of the Programme, with the day of the last scoring as their trend; and how many pairs wait for an officer.</summary>
internal sealed class QualityMeasures(Db<PopulationModule> db, QualityScores scores, QualityRules rules, IDirectory directory, TimeProvider clock) : IMeasureSource
{
    private const string Prefix = "population.quality-", OpenPairs = "population.duplicates-open", Cards = "population.cards-valid", InTime = "population.corrections-in-time";

    public IReadOnlyList<MeasureInfo> Measures { get; } =
    [
        Info("right", "Dữ liệu dân cư đúng", "Population data right"), Info("sufficient", "Dữ liệu dân cư đủ", "Population data sufficient"),
        Info("clean", "Dữ liệu dân cư sạch", "Population data clean"), Info("alive", "Dữ liệu dân cư sống", "Population data alive"),
        new(OpenPairs, "Cặp hồ sơ nghi trùng chờ xem", "Pairs of possible duplicates that wait", "Số cặp hồ sơ có khả năng từ 50% là một người mà cán bộ chưa quyết định.", MeasureUnit.Count),
        new(Cards, "Tỷ lệ người có thẻ căn cước còn hiệu lực", "People with a valid identity card", "Số người có thẻ căn cước còn hiệu lực, chia cho số người từ 15 tuổi có nơi thường trú (cả nước; đếm theo nhóm 5 tuổi).", MeasureUnit.Percent),
        new(InTime, "Yêu cầu sửa dữ liệu được trả lời đúng hạn", "Requests for correction answered in time", "Số yêu cầu được trả lời trong kỳ đúng hạn, chia cho số yêu cầu được trả lời trong kỳ và số đang quá hạn.", MeasureUnit.Percent),
    ];

    public async Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct)
    {
        var communes = Communes(scope);
        var now = clock.GetUtcNow();
        switch (code)
        {
            case OpenPairs:
                var pairs = await db.One(Sql.OpenPairs, [communes], static r => r.GetInt64(0), ct);
                return new(pairs, pairs, now, []);
            case Cards:
                var (valid, due) = await db.One(Sql.Cards, [15], static r => (r.GetInt64(0), r.GetInt64(1)), ct);
                return new(valid, due, now, []);
            case InTime:
                var (inTime, all) = await db.One(Sql.InTime, [HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)), communes, clock.Today()], static r => (r.GetInt64(0), r.GetInt64(1)), ct);
                return new(inTime, all, now, []);
            default:
                var word = code[Prefix.Length..];
                var score = (await scores.Words(communes, ct)).First(w => w.Word == word);
                return new(score.Checked - score.Failed, score.Checked, await scores.MadeAt(ct) ?? now, communes is null ? await Trend(word, scope, ct) : []);
        }
    }

    public async Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct)
    {
        var at = await scores.MadeAt(ct) ?? clock.GetUtcNow();
        if (code == OpenPairs) return [new("Hồ sơ nghi trùng", "/population/duplicates", true, at)];
        if (code == InTime) return [new("Yêu cầu sửa dữ liệu của người dân", "/population/corrections", false, at)];
        if (code == Cards) return [];
        var word = code[Prefix.Length..];
        return [.. (await scores.Communes(Communes(scope), ct)).Where(c => c.Commune.Length > 0 && c.Words.Any(w => w.Word == word && w.Failed > 0))
            .Select(c => new MeasureRow(directory.AreaAt(c.Commune, clock.Today())?.FullName ?? c.Commune, $"/population/quality/{c.Commune}", false, at))];
    }

    private async Task<IReadOnlyList<MeasurePoint>> Trend(string word, MeasureScope scope, CancellationToken ct)
    {
        var ofWord = rules.All.Where(r => r.Word == word).Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        return [.. (await scores.Days(scope.From, scope.To, ct)).Where(d => ofWord.Contains(d.Rule)).GroupBy(d => d.Day)
            .Select(g => new MeasurePoint(g.Key, g.Sum(d => d.Checked - d.Failed), g.Sum(d => d.Checked)))];
    }

    private string[]? Communes(MeasureScope scope) => scope.Province is null ? null : [.. directory.Communes(scope.Province, clock.Today()).Select(c => c.Code)];

    private static MeasureInfo Info(string word, string vi, string en) =>
        new(Prefix + word, vi, en, "Số lần kiểm tra đạt, chia cho số lần kiểm tra, của các quy tắc trong content/quality; máy chấm mỗi ngày.", MeasureUnit.Percent);

    private static class Sql
    {
        public const string OpenPairs = "select count(*) from population.duplicate_candidate c where c.state = 'open' and c.probability >= 0.5 and ($1::text[] is null or c.commune = any($1::text[]))";
        public const string InTime = """
            select count(*) filter (where (c.decided_at at time zone 'Asia/Ho_Chi_Minh')::date <= c.due), count(*)
            from population.correction_request c
            where ((c.state in ('accepted', 'refused') and c.decided_at >= $1 and c.decided_at < $2) or (c.state = 'open' and c.due < $4::date))
              and ($3::text[] is null or c.commune = any($3::text[]))
            """;
        public const string Cards = """
            select (select count(*) from population.identity_card c where c.state = 'valid'),
                   (select coalesce(sum(c.people), 0)::bigint from population.people_count c where c.map = 'today' and c.age_group * 5 >= $1)
            """;
    }
}
