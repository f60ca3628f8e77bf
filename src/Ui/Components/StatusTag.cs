namespace LienThong.Ui;

/// <summary>A status: always words, with a colour and a mark beside them, so that nobody needs to tell colours apart.</summary>
[HtmlTargetElement("lt-tag")]
public sealed class StatusTagHelper : UiTagHelper
{
    /// <summary>neutral, new, working, waiting, done or late.</summary>
    public string Status { get; set; } = "neutral";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, "strong", "govuk-tag", "lt-tag", $"lt-tag--{Status}");

    internal static Html Render(string status, string text) =>
        new Html().Leaf("strong", text, ("class", $"govuk-tag lt-tag lt-tag--{status}"));
}
