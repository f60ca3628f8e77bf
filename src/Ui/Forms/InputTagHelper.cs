namespace LienThong.Ui;

/// <summary>A one-line box. Use <c>type</c>, <c>autocomplete</c> and <c>inputmode</c> as in HTML.</summary>
[HtmlTargetElement("lt-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper : FieldTagHelper
{
    public string Type { get; set; } = "text";

    /// <summary>Width in characters: 2, 3, 4, 5, 10 or 20. Without it the box fills the column.</summary>
    public int? Width { get; set; }

    /// <summary>Digits only: shows the number pad on a phone and keeps the text form (leading zeros count).</summary>
    public bool Digits { get; set; }

    public string? Suffix { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var passed = TakePassed(output);
        var about = Group(output);
        var width = Width is { } characters ? $"govuk-input--width-{characters}" : null;
        var input = new Html().Open("input", [
            ("class", Names.Classes("govuk-input", width, HasFault ? "govuk-input--error" : null)),
            ("id", Id), ("name", Name), ("type", Type),
            ("value", Type == "password" || string.IsNullOrEmpty(Shown) ? null : Shown), ("inputmode", Digits ? "numeric" : null),
            ("spellcheck", Digits ? "false" : null), ("aria-describedby", DescribedBy)], passed);
        if (!string.IsNullOrEmpty(Suffix))
        {
            input = new Html().Open("div", ("class", "govuk-input__wrapper")).Add(input)
                .Leaf("div", Suffix, ("class", "govuk-input__suffix"), ("aria-hidden", "true")).Close("div");
        }
        output.Content.SetHtmlContent(LabelFor(Id).Add(about).Add(input));
    }
}
