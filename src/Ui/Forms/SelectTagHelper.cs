namespace LienThong.Ui;

/// <summary>A list to choose one from. For up to about seven choices use lt-radios.</summary>
[HtmlTargetElement("lt-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : ChoiceFieldTagHelper
{
    /// <summary>The first line, which sends an empty value, for example "Chọn tỉnh".</summary>
    public string? Prompt { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = await Choices(context, output);
        var passed = TakePassed(output);
        var about = Group(output);
        var select = new Html().Open("select", [
            ("class", Names.Classes("govuk-select", HasFault ? "govuk-select--error" : null)),
            ("id", Id), ("name", Name), ("aria-describedby", DescribedBy)], passed);
        if (Prompt is not null) select.Leaf("option", Prompt, ("value", ""));
        foreach (var choice in choices)
        {
            select.Open("option", ("value", choice.Value), ("selected", IsChosen(choice) ? "" : null),
                ("disabled", choice.Disabled ? "" : null))
                .Text(choice.Text).Close("option");
        }
        output.Content.SetHtmlContent(LabelFor(Id).Add(about).Add(select.Close("select")));
    }
}
