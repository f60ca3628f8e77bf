namespace LienThong.Ui;

/// <summary>One thing to choose in a select, radios or checkboxes.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What people read.</param>
/// <param name="Hint">A line beneath it (radios and checkboxes).</param>
/// <param name="Disabled">Shown but not to be chosen; say why in <paramref name="Hint"/>.</param>
public sealed record Choice(string Value, string Text, string? Hint = null, bool Disabled = false)
{
    /// <summary>Fields that belong to this choice; shown when it is chosen (always, where JavaScript is off).</summary>
    internal IHtmlContent? Then { get; init; }
}

/// <summary>A choice written in the page, inside lt-select, lt-radios or lt-checkboxes. Its content is shown when it is chosen.</summary>
[HtmlTargetElement("lt-choice", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    public string Text { get; set; } = "";

    public string? Hint { get; set; }

    public bool Disabled { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var then = await output.GetChildContentAsync();
        var list = (List<Choice>)context.Items[typeof(Choice)];
        list.Add(new(Value, Text, Hint, Disabled) { Then = then.IsEmptyOrWhiteSpace ? null : then });
        output.SuppressOutput();
    }
}

/// <summary>A field whose value is one or more of some choices.</summary>
public abstract class ChoiceFieldTagHelper : FieldTagHelper
{
    /// <summary>The choices; those written in the page as lt-choice come after them.</summary>
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>What is chosen before the person chooses, where several may be.</summary>
    public IEnumerable<string>? Values { get; set; }

    private protected async Task<IReadOnlyList<Choice>> Choices(TagHelperContext context, TagHelperOutput output)
    {
        var list = Items?.ToList() ?? [];
        context.Items[typeof(Choice)] = list;
        await output.GetChildContentAsync();
        return list;
    }

    private protected bool IsChosen(Choice choice) =>
        (Faults.Typed(Name) ?? (Faults.HasTyped ? [] : Values ?? [Value ?? ""])).Contains(choice.Value, StringComparer.Ordinal);
}
