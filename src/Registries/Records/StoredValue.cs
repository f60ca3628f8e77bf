using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Data;

namespace LienThong.Registries.Records;

/// How a canonical value stands in `data`: text as text, a structure as JSON, so that the database can look into it.
static class StoredValue
{
    public static JsonNode? Of(FieldType type, string value) => IsStructure(type, value) ? JsonNode.Parse(value) : JsonValue.Create(value);

    public static bool IsStructure(FieldType type, string value) => type switch
    {
        FieldType.Person or FieldType.People or FieldType.Object => true,
        FieldType.Address => value.StartsWith('{'),
        _ => false,
    };

    public static string Text(JsonNode value) =>
        value is JsonValue single && single.GetValueKind() == JsonValueKind.String ? single.GetValue<string>() : value.ToJsonString(Json.Options);
}
