namespace LienThong.Ui;

/// <summary>Choose one.</summary>
[HtmlTargetElement("lt-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadiosTagHelper : ChoiceFieldTagHelper
{
    /// <summary>Side by side: only for two short choices.</summary>
    public bool Inline { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = await Choices(context, output);
        var passed = TakePassed(output);
        var about = Group(output);
        output.Content.SetHtmlContent(Fieldset(about, ChoiceList.Render("radio", Id, Name, choices, IsChosen, passed, Inline)));
    }
}

/// <summary>Choose any number.</summary>
[HtmlTargetElement("lt-checkboxes", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxesTagHelper : ChoiceFieldTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = await Choices(context, output);
        var passed = TakePassed(output);
        var about = Group(output);
        output.Content.SetHtmlContent(Fieldset(about, ChoiceList.Render("checkbox", Id, Name, choices, IsChosen, passed, false)));
    }
}

/// <summary>The boxes of radios and checkboxes, which differ in one word.</summary>
internal static class ChoiceList
{
    public static Html Render(
        string type, string id, string name, IReadOnlyList<Choice> choices, Func<Choice, bool> isChosen, List<TagHelperAttribute> passed, bool inline)
    {
        var block = type == "radio" ? "govuk-radios" : "govuk-checkboxes";
        var html = new Html().Open("div", ("class", Names.Classes(block, inline ? $"{block}--inline" : null)));
        for (var i = 0; i < choices.Count; i++)
        {
            var (choice, itemId) = (choices[i], i == 0 ? id : $"{id}-{i + 1}");
            var hintId = choice.Hint is null ? null : $"{itemId}-item-hint";
            var thenId = choice.Then is null ? null : $"{itemId}-then";
            html.Open("div", ("class", $"{block}__item"))
                .Open("input", [
                    ("class", $"{block}__input"), ("id", itemId), ("name", name), ("type", type), ("value", choice.Value),
                    ("checked", isChosen(choice) ? "" : null),
                    ("disabled", choice.Disabled ? "" : null), ("aria-controls", thenId), ("aria-describedby", hintId)], passed)
                .Leaf("label", choice.Text, ("class", $"govuk-label {block}__label"), ("for", itemId));
            if (hintId is not null) html.Leaf("div", choice.Hint, ("id", hintId), ("class", $"govuk-hint {block}__hint"));
            html.Close("div");
            if (choice.Then is null) continue;
            html.Open("div", ("class", $"{block}__conditional lt-then"), ("id", thenId))
                .Add(choice.Then).Close("div");
        }
        return html.Close("div");
    }
}
