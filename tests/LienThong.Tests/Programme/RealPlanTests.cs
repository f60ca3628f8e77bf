using LienThong.Programme.Import;

namespace LienThong.Tests.Programme;

public sealed class RealPlanTests
{
    [Fact]
    public void The_plan_of_the_ministry_of_construction_has_16_targets_and_12_tasks_and_no_doubt()
    {
        var plan = PlanFiles.Read(PlanFiles.Real("construction-ministry-2026"));

        (plan.Targets.Count, plan.Tasks.Count, plan.Doubtful.Count).ShouldBe((16, 12, 0));
        plan.Targets.CountBy(t => t.Group.Number).Select(g => (g.Key, g.Value)).ShouldBe([("I", 8), ("II", 2), ("III", 4), ("IV", 2)]);
        plan.Tasks.Select(t => t.Code).ShouldBe(["I", "II.1", "II.2", "III.1", "III.2", "III.3", "III.4", "IV.1", "IV.2", "V", "VI", "VII"]);
        Values(plan).ShouldBe([
            "50/80", "50/80", "50/100", "80/90", "95/>95", "100/-", "<=30/-", "60/80", "100/-", "100/-", "100/-", "50/80", "done/-", "70/100", "10/30", "-/-"]);
        plan.Head.Issuer.ShouldBe("Bộ Xây dựng");
        plan.Reporting.Single().Day.ShouldBe(10);
        var due = plan.Tasks.Select(t => t.Deadlines.Single()).Select(d => d.Due?.ToString("yyyy-MM", null) ?? d.Kind.ToString());
        due.ShouldBe(["2027-03", "Regular", "2027-12", "Regular", "Regular", "Regular", "2027-03", "2027-03", "AsAssigned", "2026-12", "Regular", "Regular"]);
    }

    [Fact]
    public void The_national_programme_has_74_tasks_in_10_groups_with_typed_deadlines()
    {
        var plan = PlanFiles.Read(PlanFiles.Real("national-programme-2026-2030"));

        plan.Tasks.CountBy(t => t.Group.Number).Select(g => (g.Key, g.Value)).ShouldBe(
            [("I", 17), ("II", 8), ("III", 4), ("IV", 8), ("V", 6), ("VI", 10), ("VII", 8), ("VIII", 3), ("IX", 5), ("X", 5)]);
        plan.Doubtful.ShouldBeEmpty();
        Kinds(plan, "IV.7").ShouldBe([DeadlineKind.Year, DeadlineKind.Year]);
        Kinds(plan, "IX.1").ShouldBe([DeadlineKind.Year, DeadlineKind.ByAgreement]);
        Kinds(plan, "II.7").ShouldBe([DeadlineKind.Regular, DeadlineKind.Year]);
        Kinds(plan, "IX.4").ShouldBe([DeadlineKind.Yearly]);
        Kinds(plan, "IX.5").ShouldBe([DeadlineKind.From]);
        One(plan, "I.5").Roles.Count(r => r.Role == RoleKind.Cooperate).ShouldBe(6, "the cell goes on after a page break");
        One(plan, "IX.1").Roles.ShouldContain(r => r.Name == "Bộ Khoa học và Công nghệ" && r.Duty == "tổ chức chương trình");
        One(plan, "VI.7").Products.Count.ShouldBe(3);
        One(plan, "IV.7").Title.ShouldNotContain("<");
        plan.Duplicates.ShouldContain(d => d.First == "VI.8" && d.Second == "VI.9");
        plan.Duplicates.ShouldContain(d => d.First == "X.1" && d.Second == "X.3");
    }

    [Fact]
    public void The_plan_of_the_ministry_of_information_has_29_tasks_in_4_groups_with_dates_by_scope()
    {
        var plan = PlanFiles.Read(PlanFiles.Real("information-ministry-2022"));

        plan.Tasks.CountBy(t => t.Group.Number).Select(g => (g.Key, g.Value)).ShouldBe([("I", 4), ("II", 19), ("III", 2), ("IV", 4)]);
        plan.Doubtful.ShouldBeEmpty();
        plan.Head.Number.ShouldBe("47/QĐ-BTTTT");
        plan.Head.Date.ShouldBe(new DateOnly(2022, 1, 18));
        One(plan, "II.6").Title.ShouldEndWith("phòng, chống tham nhũng; Cơ sở dữ liệu quốc gia về quản lý tài sản, thu nhập");
        One(plan, "II.6").Roles[^1].ShouldBe(new PlanRole(RoleKind.Cooperate, PartyKind.Unit, "Trung tâm thông tin", Parent: "Thanh tra Chính phủ"));
        One(plan, "III.1").Deadlines.Select(d => d.Kind).ShouldBe([DeadlineKind.Month, DeadlineKind.Regular]);
        One(plan, "III.2").Deadlines.Select(d => d.Due).ShouldBe([new DateOnly(2022, 6, 1), new DateOnly(2022, 12, 1)]);
        One(plan, "IV.2").Title.ShouldContain("cơ sở dữ liệu, hệ thống thông tin phục vụ");
    }

    [Fact]
    public void Eleven_of_the_twelve_tasks_of_construction_derive_from_the_national_programme_by_their_text()
    {
        var child = PlanFiles.Read(PlanFiles.Real("construction-ministry-2026"));
        var parent = PlanFiles.Read(PlanFiles.Real("national-programme-2026-2030"));

        var links = Similarity.Derivations([.. child.Tasks.Select(t => (t.Code, t.Title))], [.. parent.Tasks.Select(t => (t.Code, t.Title))]);

        links.Where(l => l.Child != "VII").Select(l => $"{l.Child}={l.Parent}").ShouldBe(
            ["I=I.17", "II.1=II.6", "II.2=II.8", "III.1=IV.2", "III.2=IV.3", "III.3=IV.5", "III.4=III.2", "IV.1=V.1", "IV.2=V.2", "V=VI.5", "VI=VIII.3"]);
    }

    private static ParsedItem One(ParsedPlan plan, string code) => plan.Tasks.Single(t => t.Code == code);

    private static List<DeadlineKind> Kinds(ParsedPlan plan, string code) => [.. One(plan, code).Deadlines.Select(d => d.Kind)];

    private static IEnumerable<string> Values(ParsedPlan plan) => plan.Targets.Select(t => string.Join('/', t.Values.Select(static v => v.Comparator switch
    {
        Comparator.Empty => "-",
        Comparator.Done => "done",
        Comparator.AtMost => "<=" + v.Value,
        Comparator.Above => ">" + v.Value,
        _ => v.Value.ToString(),
    })));
}
