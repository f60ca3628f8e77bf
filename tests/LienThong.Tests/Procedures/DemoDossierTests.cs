using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Population.Synthetic;
using LienThong.Procedures;
using LienThong.Procedures.Work;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Procedures;

public sealed class DemoDossierTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    [Fact]
    public async Task The_demonstration_has_a_past_that_obeys_the_rules_and_is_made_once()
    {
        var people = Enumerable.Range(0, 200).Select(i => new DemoApplicant(Guid.CreateVersion7(), $"Nguyễn Văn Số {i}", house.Commune)).ToList();
        var made = await house.Get<IDemoDossiers>().Make(people, 6, CancellationToken.None);
        made.ShouldBe(200);
        (await house.Get<IDemoDossiers>().Make(people, 6, CancellationToken.None)).ShouldBe(0);

        var day = house.Get<TimeProvider>().Today();
        var facts = await house.Get<IProcedures>().Dossiers(day.AddDays(-61), day, null, 1000, CancellationToken.None);
        facts.Count.ShouldBe(200);
        facts.Select(f => f.Code).Distinct().Count().ShouldBe(200);
        facts.ShouldAllBe(f => f.ReceivedAt == null || f.ReceivedAt >= f.SubmittedAt);
        facts.ShouldAllBe(f => f.FinishedAt == null || f.FinishedAt >= f.SubmittedAt);
        facts.Count(f => f.National == 10).ShouldBeGreaterThan(80);
        facts.Count(f => f.National is 1 or 2 or 4).ShouldBeGreaterThan(3);

        var scope = new MeasureScope(day.AddDays(-61), day);
        foreach (var code in new[] { "procedures.on-time", "procedures.satisfaction", "procedures.non-territorial", "procedures.paid-online", "procedures.notified", "procedures.papers-cut" })
        {
            var value = await house.Get<MeasureCatalogue>().Evaluate(code, scope, CancellationToken.None);
            value.Denominator.ShouldBeGreaterThan(0, code);
            value.Share!.Value.ShouldBeInRange(0.01, 1, code);
        }

        // A dossier filed today goes on with the numbers of the day.
        var filed = await house.FileBirth("Trần Nguyễn Nối Số");
        facts.Select(f => f.Code).ShouldNotContain(filed.Code);
        (await house.Get<ReadQueue>().Run(ProceduresHouse.Officer(house.OneStop), QueueView.Closed, null, CancellationToken.None)).Rows.Count.ShouldBe(ReadQueue.PageSize);
    }
}
