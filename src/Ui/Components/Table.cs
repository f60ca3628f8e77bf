namespace LienThong.Ui;

/// <summary>
/// A table with a caption. Its content is plain thead and tbody; numbers stand in cells with <c>class="lt-num"</c>. A table wider than
/// the screen scrolls by itself, by keyboard too.
/// </summary>
[HtmlTargetElement("lt-table")]
public sealed class TableTagHelper : UiTagHelper
{
    /// <summary>What the table says: needed by people who hear it.</summary>
    public string Caption { get; set; } = "";

    /// <summary>s, m, l; "hidden" where a heading just above says the same.</summary>
    public string CaptionSize { get; set; } = "m";

    /// <summary>Tighter rows, for work lists.</summary>
    public bool Small { get; set; }

    /// <summary>On a phone each row becomes a block; cells name themselves with <c>data-label</c>. For tables of words, not of numbers.</summary>
    public bool Stack { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var id = Names.Id($"table-{context.UniqueId}");
        var passed = TakePassed(output);
        Become(output, "div", "lt-scroll");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Attributes.SetAttribute("tabindex", "0");
        var captionClass = CaptionSize == "hidden" ? "govuk-visually-hidden" : $"govuk-table__caption--{CaptionSize}";
        output.Content.SetHtmlContent(new Html()
            .Open("table", [("class", Names.Classes("govuk-table lt-table", Small ? "lt-table--small" : null, Stack ? "lt-table--stack" : null))], passed)
            .Leaf("caption", Caption, ("id", id), ("class", $"govuk-table__caption {captionClass}")).Add(content).Close("table"));
    }
}
