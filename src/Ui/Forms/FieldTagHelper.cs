namespace LienThong.Ui;

/// <summary>
/// A labelled field of a form: label, hint, message and control, tied together for screen readers. The message and the typed value
/// come from <see cref="FormFaults"/>; attributes that the helper does not know go to the control.
/// </summary>
public abstract class FieldTagHelper : UiTagHelper
{
    /// <summary>The form name, which is also the field that faults point at.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    /// <summary>Size of the label or legend: s, m, l or xl. Without it s, or l where it is the heading.</summary>
    public string? LabelSize { get; set; }

    /// <summary>The label is the heading (h1) of the page: for pages that ask one question.</summary>
    public bool Heading { get; set; }

    public string? Hint { get; set; }

    /// <summary>What the field holds before the person types.</summary>
    public string? Value { get; set; }

    /// <summary>Says "(không bắt buộc)" after the label. Fields are required unless they say so.</summary>
    public bool Optional { get; set; }

    private protected string Id => Names.Id(Name);

    private protected FormFaults Faults => FormFaults.Of(ViewContext.ViewData);

    /// <summary>What the person typed if the form came back, else the value that the page gave.</summary>
    private protected string? Shown => Faults.Typed(Name) is [var typed, ..] ? typed : Value;

    private protected bool HasFault { get; private set; }

    private protected string? DescribedBy { get; private set; }

    /// <summary>Starts the group; returns hint and messages, to be written between label and control.</summary>
    private protected Html Group(TagHelperOutput output)
    {
        Faults.Shows(Name);
        var messages = Faults.MessagesFor(Name).ToList();
        HasFault = messages.Count > 0;
        var hasHint = !string.IsNullOrEmpty(Hint);
        DescribedBy = (hasHint, HasFault) switch
        {
            (true, true) => $"{Id}-hint {Id}-error",
            (true, false) => $"{Id}-hint",
            (false, true) => $"{Id}-error",
            _ => null,
        };
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Names.Classes("govuk-form-group", HasFault ? "govuk-form-group--error" : null));
        var about = new Html();
        if (hasHint) about.Leaf("div", Hint, ("id", $"{Id}-hint"), ("class", "govuk-hint"));
        if (HasFault) about.Add(ErrorMessageTagHelper.Render($"{Id}-error", messages, T["Lỗi:"]));
        return about;
    }

    private protected Html LabelFor(string id)
    {
        var label = new Html();
        if (Heading) label.Open("h1", ("class", "govuk-label-wrapper"));
        label.Open("label", ("class", Names.Classes("govuk-label", Sized("govuk-label"))), ("for", id)).Text(Label);
        AddOptional(label);
        label.Close("label");
        return Heading ? label.Close("h1") : label;
    }

    /// <summary>A fieldset with the label as its legend, for fields of more than one control.</summary>
    private protected Html Fieldset(Html about, IHtmlContent controls, string? role = null)
    {
        var set = new Html().Open("fieldset", ("class", "govuk-fieldset"), ("role", role), ("aria-describedby", DescribedBy));
        set.Open("legend", ("class", Names.Classes("govuk-fieldset__legend", Sized("govuk-fieldset__legend"))));
        if (Heading) set.Open("h1", ("class", "govuk-fieldset__heading"));
        set.Text(Label);
        AddOptional(set);
        if (Heading) set.Close("h1");
        return set.Close("legend").Add(about).Add(controls).Close("fieldset");
    }

    private void AddOptional(Html html)
    {
        if (Optional) html.Raw(" ").Leaf("span", T["(không bắt buộc)"], ("class", "lt-optional"));
    }

    private string Sized(string block) => $"{block}--{LabelSize ?? (Heading ? "l" : "s")}";
}
