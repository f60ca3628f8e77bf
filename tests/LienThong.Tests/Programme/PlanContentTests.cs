using LienThong.Kernel.Measures;
using LienThong.Programme;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Programme;

public sealed class PlanContentTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task The_demo_has_the_three_plans_with_their_known_counts()
    {
        var (construction, national, information) = (await Plan("construction-ministry-2026"), await Plan("national-programme-2026-2030"), await Plan("information-ministry-2022"));

        (construction.Of(ItemKind.Target).Count(), construction.Of(ItemKind.Task).Count()).ShouldBe((16, 12));
        (national.Of(ItemKind.Task).Count(), national.Of(ItemKind.Task).Select(t => t.Group).Distinct().Count()).ShouldBe((74, 10));
        (information.Of(ItemKind.Task).Count(), information.Of(ItemKind.Task).Select(t => t.Group).Distinct().Count()).ShouldBe((29, 4));
    }

    [Fact]
    public async Task Content_says_the_same_facts_as_the_documents()
    {
        foreach (var code in new[] { "construction-ministry-2026", "national-programme-2026-2030", "information-ministry-2022" })
        {
            var read = PlanFiles.Read(PlanFiles.Real(code));
            var stored = await Plan(code);
            foreach (var (kind, items) in new[] { (ItemKind.Target, read.Targets), (ItemKind.Task, read.Tasks) })
                foreach (var item in items)
                {
                    var ours = stored.Find(kind, item.Code).ShouldNotBeNull($"{code} {item.Code}");
                    ours.Values.Select(v => (v.Horizon, v.Comparator, v.Value)).ShouldBe(item.Values.Select(v => (v.Horizon, v.Comparator, v.Value)), $"{code} {item.Code}");
                    ours.Deadlines.Select(d => (d.Kind, d.From, d.Due)).ShouldBe(item.Deadlines.Select(d => (d.Kind, d.From, d.Due)), $"{code} {item.Code}");
                    ours.Roles.Select(r => (r.Role, r.Kind, r.Class, r.Parent)).ShouldBe(Roles(item), $"{code} {item.Code}");
                    Similarity.Of(ours.Title, item.Title).ShouldBeLessThan(0.95, $"{code} {item.Code}: our own words");
                }
        }

        // Persons stay out of content; the document brings them.
        static IEnumerable<(RoleKind, PartyKind, string?, string?)> Roles(ParsedItem item) =>
            item.Roles.Where(r => r.Role != RoleKind.Direct).Select(r => (r.Role, r.Kind, r.Class, r.Parent));
    }

    [Fact]
    public async Task At_least_six_targets_of_construction_are_bound_to_measures_that_the_system_offers()
    {
        var measures = house.Get<MeasureCatalogue>();
        var bound = (await Plan("construction-ministry-2026")).Of(ItemKind.Target).Where(t => t.Binding is not null).ToList();

        bound.Count(t => measures.Find(t.Binding!.Measure) is not null).ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task Tasks_of_construction_stand_beside_the_task_of_the_national_programme_that_they_carry_out()
    {
        var parents = await ReadPlans.Parents(house.Db<ProgrammeModule>(), "construction-ministry-2026", ItemKind.Task, "II.1", default);

        parents.Single().Code.ShouldBe("II.6");
        (await ReadPlans.Children(house.Db<ProgrammeModule>(), "national-programme-2026-2030", ItemKind.Task, "II.6", default)).Single().Plan.ShouldBe("construction-ministry-2026");
    }

    [Theory]
    [InlineData("II.11", "Trung tâm Công nghệ thông tin", "Bộ Xây dựng")]
    [InlineData("II.3", "Cục Quản lý và đăng ký kinh doanh", "Bộ Tài chính")]
    [InlineData("IV.1", "Cục Tin học hóa", "Bộ Khoa học và Công nghệ")]
    public async Task A_body_of_2022_keeps_its_name_and_is_answered_for_by_a_body_of_today(string code, string name, string ministry)
    {
        var plan = await Plan("information-ministry-2022");
        var bodies = house.Get<TodaysBodies>();
        var role = plan.Find(ItemKind.Task, code)!.Roles.Single(r => r.Name == name);

        var today = bodies.Of(role, plan.Plan.NamesAsOf);

        today.ShouldNotBeEmpty();
        var directory = house.Get<LienThong.Directory.IDirectory>();
        var now = DateOnly.FromDateTime(DateTime.Today);
        today.ShouldContain(b => b.Name == ministry || directory.AgencyAt(directory.AgencyAt(b.Code, now)!.Parent ?? "", now)!.Name == ministry);
    }

    [Fact]
    public void Every_ministry_and_every_unit_of_one_in_the_real_plans_is_answered_for_today()
    {
        var bodies = house.Get<TodaysBodies>();
        foreach (var code in new[] { "construction-ministry-2026", "national-programme-2026-2030", "information-ministry-2022" })
        {
            var plan = PlanFiles.Read(PlanFiles.Real(code));
            var asOf = plan.Head.Date ?? new DateOnly(2026, 6, 1);
            var roles = plan.Targets.Concat(plan.Tasks).SelectMany(t => t.Roles).Where(r => r.Kind == PartyKind.Unit || r.Kind == PartyKind.Body && Bodies.KnownAt(Fold.Key(r.Reading ?? r.Name)) is not null);

            roles.Where(r => bodies.Of(r, asOf).Count == 0).Select(r => $"{r.Name} < {r.Parent}").Distinct().ShouldBeEmpty(code);
        }
    }

    private async Task<PlanView> Plan(string code) => (await ReadPlans.Whole(house.Db<ProgrammeModule>(), code, default)).ShouldNotBeNull();
}
