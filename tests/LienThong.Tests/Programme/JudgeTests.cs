using LienThong.Kernel.Measures;
using LienThong.Programme.Import;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;

namespace LienThong.Tests.Programme;

public sealed class JudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Comparator.AtLeast, 50, 50, 100, Light.Met, 0L)]
    [InlineData(Comparator.AtLeast, 50, 47, 100, Light.Near, 3L)]
    [InlineData(Comparator.AtLeast, 80, 1, 3, Light.Missed, 2L)]
    [InlineData(Comparator.Above, 95, 95, 100, Light.Near, 1L)]
    [InlineData(Comparator.Above, 95, 96, 100, Light.Met, 0L)]
    [InlineData(Comparator.AtMost, 30, 30, 100, Light.Met, 0L)]
    [InlineData(Comparator.AtMost, 30, 33, 100, Light.Near, 3L)]
    [InlineData(Comparator.AtMost, 30, 60, 100, Light.Missed, 30L)]
    [InlineData(Comparator.Below, 5, 5, 100, Light.Near, 1L)]
    public void A_target_is_judged_by_its_comparator_and_the_gap_is_counted_in_cases(Comparator comparator, int goal, int numerator, int denominator, Light light, long gap)
    {
        var status = TargetJudge.Judge([new TargetValue(2026, comparator, goal, "%", "")], MeasureUnit.Percent, new MeasureValue(numerator, denominator, Now, [])).Single();

        (status.Light, status.Gap).ShouldBe((light, gap));
    }

    [Fact]
    public void Nothing_to_measure_is_not_zero_per_cent()
    {
        TargetJudge.Judge([new TargetValue(2026, Comparator.AtLeast, 50, "%", "")], MeasureUnit.Percent, new MeasureValue(0, 0, Now, [])).Single().Light.ShouldBe(Light.Unknown);
    }

    [Fact]
    public void The_horizon_that_counts_is_the_nearest_one_not_past_that_demands_something()
    {
        var (near, far) = (new TargetValue(2026, Comparator.AtLeast, 50, "%", ""), new TargetValue(2030, Comparator.AtLeast, 80, "%", ""));

        TargetJudge.Current([near, far], 2026).ShouldBe(near);
        TargetJudge.Current([near, far], 2027).ShouldBe(far);
        TargetJudge.Current([near, new TargetValue(2030, Comparator.Empty, null, null, "")], 2029).ShouldBe(near);
    }

    [Theory]
    [InlineData("Tháng 12/2026", Progress.None, null, TaskState.NotStarted)]
    [InlineData("Tháng 12/2026", Progress.Started, null, TaskState.InProgress)]
    [InlineData("Tháng 10/2026", Progress.None, null, TaskState.Overdue)]
    [InlineData("Tháng 10/2026", Progress.Started, null, TaskState.Overdue)]
    [InlineData("Tháng 10/2026", Progress.Done, "2026-10-31", TaskState.DoneOnTime)]
    [InlineData("Tháng 10/2026", Progress.Done, "2026-11-01", TaskState.DoneLate)]
    [InlineData("Thực hiện thường xuyên", Progress.None, null, TaskState.Regular)]
    [InlineData("Theo tiến độ đã được giao", Progress.None, null, TaskState.NoDay)]
    [InlineData("Đánh giá theo mốc năm 2025, 2030", Progress.None, null, TaskState.NotStarted)]
    [InlineData("Thực hiện thường xuyên (hoàn thành kết nối trong năm 2026)", Progress.None, null, TaskState.NotStarted)]
    [InlineData("Tháng 10/2026", Progress.Cancelled, null, TaskState.Cancelled)]
    public void The_state_of_a_task_follows_from_its_deadlines_and_the_record(string deadline, Progress progress, string? doneOn, TaskState expected)
    {
        var done = doneOn is null ? (DateOnly?)null : DateOnly.Parse(doneOn, null);

        TaskStates.Of(DeadlineText.Read(deadline), progress, done, new DateOnly(2026, 11, 21)).ShouldBe(expected);
    }

    [Fact]
    public void A_task_to_connect_databases_is_done_when_data_flows_through_all_of_them_whatever_was_said()
    {
        Evidence Connection(string code) => new(Guid.CreateVersion7(), EvidenceSort.Connection, code, null, true, Now);
        var task = new ItemView(ItemKind.Task, "II.1", 0, PlanGroup.None, "1", "Nối", [], Progress.None, null, false, 1)
        {
            Deadlines = DeadlineText.Read("Tháng 3/2022"),
            Evidence = [Connection("land"), Connection("tax")],
        };

        task.State(new DateOnly(2026, 11, 21), new HashSet<string> { "land" }).ShouldBe(TaskState.Overdue);
        task.State(new DateOnly(2026, 11, 21), new HashSet<string> { "land", "tax" }).ShouldBe(TaskState.Flowing);
    }

    [Theory]
    [InlineData("Quý I - Quý II/2027", DeadlineKind.Range, "2027-01-01", "2027-06-30")]
    [InlineData("Giai đoạn 2026-2030", DeadlineKind.Range, "2026-01-01", "2030-12-31")]
    [InlineData("6 tháng đầu năm 2027", DeadlineKind.Range, "2027-01-01", "2027-06-30")]
    [InlineData("Tháng 3 - tháng 6/2027", DeadlineKind.Range, "2027-03-01", "2027-06-30")]
    [InlineData("tháng 6 năm 2027", DeadlineKind.Month, "2027-06-01", "2027-06-30")]
    [InlineData("Trước ngày 30 tháng 6 năm 2027", DeadlineKind.Date, null, "2027-06-30")]
    [InlineData("Q2/2027", DeadlineKind.Quarter, "2027-04-01", "2027-06-30")]
    [InlineData("Hằng năm", DeadlineKind.Yearly, null, null)]
    [InlineData("Định kỳ hàng tháng", DeadlineKind.Monthly, null, null)]
    [InlineData("Bắt đầu từ năm 2026", DeadlineKind.From, "2026-01-01", null)]
    [InlineData("31/2/2027", DeadlineKind.Unknown, null, null)]
    [InlineData("Sau khi có luật", DeadlineKind.Unknown, null, null)]
    public void Deadlines_are_typed(string text, DeadlineKind kind, string? from, string? due)
    {
        var read = DeadlineText.Read(text).Single();

        (read.Kind, read.From?.ToString("yyyy-MM-dd", null), read.Due?.ToString("yyyy-MM-dd", null)).ShouldBe((kind, from, due));
    }
}
