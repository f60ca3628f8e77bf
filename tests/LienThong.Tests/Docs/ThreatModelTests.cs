using System.Reflection;
using System.Text.RegularExpressions;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Docs;

/// <summary>What the documents promise to whoever connects: tests that the threat model names exist, and every error code has a page.</summary>
public sealed partial class ThreatModelTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists_and_runs()
    {
        var named = Named().Matches(File.ReadAllText(Path.Combine(TheHouse.Root, "docs", "threats-identity.md"))).Select(m => (Class: m.Groups[1].Value, Test: m.Groups[2].Value)).ToList();
        named.Count.ShouldBeGreaterThan(50);
        var tests = typeof(ThreatModelTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttributes<FactAttribute>().Any(f => f.Skip is null)).Select(m => (t.Name, m.Name))).ToHashSet();
        named.Where(n => !tests.Contains(n)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_error_code_has_a_page_that_says_what_to_do()
    {
        using var visitor = house.Anonymous();
        foreach (var (_, error) in TheHouse.Errors())
        {
            var answer = await visitor.GetAsync("/docs/errors/" + error.Code);
            answer.IsSuccessStatusCode.ShouldBeTrue(error.Code);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            var text = page.QuerySelector("main")!.TextContent;
            text.ShouldContain(error.Vi, Case.Sensitive, error.Code);
            text.ShouldContain(error.En, Case.Sensitive, error.Code);
        }
        ((int)(await visitor.GetAsync("/docs/errors/XXX-0000")).StatusCode).ShouldBe(404);
    }

    [GeneratedRegex(@"\| `(\w+)\.(\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Named();
}
