using System.Text.Encodings.Web;

namespace LienThong.Ui;

/// <summary>Writes HTML piece by piece; every text and attribute value is encoded when the page is written.</summary>
internal sealed class Html : IHtmlContent
{
    private readonly HtmlContentBuilder content = new();

    /// <summary>Starts an element. A null attribute value leaves the attribute out; an empty one writes the bare name.</summary>
    public Html Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        content.AppendHtml("<").AppendHtml(tag);
        foreach (var (name, value) in attributes) Attribute(name, value);
        content.AppendHtml(">");
        return this;
    }

    /// <summary>Starts an element that also carries the attributes that the page wrote and the tag helper does not know.</summary>
    public Html Open(string tag, ReadOnlySpan<(string Name, string? Value)> attributes, IEnumerable<TagHelperAttribute> passed)
    {
        content.AppendHtml("<").AppendHtml(tag);
        foreach (var (name, value) in attributes) Attribute(name, value);
        foreach (var attribute in passed) content.AppendHtml(" ").AppendHtml(attribute);
        content.AppendHtml(">");
        return this;
    }

    public Html Close(string tag)
    {
        content.AppendHtml("</").AppendHtml(tag).AppendHtml(">");
        return this;
    }

    public Html Text(string? text)
    {
        content.Append(text ?? "");
        return this;
    }

    public Html Add(IHtmlContent? html)
    {
        if (html is not null) content.AppendHtml(html);
        return this;
    }

    /// <summary>Adds markup written by us, never text of a user.</summary>
    public Html Raw(string markup)
    {
        content.AppendHtml(markup);
        return this;
    }

    /// <summary>An element that holds only text.</summary>
    public Html Leaf(string tag, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close(tag);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => content.WriteTo(writer, encoder);

    private void Attribute(string name, string? value)
    {
        if (value is null) return;
        content.AppendHtml(" ").AppendHtml(name);
        if (value.Length > 0 || name == "value") content.AppendHtml("=\"").Append(value).AppendHtml("\"");
    }
}
