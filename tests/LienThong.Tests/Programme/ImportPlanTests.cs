using System.Net;
using System.Net.Http.Json;
using System.Text;
using LienThong.Kernel.Access;
using LienThong.Programme;
using LienThong.Programme.Import;
using LienThong.Programme.Plans;
using LienThong.Programme.Tasks;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Programme;

public sealed class ImportPlanTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly Caller officer = TestCaller.Official("G17", Scopes.Read, Scopes.Manage);

    private static byte[] Bars => Encoding.UTF8.GetBytes(PlanFiles.Bars);

    [Fact]
    public async Task Importing_the_same_document_again_changes_nothing()
    {
        var first = await Import("so-xay-dung-a", Bars);
        var again = await Import("so-xay-dung-a", Bars);

        first.Difference.Added.Count.ShouldBe(7);
        again.Difference.Nothing.ShouldBeTrue();
        (await ReadPlans.Imports(Db, "so-xay-dung-a", default)).Select(i => i.Added).ShouldBe([0, 7]);
    }

    [Fact]
    public async Task A_newer_document_updates_adds_and_withdraws_and_keeps_what_people_recorded()
    {
        await Import("so-xay-dung-b", Bars);
        (await house.Get<AddEvidence>().Add(officer, "so-xay-dung-b", "II.1", new(EvidenceSort.Document, "15/QĐ-SXD"), default)).Failed.ShouldBeFalse();
        (await house.Get<RecordProgress>().Record(officer, "so-xay-dung-b", "II.1", new("started"), default)).Failed.ShouldBeFalse();
        var newer = PlanFiles.Bars.Replace("Nâng cấp phần mềm một cửa", "Nâng cấp toàn bộ phần mềm một cửa").Replace("| 2 | Tập huấn cán bộ |", "| 3 | Tập huấn cán bộ |").Replace("45%", "55%");

        var outcome = await Import("so-xay-dung-b", Encoding.UTF8.GetBytes(newer));

        outcome.Difference.Changed.Select(c => c.Code).ShouldBe(["I.1", "II.1"], ignoreOrder: true);
        outcome.Difference.Added.Select(c => c.Code).ShouldBe(["II.3"]);
        outcome.Difference.Withdrawn.Select(c => c.Code).ShouldBe(["II.2"]);
        var plan = (await ReadPlans.Whole(Db, "so-xay-dung-b", default))!;
        plan.Find(ItemKind.Target, "I.1")!.Values[0].Value.ShouldBe(55);
        var task = plan.Find(ItemKind.Task, "II.1")!;
        task.Title.ShouldStartWith("Nâng cấp toàn bộ");
        task.Progress.ShouldBe(Progress.Started);
        task.Evidence.Single().Ref.ShouldBe("15/QĐ-SXD");
        plan.Find(ItemKind.Task, "II.2")!.Withdrawn.ShouldBeTrue();
    }

    [Fact]
    public async Task A_plan_of_content_takes_the_words_of_its_document_and_keeps_bindings_and_lineage()
    {
        var file = PlanFiles.Real("construction-ministry-2026");
        await Import("national-programme-2026-2030", PlanFiles.Real("national-programme-2026-2030"));

        var outcome = await Import("construction-ministry-2026", file);

        outcome.Difference.Added.ShouldBeEmpty();
        outcome.Difference.Withdrawn.ShouldBeEmpty();
        var plan = (await ReadPlans.Whole(Db, "construction-ministry-2026", default))!;
        plan.Plan.Imported.ShouldBeTrue();
        plan.Of(ItemKind.Target).Count(t => t.Binding is not null).ShouldBeGreaterThanOrEqualTo(6);
        outcome.Derivations.Count.ShouldBeGreaterThanOrEqualTo(11);
        (await ReadPlans.Parents(Db, "construction-ministry-2026", ItemKind.Task, "II.1", default)).ShouldContain(p => p.Code == "II.6" && p.Likeness > 0.85m);
        // Starting again does not put our gist back over the document.
        await LienThong.Kernel.Modules.House.Prepare(house.Services, _ => { }, default);
        (await ReadPlans.Whole(Db, "construction-ministry-2026", default))!.Plan.Imported.ShouldBeTrue();
    }

    [Fact]
    public async Task A_task_is_done_only_with_evidence_and_a_day_that_has_come()
    {
        await Import("so-xay-dung-c", Bars);
        var client = house.As(officer);

        var bare = await client.PostOnce("/api/programme/v1/plans/so-xay-dung-c/tasks/II.1/progress", new { progress = "done", doneOn = "2099-01-01" });
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await bare.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(t => t.ShouldContain("PRG-0013"), t => t.ShouldContain("PRG-0014"));

        (await client.PostOnce("/api/programme/v1/plans/so-xay-dung-c/tasks/II.1/evidence", new { sort = "document", @ref = "20/BC-SXD" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PostOnce("/api/programme/v1/plans/so-xay-dung-c/tasks/II.1/progress", new { progress = "done", doneOn = "2026-11-01" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var tasks = await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/programme/v1/plans/so-xay-dung-c/tasks");
        tasks.GetProperty("tasks").EnumerateArray().Single(t => t.GetProperty("code").GetString() == "II.1").GetProperty("state").GetString().ShouldBe("doneOnTime");
    }

    [Fact]
    public async Task A_measure_that_nobody_offers_is_no_evidence()
    {
        await Import("so-xay-dung-d", Bars);

        var refused = await house.Get<AddEvidence>().Add(officer, "so-xay-dung-d", "II.1", new(EvidenceSort.Measure, "nothing.here"), default);

        refused.Faults.Single().Error.ShouldBe(ProgrammeErrors.MeasureUnknown);
    }

    [Fact]
    public async Task Who_may_only_read_cannot_record_and_who_may_not_read_sees_nothing()
    {
        (await house.As(TestCaller.Official("G17", Scopes.Read)).PostOnce("/api/programme/v1/plans/information-ministry-2022/tasks/II.2/progress", new { progress = "started" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.As(TestCaller.Official("G17", "directory.read")).GetAsync("/api/programme/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.Anonymous().GetAsync("/api/programme/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await house.As(TestCaller.Official("G17", Scopes.Read)).GetAsync("/programme/import")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private LienThong.Kernel.Data.Db<ProgrammeModule> Db => house.Db<ProgrammeModule>();

    private async Task<ImportOutcome> Import(string code, byte[] file) => (await house.Get<ImportPlan>().Run(officer, code, "plan.txt", file, default)).Value;
}
