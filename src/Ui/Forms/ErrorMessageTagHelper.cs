namespace LienThong.Ui;

/// <summary>The message of one field, for controls that the kit does not have. Fields of the kit write it themselves.</summary>
[HtmlTargetElement("lt-error-message", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorMessageTagHelper : UiTagHelper
{
    /// <summary>The field whose message this is. Its control needs <c>aria-describedby="…-error"</c>.</summary>
    public string For { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var faults = FormFaults.Of(ViewContext.ViewData);
        faults.Shows(For);
        var messages = faults.MessagesFor(For).ToList();
        output.TagName = null;
        if (messages.Count == 0) output.SuppressOutput();
        else output.Content.SetHtmlContent(Render($"{Names.Id(For)}-error", messages, T["Lỗi:"]));
    }

    internal static Html Render(string id, IReadOnlyList<string> messages, string prefix)
    {
        var html = new Html().Open("div", ("id", id), ("class", "govuk-error-message"));
        for (var i = 0; i < messages.Count; i++)
        {
            if (i > 0) html.Raw("<br>");
            html.Leaf("span", prefix, ("class", "govuk-visually-hidden")).Raw(" ").Text(messages[i]);
        }
        return html.Close("div");
    }
}
