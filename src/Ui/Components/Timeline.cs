using System.Globalization;
using LienThong.Kernel.Time;

namespace LienThong.Ui;

/// <summary>What happened to one thing, first to last or last to first. Rows are lt-event.</summary>
[HtmlTargetElement("lt-timeline")]
public sealed class TimelineTagHelper : UiTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Become(output, "ol", "lt-timeline");
}

/// <summary>One event; its content says more.</summary>
[HtmlTargetElement("lt-event", ParentTag = "lt-timeline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class EventTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";

    /// <summary>When; null for what is still to come.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Who did it, or where.</summary>
    public string? By { get; set; }

    /// <summary>done, current or coming.</summary>
    public string State { get; set; } = "done";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "li", "lt-timeline__item", $"lt-timeline__item--{State}");
        if (State == "current") output.Attributes.SetAttribute("aria-current", "step");
        var html = new Html().Leaf("span", Title, ("class", "lt-timeline__title"));
        if (At is not null || !string.IsNullOrEmpty(By))
        {
            html.Open("span", ("class", "lt-timeline__meta"));
            if (At is { } at) html.Add(TimeTagHelper.Render(at));
            if (At is not null && !string.IsNullOrEmpty(By)) html.Text(" · ");
            html.Text(By).Close("span");
        }
        if (!content.IsEmptyOrWhiteSpace) html.Open("span", ("class", "lt-timeline__text")).Add(content).Close("span");
        output.Content.SetHtmlContent(html);
    }
}

/// <summary>An instant as people here write it: 05/11/2026 14:03, Hà Nội time.</summary>
[HtmlTargetElement("lt-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper : TagHelper
{
    public DateTimeOffset? At { get; set; }

    /// <summary>A civil date, where there is no hour.</summary>
    public DateOnly? On { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (At is { } at) output.Content.SetHtmlContent(Render(at));
        else if (On is { } on) output.Content.SetHtmlContent(Render(on));
    }

    internal static Html Render(DateTimeOffset at) =>
        new Html().Leaf("time", HanoiTime.Show(at),
            ("datetime", at.ToOffset(HanoiTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)));

    internal static Html Render(DateOnly on) =>
        new Html().Leaf("time", HanoiTime.Show(on), ("datetime", on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
