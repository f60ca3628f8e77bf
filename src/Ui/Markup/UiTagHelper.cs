using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace LienThong.Ui;

/// <summary>What every tag helper of the kit has: the page it stands in and our texts in the reader's language.</summary>
public abstract class UiTagHelper : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private protected IStringLocalizer T =>
        ViewContext.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();

    /// <summary>Makes the helper's own element, with these classes and what the page wrote on it.</summary>
    private protected static void Become(TagHelperOutput output, string tag, params ReadOnlySpan<string?> classes)
    {
        var own = output.Attributes["class"]?.Value?.ToString();
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Names.Classes([.. classes, own]));
    }

    /// <summary>Takes the attributes that the page wrote and the helper does not know, to be put on an inner element.</summary>
    private protected static List<TagHelperAttribute> TakePassed(TagHelperOutput output)
    {
        var passed = output.Attributes.ToList();
        output.Attributes.Clear();
        return passed;
    }
}
