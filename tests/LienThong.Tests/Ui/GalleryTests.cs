using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LienThong.Ui;

namespace LienThong.Tests.Ui;

/// <summary>Every example of every component, as the gallery serves it.</summary>
public sealed class GalleryTests(UiHouse house) : IClassFixture<UiHouse>
{
    public static TheoryData<string> Components => [.. ComponentExamples.All.Select(component => component.Slug)];

    [Fact]
    public void Every_tag_helper_stands_in_an_example()
    {
        var shown = ComponentExamples.All.SelectMany(component => component.Examples.SelectMany(example => TagsIn(example.Content)).Append(component.Tag)).ToHashSet();
        ExampleRenderer.Tags.Where(tag => !shown.Contains(tag)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_gallery_lists_every_component()
    {
        var page = await Page("");
        page.QuerySelectorAll("main ul a").Select(link => link.GetAttribute("href")).ShouldBe(ComponentExamples.All.Select(component => $"/ui/components/{component.Slug}"));
    }

    [Fact]
    public async Task An_unknown_component_is_a_404_page()
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync("/ui/components/khong-co");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Không tìm thấy trang");
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Every_example_renders_and_Vietnamese_letters_stay_letters(string slug)
    {
        var component = ComponentExamples.All.Single(one => one.Slug == slug);
        using var client = house.Anonymous();
        var answer = await client.GetAsync($"/ui/components/{slug}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.CharSet.ShouldBe("utf-8");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain(component.Vi);
        html.ShouldNotContain("&#x1E", Case.Insensitive);
        html.ShouldNotContain("�");
        var page = new HtmlParser().ParseDocument(html);
        page.QuerySelectorAll(".lt-gallery").Length.ShouldBe(component.Examples.Count);
        page.QuerySelectorAll(".lt-gallery").Where(example => example.ChildElementCount == 0).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task What_points_at_something_points_at_one_thing_that_is_there(string slug)
    {
        var page = await Page(slug);
        page.All.Where(element => element.Id is { Length: > 0 }).GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        var missing = new List<string>();
        foreach (var element in page.All)
        {
            foreach (var attribute in new[] { "for", "aria-describedby", "aria-labelledby", "aria-controls" })
            {
                var ids = element.GetAttribute(attribute)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
                missing.AddRange(ids.Where(id => page.GetElementById(id) is null).Select(id => $"{attribute}={id}"));
            }
        }
        missing.AddRange(page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.GetAttribute("href")!).Where(href => page.GetElementById(href[1..]) is null));
        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Every_control_has_a_name_that_is_read_out(string slug)
    {
        var page = await Page(slug);
        var unnamed = page.QuerySelectorAll("main :is(input:not([type=hidden]), select, textarea)")
            .Where(control => page.QuerySelector($"label[for='{control.Id}']")?.TextContent.Trim() is null or "").Select(control => control.OuterHtml);
        unnamed.ShouldBeEmpty();
        page.QuerySelectorAll("main :is(button, a)").Where(action => action.TextContent.Trim().Length == 0).Select(action => action.OuterHtml).ShouldBeEmpty();
        page.QuerySelectorAll("fieldset").Where(set => set.QuerySelector("legend") is null).ShouldBeEmpty();
        page.QuerySelectorAll("table").Where(table => table.QuerySelector("caption") is null).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Nothing_needs_what_the_content_security_policy_forbids(string slug)
    {
        var page = await Page(slug);
        page.QuerySelectorAll("[style], style, script:not([src])").Select(element => element.OuterHtml).ShouldBeEmpty();
        page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).Select(attribute => attribute.Name).ShouldBeEmpty();
        page.QuerySelectorAll("[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")).Where(address => !address!.StartsWith("/assets/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_frame_says_language_title_landmarks_and_that_data_are_synthetic()
    {
        var page = await Page("input");
        page.DocumentElement.GetAttribute("lang").ShouldBe("vi");
        page.Title.ShouldEndWith("– LienThong");
        page.QuerySelectorAll("main").Length.ShouldBe(1);
        page.QuerySelector(".govuk-skip-link")!.GetAttribute("href").ShouldBe("#main-content");
        page.GetElementById("main-content")!.TagName.ShouldBe("MAIN");
        page.QuerySelector(".lt-demo")!.TextContent.ShouldContain("giả lập");
        page.QuerySelector("header a[href='/sign-in']").ShouldNotBeNull();
        page.QuerySelector("script[src*='htmx']").ShouldBeNull("a page that does not ask for htmx does not load it");
    }

    private async Task<IDocument> Page(string slug)
    {
        using var client = house.Anonymous();
        return new HtmlParser().ParseDocument(await client.GetStringAsync($"/ui/components/{slug}"));
    }

    private static IEnumerable<string> TagsIn(IReadOnlyList<ExampleNode>? nodes) =>
        (nodes ?? []).SelectMany(node => TagsIn(node.Content).Append(node.Tag ?? ""));
}
