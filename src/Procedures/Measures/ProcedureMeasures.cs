using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Measures;

/// <summary>
/// What can be counted about dossiers, always from live rows and always with the dossiers behind the figure. Formulas follow the index of Decision
/// 766/QĐ-TTg where it has one.
/// </summary>
internal sealed class ProcedureMeasures(Db db, ProcedureLibrary library, TimeProvider clock) : IMeasureSource
{
    public const string PapersCut = "procedures.papers-cut", PapersNotAsked = "procedures.papers-not-asked", FiledOnline = "procedures.filed-online",
        Notified = "procedures.notified", OnTime = "procedures.on-time", Satisfaction = "procedures.satisfaction",
        NonTerritorial = "procedures.non-territorial", PaidOnline = "procedures.paid-online";

    public IReadOnlyList<MeasureInfo> Measures { get; } =
    [
        new(PapersCut, "Thủ tục đã cắt giấy tờ nhờ dữ liệu", "Procedures whose papers are cut by data",
            "Số thủ tục có ít nhất một giấy tờ không còn phải nộp vì dữ liệu đã thay, trên số thủ tục đang áp dụng.", MeasureUnit.Percent),
        new(PapersNotAsked, "Giấy tờ không phải nộp", "Papers not asked for",
            "Số giấy tờ không phải nộp, trên tổng số giấy tờ mà luật nêu, trong các hồ sơ đã nộp.", MeasureUnit.Percent),
        new(FiledOnline, "Hồ sơ nộp trên mạng", "Dossiers filed online", "Số hồ sơ nộp trên mạng, trên tổng số hồ sơ đã nộp.", MeasureUnit.Percent),
        new(Notified, "Trạng thái và kết quả trả điện tử", "Status and result delivered electronically",
            "Số hồ sơ đã xong mà người dân nhận được trạng thái và kết quả điện tử, trên số hồ sơ đã xong.", MeasureUnit.Percent),
        new(OnTime, "Hồ sơ đúng hạn", "Dossiers on time",
            "Số hồ sơ xong đúng hạn hoặc còn trong hạn, trên số hồ sơ đã nhận. Hồ sơ chờ người dân bổ sung không tính trễ.", MeasureUnit.Percent),
        new(Satisfaction, "Người dân hài lòng", "Satisfied applicants", "Số đánh giá từ 4 điểm trở lên, trên số hồ sơ được đánh giá.", MeasureUnit.Percent),
        new(NonTerritorial, "Hồ sơ nộp phi địa giới", "Dossiers filed regardless of territory",
            "Số hồ sơ nhận tại quầy của xã khác nơi giải quyết, trên số hồ sơ nhận tại quầy.", MeasureUnit.Percent),
        new(PaidOnline, "Lệ phí nộp trên mạng", "Fees paid online", "Số hồ sơ đã nộp lệ phí trên mạng, trên số hồ sơ có lệ phí đã nộp.", MeasureUnit.Percent),
    ];

