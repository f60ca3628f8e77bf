using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Ui;

/// <summary>One component and its examples, from a *.examples.json beside it: gallery, tests and screenshots all show these.</summary>
/// <param name="Tag">The element, for example lt-input.</param>
/// <param name="Vi">Its name.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Use">When to use it.</param>
/// <param name="Examples">At least one.</param>
internal sealed record ComponentExamples(string Tag, string Vi, string En, string Use, IReadOnlyList<ComponentExample> Examples)
{
    private const string Prefix = "examples/";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>All components, in the order of their tags.</summary>
    public static IReadOnlyList<ComponentExamples> All { get; } = [.. typeof(ComponentExamples).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(Read)
        .OrderBy(component => component.Tag, StringComparer.Ordinal)];

    /// <summary>The last part of its address in the gallery.</summary>
    public string Slug => Tag["lt-".Length..];

    private static ComponentExamples Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<ComponentExamples>(stream, Json) ?? throw new InvalidOperationException($"{name} is empty.");
    }
}

/// <param name="Name">What it shows.</param>
/// <param name="Attributes">As written on the element; lists and records as JSON.</param>
/// <param name="Content">What stands inside.</param>
/// <param name="Faults">Field or pointer → message, as if the form had come back.</param>
/// <param name="Typed">Form name → what the person typed.</param>
internal sealed record ComponentExample(
    string Name, IReadOnlyDictionary<string, JsonElement>? Attributes = null, IReadOnlyList<ExampleNode>? Content = null,
    IReadOnlyDictionary<string, string>? Faults = null, IReadOnlyDictionary<string, string>? Typed = null);

/// <summary>Markup inside an example: either plain HTML of ours, or another component.</summary>
internal sealed record ExampleNode(
    string? Html = null, string? Tag = null,
    IReadOnlyDictionary<string, JsonElement>? Attributes = null, IReadOnlyList<ExampleNode>? Content = null);
