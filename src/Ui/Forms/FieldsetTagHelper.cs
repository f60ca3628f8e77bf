namespace LienThong.Ui;

/// <summary>Groups fields that belong together under one legend.</summary>
[HtmlTargetElement("lt-fieldset")]
public sealed class FieldsetTagHelper : UiTagHelper
{
    public string Legend { get; set; } = "";

    /// <summary>s, m, l or xl.</summary>
    public string LegendSize { get; set; } = "m";

    /// <summary>The legend is the heading (h1) of the page.</summary>
    public bool Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "fieldset", "govuk-fieldset");
        var html = new Html().Open("legend", ("class", $"govuk-fieldset__legend govuk-fieldset__legend--{LegendSize}"));
        if (Heading) html.Leaf("h1", Legend, ("class", "govuk-fieldset__heading"));
        else html.Text(Legend);
        output.Content.SetHtmlContent(html.Close("legend").Add(content));
    }
}

/// <summary>A hint for a control that the kit does not have. Its control needs <c>aria-describedby="…-hint"</c>.</summary>
[HtmlTargetElement("lt-hint")]
public sealed class HintTagHelper : UiTagHelper
{
    public string For { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "div", "govuk-hint");
        output.Attributes.SetAttribute("id", $"{Names.Id(For)}-hint");
    }
}
