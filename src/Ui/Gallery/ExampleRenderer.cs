using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace LienThong.Ui;

/// <summary>Runs the real tag helpers on an example, as Razor would.</summary>
internal sealed class ExampleRenderer(ViewContext page)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Dictionary<string, Type> Helpers = typeof(ExampleRenderer).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(TagHelper)))
        .SelectMany(type => type.GetCustomAttributes<HtmlTargetElementAttribute>().Select(target => (target.Tag, type)))
        .Where(pair => pair.Tag.StartsWith("lt-", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Tag, pair => pair.type, StringComparer.Ordinal);

    private const BindingFlags ByAttributeName = BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance;

    private int count;

    /// <summary>Every element that the kit has.</summary>
    public static IReadOnlyCollection<string> Tags => Helpers.Keys;

    public async Task<IHtmlContent> Render(ComponentExamples component, ComponentExample example)
    {
        var viewData = new ViewDataDictionary<object>(page.ViewData, null);
        if (example.Faults is not null || example.Typed is not null)
        {
            var typed = new FormCollection(example.Typed?.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value)));
            var faults = example.Faults?.Select(pair => new FieldFault(pair.Key, pair.Value)) ?? [];
            new FormFaults([.. faults], typed).PutInto(viewData);
        }
        var context = new ViewContext(page, page.View, viewData, page.TempData, page.Writer, new());
        return await Run(component.Tag, example.Attributes, example.Content, context, new Dictionary<object, object>());
    }

    /// <summary>The example as it is written in a page.</summary>
    public static string Source(
        string tag, IReadOnlyDictionary<string, JsonElement>? attributes, IReadOnlyList<ExampleNode>? content, int depth = 0)
    {
        var indent = new string(' ', depth * 2);
        var text = new StringBuilder(indent).Append('<').Append(tag);
        foreach (var (name, value) in attributes ?? new Dictionary<string, JsonElement>())
        {
            var written = value.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? $"@{name}" : value.ToString();
            text.Append(' ').Append(name).Append("=\"").Append(written).Append('"');
        }
        if (content is null or []) return text.Append(" />").ToString();
        text.Append(">\n");
        foreach (var node in content)
        {
            text.Append(node.Tag is null ? $"{indent}  {node.Html}" : Source(node.Tag, node.Attributes, node.Content, depth + 1)).Append('\n');
        }
        return text.Append(indent).Append("</").Append(tag).Append('>').ToString();
    }

    private async Task<IHtmlContent> Run(
        string tag, IReadOnlyDictionary<string, JsonElement>? attributes, IReadOnlyList<ExampleNode>? content,
        ViewContext context, Dictionary<object, object> items)
    {
        if (!Helpers.TryGetValue(tag, out var type)) throw new InvalidOperationException($"there is no component <{tag}>");
        var helper = (TagHelper)ActivatorUtilities.CreateInstance(page.HttpContext.RequestServices, type);
        if (helper is UiTagHelper own) own.ViewContext = context;
        var unknown = Bind(helper, type, attributes);
        var about = new TagHelperContext(tag, [.. unknown], items, $"example-{(++count).ToString(CultureInfo.InvariantCulture)}");
        async Task<TagHelperContent> Inside(bool useCached, System.Text.Encodings.Web.HtmlEncoder encoder)
        {
            var inside = new DefaultTagHelperContent();
            foreach (var node in content ?? [])
            {
                inside.AppendHtml(node.Tag is null ? new HtmlString(node.Html) : await Run(node.Tag, node.Attributes, node.Content, context, new(items)));
            }
            return inside;
        }
        var output = new TagHelperOutput(tag, [.. unknown], Inside) { TagMode = TagMode.StartTagAndEndTag };
        await helper.ProcessAsync(about, output);
        if (!output.IsContentModified) output.Content.SetHtmlContent(await output.GetChildContentAsync());
        return output;
    }

    private static List<TagHelperAttribute> Bind(TagHelper helper, Type type, IReadOnlyDictionary<string, JsonElement>? attributes)
    {
        var unknown = new List<TagHelperAttribute>();
        foreach (var (name, value) in attributes ?? new Dictionary<string, JsonElement>())
        {
            var property = type.GetProperty(name.Replace("-", "", StringComparison.Ordinal), ByAttributeName);
            if (property is null) unknown.Add(new(name, value.ToString()));
            else property.SetValue(helper, value.Deserialize(property.PropertyType, Json));
        }
        return unknown;
    }
}
