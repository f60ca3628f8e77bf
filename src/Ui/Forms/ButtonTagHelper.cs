namespace LienThong.Ui;

/// <summary>A button that sends the form. One primary button a page; the others are secondary.</summary>
[HtmlTargetElement("lt-button")]
public sealed class ButtonTagHelper : UiTagHelper
{
    /// <summary>primary, secondary or warning (for what cannot be undone).</summary>
    public string Kind { get; set; } = "primary";

    public string Type { get; set; } = "submit";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "button", "govuk-button", ButtonClass.Of(Kind));
        output.Attributes.SetAttribute("type", Type);
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Type == "submit") output.Attributes.SetAttribute("data-prevent-double-click", "true");
    }
}

/// <summary>A link that looks like a button: it goes somewhere and changes nothing.</summary>
[HtmlTargetElement("lt-link-button", Attributes = "href")]
public sealed class LinkButtonTagHelper : UiTagHelper
{
    public string Kind { get; set; } = "primary";

    /// <summary>The way into a service: larger, with an arrow.</summary>
    public bool Start { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "a", "govuk-button", ButtonClass.Of(Kind), Start ? "govuk-button--start" : null);
        output.Attributes.SetAttribute("role", "button");
        output.Attributes.SetAttribute("draggable", "false");
        output.Attributes.SetAttribute("data-module", "govuk-button");
        var html = new Html().Add(content);
        if (Start)
        {
            html.Raw("""
                <svg class="govuk-button__start-icon" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false">
                <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>
                """);
        }
        output.Content.SetHtmlContent(html);
    }
}

internal static class ButtonClass
{
    public static string? Of(string kind) => kind == "primary" ? null : $"govuk-button--{kind}";
}
