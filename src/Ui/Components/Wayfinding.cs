namespace LienThong.Ui;

/// <summary>Back to the page before. Stands in the section BeforeMain.</summary>
[HtmlTargetElement("lt-back-link", Attributes = "href", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BackLinkTagHelper : UiTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "a", "govuk-back-link");
        if (content.IsEmptyOrWhiteSpace) output.Content.SetContent(T["Quay lại"]);
    }
}

/// <summary>Where this page stands; its content are lt-crumb, from the top down. Stands in the section BeforeMain.</summary>
[HtmlTargetElement("lt-breadcrumbs")]
public sealed class BreadcrumbsTagHelper : UiTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "nav", "govuk-breadcrumbs", "govuk-breadcrumbs--collapse-on-mobile");
        output.Attributes.SetAttribute("aria-label", T["Đường dẫn"].Value);
        output.Content.SetHtmlContent(new Html().Open("ol", ("class", "govuk-breadcrumbs__list")).Add(content).Close("ol"));
    }
}

/// <summary>One step of the way; without href it is this page.</summary>
[HtmlTargetElement("lt-crumb", ParentTag = "lt-breadcrumbs")]
public sealed class CrumbTagHelper : UiTagHelper
{
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "li", "govuk-breadcrumbs__list-item");
        if (string.IsNullOrEmpty(Href)) output.Attributes.SetAttribute("aria-current", "page");
        else output.Content.SetHtmlContent(new Html().Open("a", ("class", "govuk-breadcrumbs__link"), ("href", Href)).Add(content).Close("a"));
    }
}

/// <summary>Previous and next page of a list that is read by keyset. No page numbers: counting would read the whole list.</summary>
[HtmlTargetElement("lt-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : UiTagHelper
{
    private const string Left = """
        <svg class="govuk-pagination__icon govuk-pagination__icon--prev" height="13" width="15" aria-hidden="true" viewBox="0 0 15 13">
        <path d="m6.6 0-6.600 6.500 6.600 6.500 1.400-1.400-4.100-4.100H15v-2H3.900L8 1.400z"/></svg>
        """;
    private const string Right = """
        <svg class="govuk-pagination__icon govuk-pagination__icon--next" height="13" width="15" aria-hidden="true" viewBox="0 0 15 13">
        <path d="m8.400 0 6.600 6.500L8.400 13 7 11.600l4.100-4.100H0v-2h11.100L7 1.400z"/></svg>
        """;

    /// <summary>Null on the first page.</summary>
    public string? PreviousHref { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextHref { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(PreviousHref) && string.IsNullOrEmpty(NextHref))
        {
            output.SuppressOutput();
            return;
        }
        Become(output, "nav", "govuk-pagination");
        output.Attributes.SetAttribute("aria-label", T["Các trang"].Value);
        var html = new Html();
        if (!string.IsNullOrEmpty(PreviousHref)) Link(html, "prev", PreviousHref, new Html().Raw(Left).Add(LinkTitle(T["Trang trước"])));
        if (!string.IsNullOrEmpty(NextHref)) Link(html, "next", NextHref, LinkTitle(T["Trang sau"]).Raw(Right));
        output.Content.SetHtmlContent(html);
    }

    private static Html LinkTitle(string text) => new Html().Leaf("span", text, ("class", "govuk-pagination__link-title"));

    private static void Link(Html html, string rel, string href, Html content) => html
        .Open("div", ("class", $"govuk-pagination__{rel}"))
        .Open("a", ("class", "govuk-link govuk-pagination__link"), ("href", href), ("rel", rel)).Add(content).Close("a").Close("div");
}
