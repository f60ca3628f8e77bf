namespace LienThong.Ui;

/// <summary>One of several things to choose from; stands in <c>&lt;div class="lt-cards"&gt;</c>. Its last element goes to the foot.</summary>
[HtmlTargetElement("lt-card")]
public sealed class CardTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";

    /// <summary>Where the title leads.</summary>
    public string? Href { get; set; }

    /// <summary>Level of the title in the outline of the page.</summary>
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "section", "lt-card");
        output.Content.SetHtmlContent(new Html()
            .Open($"h{Level}", ("class", "lt-card__title")).Add(Chart.Linked(Title, Href)).Close($"h{Level}").Add(content));
    }
}
