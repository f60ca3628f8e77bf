namespace LienThong.Ui;

/// <summary>The parts of a long form and how far each is. Rows are lt-task.</summary>
[HtmlTargetElement("lt-task-list")]
public sealed class TaskListTagHelper : UiTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Become(output, "ul", "govuk-task-list");
}

/// <summary>One part. Without href it cannot be started yet; the hint says why.</summary>
[HtmlTargetElement("lt-task", ParentTag = "lt-task-list", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TaskTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";

    public string? Href { get; set; }

    public string? Hint { get; set; }

    /// <summary>The words of the status, for example "Đã xong".</summary>
    public string StatusText { get; set; } = "";

    /// <summary>As in lt-tag; "none" shows plain words, for parts that are finished.</summary>
    public string Status { get; set; } = "none";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = Names.Id($"task-{context.UniqueId}");
        var hasLink = !string.IsNullOrEmpty(Href);
        var hintId = string.IsNullOrEmpty(Hint) ? null : $"{id}-hint";
        Become(output, "li", "govuk-task-list__item", hasLink ? "govuk-task-list__item--with-link" : null);
        var html = new Html().Open("div", ("class", "govuk-task-list__name-and-hint"));
        if (hasLink)
        {
            html.Leaf("a", Title,
                ("class", "govuk-link govuk-task-list__link"), ("href", Href), ("aria-describedby", Names.Classes(hintId, $"{id}-status")));
        }
        else
        {
            html.Leaf("div", Title);
        }
        if (hintId is not null) html.Leaf("div", Hint, ("id", hintId), ("class", "govuk-task-list__hint"));
        html.Close("div").Open("div", ("class", "govuk-task-list__status"), ("id", $"{id}-status"));
        if (Status == "none") html.Text(StatusText);
        else html.Add(StatusTagHelper.Render(Status, StatusText));
        output.Content.SetHtmlContent(html.Close("div"));
    }
}
