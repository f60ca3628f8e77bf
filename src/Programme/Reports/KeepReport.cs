using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;

namespace LienThong.Programme.Reports;

/// <summary>A report as it was kept.</summary>
public sealed record KeptReport(MonthlyReport Report, string By, DateTimeOffset At);

/// <summary>Drafts the report of a month from facts, and keeps it with its numbers frozen.</summary>
internal sealed class KeepReport(Db db, MeasureTargets measure, CheckEvidence check, TimeProvider clock)
{
    /// "2026-11"; the month before when nothing is asked and the report is due now. Null when it is no month or lies ahead.
    public DateOnly? Month(string? text, int? reportDay)
    {
        var today = clock.Today();
        var current = new DateOnly(today.Year, today.Month, 1);
        if (string.IsNullOrEmpty(text)) return reportDay is { } day && today.Day <= day ? current.AddMonths(-1) : current;
        return DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var month) && month <= current && month.Year >= 2000 ? month : null;
    }

    public Task<KeptReport?> Kept(string plan, DateOnly month, CancellationToken ct) =>
        db.One(Sql.Kept, [plan, month], static r => new KeptReport(r.FromJson<MonthlyReport>(0), r.GetString(1), r.Instant(2)), ct);

    public async Task<MonthlyReport> Draft(PlanView plan, DateOnly month, ReportWords words, CancellationToken ct)
    {
        var today = clock.Today();
        var end = month.AddMonths(1).AddDays(-1);
        var until = end < today ? end : today;
        var year = new DateOnly(until.Year, 1, 1);
        var targets = plan.Of(ItemKind.Target).ToList();
        var now = await measure.All(targets, new MeasureScope(year, until), ct);
        var before = month > year ? await measure.All(targets, new MeasureScope(year, month.AddDays(-1)), ct) : [];
        return ReportMaker.Make(month, until, plan, now, before, await check.Flowing(ct), words);
    }

    public Task Keep(Caller caller, string plan, MonthlyReport report, CancellationToken ct) =>
        db.Execute(Sql.Keep, [plan, report.Month, Json.Of(report), caller.Id, clock.GetUtcNow()], ct);

    private static class Sql
    {
        public const string Kept = "select body, made_by, made_at from programme.report where plan = $1 and month = $2";

        public const string Keep = """
            insert into programme.report (plan, month, body, made_by, made_at) values ($1, $2, $3, $4, $5)
            on conflict (plan, month) do update set body = excluded.body, made_by = excluded.made_by, made_at = excluded.made_at
            """;
    }
}
