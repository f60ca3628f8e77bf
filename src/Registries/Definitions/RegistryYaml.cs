using System.Globalization;
using System.Text;
using LienThong.Dictionary;
using LienThong.Kernel.Data;

namespace LienThong.Registries.Definitions;

/// Writes a register as the YAML that `content/registries` and the form for YAML read: the same definition, by whatever way it came.
static class RegistryYaml
{
    public static string Of(RegistryDefinition registry)
    {
        var yaml = new StringBuilder("registries:\n");
        var first = true;
        Line("code", registry.Code);
        Line("database", registry.Database);
        Line("vi", Quoted(registry.Vi));
        Line("en", Quoted(registry.En));
        Line("definition", Quoted(registry.Definition));
        Line("keeper", registry.Keeper);
        Line("formerly", registry.Formerly.Count == 0 ? null : List(registry.Formerly));
        Line("keyedBy", registry.KeyedBy == RegistrySubject.Person ? null : Word(registry.KeyedBy));
        Line("key", registry.Key?.Value);
        Line("required", List(registry.Required));
        Line("optional", registry.Optional.Count == 0 ? null : List(registry.Optional));
        Line("search", registry.Search.Count == 0 ? null : List(registry.Search));
        Line("doubleCheck", registry.DoubleCheck ? "true" : null);
        Line("anywhere", registry.Anywhere ? "true" : null);
        Line("rights", registry.Rights.Count == 0 ? null : Items(registry.Rights.Select(r => $"{{ post: {Quoted(r.Post)}, see: {List(r.See)}, change: {List(r.Change)} }}")));
        Line("defaults", registry.Defaults.Count == 0 ? null : Items(registry.Defaults.Select(d => $"{{ field: {d.Field}, value: {Quoted(d.Value)} }}")));
        Line("effectiveFrom", Day(registry.EffectiveFrom));
        Line("effectiveTo", registry.EffectiveTo is { } to ? Day(to) : null);
        Line("legalBasis", Quoted(registry.LegalBasis));
        Line("confidence", registry.Confidence.ToString());
        return yaml.ToString();

        void Line(string key, string? value)
        {
            if (value is null) return;
            yaml.Append(first ? "  - " : "    ").Append(key).Append(':').Append(value.StartsWith('\n') ? "" : " ").Append(value).Append('\n');
            first = false;
        }
    }

    private static string Quoted(string text) => Json.Text(text);              // a JSON string is a YAML string

    private static string List(IEnumerable<FieldCode> fields) => $"[{string.Join(", ", fields)}]";

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Items(IEnumerable<string> items) => "\n" + string.Join('\n', items.Select(i => "      - " + i));

    private static string Word(RegistrySubject subject) => subject.ToString().ToLowerInvariant();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
