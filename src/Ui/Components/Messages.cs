namespace LienThong.Ui;

/// <summary>Something the person should know that this page did not cause: saved, a source is away, a date has passed.</summary>
[HtmlTargetElement("lt-notification")]
public sealed class NotificationTagHelper : UiTagHelper
{
    /// <summary>info or success. Success is read out at once and takes the focus.</summary>
    public string Kind { get; set; } = "info";

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var success = Kind == "success";
        var id = Names.Id($"notification-{context.UniqueId}");
        Become(output, "div", "govuk-notification-banner", success ? "govuk-notification-banner--success" : null);
        output.Attributes.SetAttribute("role", success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        output.Content.SetHtmlContent(new Html()
            .Open("div", ("class", "govuk-notification-banner__header"))
            .Leaf("h2", Title ?? (success ? T["Đã xong"] : T["Lưu ý"]), ("class", "govuk-notification-banner__title"), ("id", id))
            .Close("div")
            .Open("div", ("class", "govuk-notification-banner__content")).Add(content).Close("div"));
    }
}

/// <summary>The green panel of a confirmation page: what is done and the number to keep.</summary>
[HtmlTargetElement("lt-panel")]
public sealed class PanelTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "div", "govuk-panel", "govuk-panel--confirmation");
        output.Content.SetHtmlContent(new Html().Leaf("h1", Title, ("class", "govuk-panel__title"))
            .Open("div", ("class", "govuk-panel__body")).Add(content).Close("div"));
    }
}

/// <summary>Text that stands apart: a quotation of a law, an example.</summary>
[HtmlTargetElement("lt-inset")]
public sealed class InsetTagHelper : UiTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Become(output, "div", "govuk-inset-text");
}

/// <summary>What happens if the person does, or does not do, something.</summary>
[HtmlTargetElement("lt-warning")]
public sealed class WarningTagHelper : UiTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "div", "govuk-warning-text");
        output.Content.SetHtmlContent(new Html()
            .Leaf("span", "!", ("class", "govuk-warning-text__icon"), ("aria-hidden", "true"))
            .Open("strong", ("class", "govuk-warning-text__text"))
            .Leaf("span", T["Cảnh báo"], ("class", "govuk-visually-hidden")).Raw(" ").Add(content).Close("strong"));
    }
}

/// <summary>Help that only some people need, folded away. Works without JavaScript.</summary>
[HtmlTargetElement("lt-details")]
public sealed class DetailsTagHelper : UiTagHelper
{
    public string Summary { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "details", "govuk-details");
        output.Content.SetHtmlContent(new Html()
            .Open("summary", ("class", "govuk-details__summary"))
            .Leaf("span", Summary, ("class", "govuk-details__summary-text")).Close("summary")
            .Open("div", ("class", "govuk-details__text")).Add(content).Close("div"));
    }
}

/// <summary>Says that the service is new or on trial, and where to give an opinion.</summary>
[HtmlTargetElement("lt-phase-banner")]
public sealed class PhaseBannerTagHelper : UiTagHelper
{
    /// <summary>For example "Thử nghiệm".</summary>
    public string Phase { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Become(output, "div", "govuk-phase-banner");
        output.Content.SetHtmlContent(new Html().Open("p", ("class", "govuk-phase-banner__content"))
            .Leaf("strong", Phase, ("class", "govuk-tag govuk-phase-banner__content__tag"))
            .Open("span", ("class", "govuk-phase-banner__text")).Add(content).Close("span").Close("p"));
    }
}
