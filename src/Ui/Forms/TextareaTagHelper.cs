using System.Globalization;

namespace LienThong.Ui;

/// <summary>A box for several lines.</summary>
[HtmlTargetElement("lt-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public int Rows { get; set; } = 5;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var passed = TakePassed(output);
        var about = Group(output);
        // The line break after the tag is dropped by the parser; without it a text that starts with one would lose it.
        var area = new Html().Open("textarea", [
            ("class", Names.Classes("govuk-textarea", HasFault ? "govuk-textarea--error" : null)), ("id", Id), ("name", Name),
            ("rows", Rows.ToString(CultureInfo.InvariantCulture)), ("aria-describedby", DescribedBy)], passed)
            .Raw("\n").Text(Shown).Close("textarea");
        output.Content.SetHtmlContent(LabelFor(Id).Add(about).Add(area));
    }
}
