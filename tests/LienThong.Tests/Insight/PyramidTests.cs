using AngleSharp;
using AngleSharp.Dom;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population;

namespace LienThong.Tests.Insight;

/// <summary>The people of a province by age and sex: counts only.</summary>
public sealed class PyramidTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    [Fact]
    public async Task The_pyramid_and_its_table_say_how_many_live_there_and_name_nobody()
    {
        var leader = TestCaller.Official("H05", LienThong.Insight.Scopes.Read);
        var html = await house.As(leader).GetStringAsync("/insight/provinces/24", TestContext.Current.CancellationToken);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(html));
        var figure = page.QuerySelector("figure:has(.lt-pyramid)").ShouldNotBeNull();
        var rows = figure.QuerySelectorAll("tbody tr");
        (rows.Length, rows[0].Children[0].TextContent, rows[20].Children[0].TextContent).ShouldBe((21, "0–4", "100+"));
        var told = rows.Sum(r => r.Children.Skip(1).Sum(c => long.Parse(c.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.GetCultureInfo("vi-VN"))));
        var living = await house.Ask("""
            select count(*) from population.person p join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where coalesce(r.area, r.commune) = '07210' and p.died is null and p.sex > 0
            """, [], r => r.GetInt64(0));
        told.ShouldBe(living);
        figure.QuerySelectorAll("svg.lt-pyramid rect").Length.ShouldBe(42);
        (await house.Get<LienThong.Ledger.ILedger>().Search(new(Actor: leader.Id, Take: 10), TestContext.Current.CancellationToken)).Value.Entries.ShouldBeEmpty();
    }
}