    public async Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct)
    {
        var (from, to) = (HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)));
        if (code is PapersCut) return await Cut(scope, from, to, ct);
        var days = await db.Many(Sql.Days, [code, from, to, scope.Agency, scope.Province, clock.GetUtcNow()],
            r => new MeasurePoint(r.Date(0), r.GetInt64(1), r.GetInt64(2)), ct);
        return new(days.Sum(d => d.Numerator), days.Sum(d => d.Denominator), clock.GetUtcNow(), days);
    }

    public async Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct)
    {
        var (from, to) = (HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)));
        if (code is PapersCut)
        {
            var cut = (await CutBy(scope, from, to, ct)).ToDictionary(c => c.Code, c => c.At, StringComparer.Ordinal);
            return [.. (await library.InForce(scope.To, ct)).Select(d =>
                new MeasureRow($"{d.Code} {d.Name.Here}", $"/services/{d.Code}", cut.ContainsKey(d.Code), cut.GetValueOrDefault(d.Code, HanoiTime.At(d.EffectiveFrom))))];
        }
        return await db.Many(Sql.Rows, [code, from, to, scope.Agency, scope.Province, clock.GetUtcNow()], r =>
            new MeasureRow(r.GetString(1), $"/dossiers/{r.GetGuid(0)}", r.GetBoolean(2), r.Instant(3)), ct);
    }

    private async Task<MeasureValue> Cut(MeasureScope scope, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var inForce = (await library.InForce(scope.To, ct)).Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var cut = (await CutBy(scope, from, to, ct)).Count(c => inForce.Contains(c.Code));
        var days = await db.Many(Sql.CutDays, [from, to, scope.Agency, scope.Province, inForce.ToArray()],
            r => new MeasurePoint(r.Date(0), r.GetInt64(1), inForce.Count), ct);
        return new(cut, inForce.Count, clock.GetUtcNow(), days);
    }

    private Task<List<(string Code, DateTimeOffset At)>> CutBy(MeasureScope scope, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        db.Many(Sql.Cut, [from, to, scope.Agency, scope.Province], r => (r.GetString(0), r.Instant(1)), ct);

    static class Sql
    {
        // The moment that decides about the period: filing, reception, the end or the mark. Numerator and denominator of one dossier may be more than 1 (papers).
        public const string Days = """
            with measured as (
              select case when $1 = 'procedures.on-time' then received_at when $1 = 'procedures.notified' then finished_at
                       when $1 = 'procedures.satisfaction' then rated_at when $1 = 'procedures.paid-online' then paid_at else submitted_at end as at,
                case $1
                  when 'procedures.papers-not-asked' then papers_waived
                  when 'procedures.filed-online' then (channel = 2)::int
                  when 'procedures.notified' then (notified and delivery = 'delivered')::int
                  when 'procedures.on-time' then (national = 5 or due_at is null or coalesce(finished_at, $6) <= due_at)::int
                  when 'procedures.satisfaction' then (score >= 4)::int
                  when 'procedures.non-territorial' then (split_part(receiving_agency, '.', 2) <> split_part(competent_agency, '.', 2))::int
                  when 'procedures.paid-online' then coalesce(paid_online, false)::int
                end as counted,
                case $1
                  when 'procedures.papers-not-asked' then papers_named
                  when 'procedures.notified' then (national in (9, 10))::int
                  when 'procedures.satisfaction' then (score is not null)::int
                  when 'procedures.non-territorial' then (channel = 1)::int
                  when 'procedures.paid-online' then (money = 'paid' and fee > 0)::int
                  else 1
                end as base
              from procedures.dossier
              where ($4::text is null or competent_agency = $4 or starts_with(competent_agency, $4 || '.')) and ($5::text is null or province = $5))
            select (at at time zone 'Asia/Ho_Chi_Minh')::date, sum(counted)::bigint, sum(base)::bigint
            from measured where at >= $2 and at < $3 and base > 0
            group by 1 order by 1
            """;
        public const string Rows = """
            with measured as (
              select id, code,
                case when $1 = 'procedures.on-time' then received_at when $1 = 'procedures.notified' then finished_at
                  when $1 = 'procedures.satisfaction' then rated_at when $1 = 'procedures.paid-online' then paid_at else submitted_at end as at,
                case $1
                  when 'procedures.papers-not-asked' then papers_waived > 0
                  when 'procedures.filed-online' then channel = 2
                  when 'procedures.notified' then notified and delivery = 'delivered'
                  when 'procedures.on-time' then national = 5 or due_at is null or coalesce(finished_at, $6) <= due_at
                  when 'procedures.satisfaction' then score >= 4
                  when 'procedures.non-territorial' then split_part(receiving_agency, '.', 2) <> split_part(competent_agency, '.', 2)
                  when 'procedures.paid-online' then coalesce(paid_online, false)
                end as counted,
                case $1
                  when 'procedures.papers-not-asked' then papers_named > 0
                  when 'procedures.notified' then national in (9, 10)
                  when 'procedures.satisfaction' then score is not null
                  when 'procedures.non-territorial' then channel = 1
                  when 'procedures.paid-online' then money = 'paid' and fee > 0
                  else true
                end as base
              from procedures.dossier
              where ($4::text is null or competent_agency = $4 or starts_with(competent_agency, $4 || '.')) and ($5::text is null or province = $5))
            select id, code, counted, at from measured where at >= $2 and at < $3 and base order by at desc, id limit 200
            """;
        public const string Cut = """
            select d.procedure_code, max(d.submitted_at)
            from procedures.dossier d
            where d.papers_waived > 0 and d.submitted_at >= $1 and d.submitted_at < $2
              and ($3::text is null or d.competent_agency = $3 or starts_with(d.competent_agency, $3 || '.')) and ($4::text is null or d.province = $4)
            group by 1
            """;
        public const string CutDays = """
            select (d.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date, count(distinct d.procedure_code)
            from procedures.dossier d
            where d.papers_waived > 0 and d.submitted_at >= $1 and d.submitted_at < $2
              and ($3::text is null or d.competent_agency = $3 or starts_with(d.competent_agency, $3 || '.')) and ($4::text is null or d.province = $4)
              and d.procedure_code = any($5)
            group by 1 order by 1
            """;
    }
}
