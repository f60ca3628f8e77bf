using System.Net;
using LienThong.Kernel.Measures;
using LienThong.Programme;
using LienThong.Programme.Import;
using LienThong.Programme.Plans;
using LienThong.Programme.Reports;
using LienThong.Programme.Targets;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Programme;

public sealed class ReportTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly DateOnly October = new(2026, 10, 1), EndOfOctober = new(2026, 10, 31);

    [Fact]
    public void A_report_sorts_tasks_into_done_late_and_coming_and_sets_the_figure_beside_the_one_before()
    {
        var plan = new PlanView(Header, [Task("I.1", "Tháng 9/2026"), Task("I.2", "Tháng 12/2026"), Task("I.3", "Tháng 11/2026"), Task("I.4", "Tháng 10/2026", new(2026, 10, 20)), Target]);

        var report = ReportMaker.Make(October, EndOfOctober, plan, [Live(40)], [Live(30)], new HashSet<string>(), ReportWords.None);

        report.Late.Select(t => t.Code).ShouldBe(["I.1"]);
        report.DoneThisMonth.Select(t => t.Code).ShouldBe(["I.4"]);
        report.Coming.Select(t => t.Code).ShouldBe(["I.3"]);
        var target = report.Targets.Single();
        (target.Value, target.Before, target.Goal, target.Light).ShouldBe((40, 30, "từ 50%", Light.Missed));
    }

    [Fact]
    public async Task A_closed_report_keeps_its_words_and_its_day()
    {
        var keep = house.Get<KeepReport>();
        var plan = (await ReadPlans.Whole(house.Db<ProgrammeModule>(), "construction-ministry-2026", default))!;
        var month = new DateOnly(2026, 1, 1);
        var draft = await keep.Draft(plan, month, new ReportWords("", "Thiếu đường truyền", "Gửi Bộ Công an"), default);

        await keep.Keep(TestCaller.Official("G17", Scopes.Manage), plan.Plan.Code, draft, default);

        var kept = (await keep.Kept(plan.Plan.Code, month, default))!;
        kept.Report.Words.Difficulties.ShouldBe("Thiếu đường truyền");
        kept.Report.Targets.Count.ShouldBe(16);
        kept.Report.Until.ShouldBe(new DateOnly(2026, 1, 31));
        var page = await house.As(TestCaller.Official("G17", Scopes.Read)).GetStringAsync("/programme/plans/construction-ministry-2026/report?month=2026-01");
        page.ShouldContain("Thiếu đường truyền");
        page.ShouldContain("Số liệu không đổi nữa");
    }

    [Fact]
    public async Task A_month_that_lies_ahead_or_is_none_has_no_report()
    {
        var client = house.As(TestCaller.Official("G17", Scopes.Read));

        (await client.GetAsync("/programme/plans/construction-ministry-2026/report?month=2999-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/programme/plans/construction-ministry-2026/report?month=nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/programme/plans/construction-ministry-2026/report")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static readonly PlanHeader Header = new("p", "P", null, null, null, October, 2026, 2030, [], null, 10, null, false, DateTimeOffset.UnixEpoch);

    private static readonly ItemView Target = new(ItemKind.Target, "I.1", 0, PlanGroup.None, "1", "Mục tiêu", [], Progress.None, null, false, 1)
    {
        Values = [new TargetValue(2026, Comparator.AtLeast, 50, "%", "50%")],
        Binding = new Binding("m", null),
    };

    private static ItemView Task(string code, string deadline, DateOnly? done = null) =>
        new(ItemKind.Task, code, 0, PlanGroup.None, code, code, [], done is null ? Progress.None : Progress.Done, done, false, 1) { Deadlines = DeadlineText.Read(deadline) };

    private static LiveTarget Live(int percent)
    {
        var value = new MeasureValue(percent, 100, DateTimeOffset.UnixEpoch, []);
        var status = TargetJudge.Judge(Target.Values, MeasureUnit.Percent, value);
        return new LiveTarget(Target, new MeasureInfo("m", "M", "M", "", MeasureUnit.Percent), value, status, status[0]);
    }
}
