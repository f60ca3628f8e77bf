using Microsoft.AspNetCore.Http;

namespace LienThong.Ui;

/// <summary>The rooms of one part of the house, side by side beneath its heading; its content are lt-place.</summary>
[HtmlTargetElement("lt-subnav")]
public sealed class SubnavigationTagHelper : UiTagHelper
{
    /// <summary>What these places are: read out, not shown.</summary>
    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "nav", "lt-subnav");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent(new Html().Open("ul", ("class", "lt-subnav__list")).Add(content).Close("ul"));
    }
}

/// <summary>One room. It is marked as the present one when its address is the address of the page.</summary>
[HtmlTargetElement("lt-place", ParentTag = "lt-subnav")]
public sealed class PlaceTagHelper : UiTagHelper
{
    public string Href { get; set; } = "";

    /// <summary>Marks the place on pages beneath it, whose address is longer.</summary>
    public bool Current { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var here = ViewContext.HttpContext.Request.Path.Equals(new PathString(Href), StringComparison.OrdinalIgnoreCase);
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(new Html()
            .Open("a", ("class", "lt-subnav__link"), ("href", Href), ("aria-current", here ? "page" : Current ? "true" : null)).Add(content).Close("a"));
    }
}
