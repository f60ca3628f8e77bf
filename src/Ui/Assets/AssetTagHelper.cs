namespace LienThong.Ui;

/// <summary><c>&lt;script lt-asset="htmx.js" defer&gt;</c>: writes the address with the content hash.</summary>
[HtmlTargetElement("link", Attributes = "lt-asset", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("script", Attributes = "lt-asset")]
[HtmlTargetElement("img", Attributes = "lt-asset", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AssetTagHelper(Assets assets) : TagHelper
{
    public string LtAsset { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute(output.TagName == "link" ? "href" : "src", assets.Url(LtAsset));
}
