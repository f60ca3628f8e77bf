using System.Text.Encodings.Web;

namespace LienThong.Ui;

/// <summary>
/// All faults of the form at the top of the page, each a link to its field. Takes the focus where JavaScript is on; writes nothing when
/// there is no fault. It is written last, so it knows which fields the page has: a fault of any other field is text, not a dead link.
/// </summary>
[HtmlTargetElement("lt-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : UiTagHelper
{
    public string? Title { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var faults = FormFaults.Of(ViewContext.ViewData);
        if (faults.All.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        Become(output, "div", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.SetHtmlContent(new Html()
            .Open("div", ("role", "alert"))
            .Leaf("h2", string.IsNullOrEmpty(Title) ? T["Có chỗ cần sửa"] : Title, ("class", "govuk-error-summary__title"))
            .Open("div", ("class", "govuk-error-summary__body"))
            .Open("ul", ("class", "govuk-list govuk-error-summary__list")).Add(new Links(faults)).Close("ul")
            .Close("div").Close("div"));
    }

    private sealed class Links(FormFaults faults) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var list = new Html();
            foreach (var fault in faults.All.DistinctBy(fault => (Names.Key(fault.Field), fault.Message)))
            {
                list.Open("li");
                if (faults.TargetOf(fault) is { } id) list.Leaf("a", fault.Message, ("href", $"#{id}"));
                else list.Text(fault.Message);
                list.Close("li");
            }
            list.WriteTo(writer, encoder);
        }
    }
}
