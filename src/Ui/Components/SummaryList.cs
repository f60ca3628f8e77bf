namespace LienThong.Ui;

/// <summary>Questions and answers, or facts about one thing, with links to change them. Rows are lt-row.</summary>
[HtmlTargetElement("lt-summary-list")]
public sealed class SummaryListTagHelper : UiTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Become(output, "dl", "govuk-summary-list");
}

/// <summary>One row; its content is the value.</summary>
[HtmlTargetElement("lt-row", ParentTag = "lt-summary-list")]
public sealed class SummaryRowTagHelper : UiTagHelper
{
    public string Label { get; set; } = "";

    /// <summary>Where the value is changed; without it the row has no link.</summary>
    public string? ChangeHref { get; set; }

    /// <summary>Other words for "Sửa".</summary>
    public string? ChangeText { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var hasLink = !string.IsNullOrEmpty(ChangeHref);
        Become(output, "div", "govuk-summary-list__row", hasLink ? null : "govuk-summary-list__row--no-actions");
        var row = new Html().Leaf("dt", Label, ("class", "govuk-summary-list__key"))
            .Open("dd", ("class", "govuk-summary-list__value")).Add(content).Close("dd");
        if (hasLink)
        {
            row.Open("dd", ("class", "govuk-summary-list__actions")).Open("a", ("class", "govuk-link"), ("href", ChangeHref))
                .Text(string.IsNullOrEmpty(ChangeText) ? T["Sửa"] : ChangeText)
                .Leaf("span", $" {Label}", ("class", "govuk-visually-hidden")).Close("a").Close("dd");
        }
        output.Content.SetHtmlContent(row);
    }
}
