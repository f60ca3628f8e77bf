using System.Text.Json.Nodes;
using LienThong.Dictionary.Reading;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Dictionary.Fields;

/// Exports a set of fields as JSON Schema (draft 2020-12), so that any other system can check the values it sends.
static class ExportSchema
{
    private const int MostFields = 200;

    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("schema", Handle)
        .WithSummary("JSON Schema của một nhóm trường: ?fields=… hoặc ?database=…")
        .Public(Reasons.Published)
        .Refuses(DictionaryErrors.NoFieldsAsked, DictionaryErrors.FieldUnknown, DictionaryErrors.DatabaseUnknown);

    static async Task<Result<Tagged<JsonObject>>> Handle(string? fields, string? database, int? edition, IDictionary dictionary, CancellationToken ct)
    {
        var asked = await new Asked(edition, null).In(dictionary, ct);
        if (asked.Failed) return asked.Faults;
        var wanted = Wanted(asked.Value, fields, database);
        return wanted.Failed ? wanted.Faults : new Tagged<JsonObject>(asked.Value, Schema(asked.Value, wanted.Value));
    }

    private static Result<List<FieldDefinition>> Wanted(DictionaryEdition edition, string? fields, string? database)
    {
        if (!string.IsNullOrWhiteSpace(database))
            return edition.Database(database) is null ? DictionaryErrors.DatabaseUnknown.With(database) : edition.FieldsOf(database).ToList();
        var codes = (fields ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count is 0 or > MostFields) return DictionaryErrors.NoFieldsAsked;
        var found = new List<FieldDefinition>();
        var check = new Check();
        foreach (var code in codes)
        {
            var known = FieldCode.TryParse(code, null, out var parsed) ? edition.Field(parsed) : null;
            if (check.That(known is not null, DictionaryErrors.FieldUnknown.With(code).At("/fields"))) found.Add(known!);
        }
        return check.Ok ? found : check.Faults;
    }

    /// The schema of an object whose members are field codes.
    public static JsonObject Schema(DictionaryEdition edition, IEnumerable<FieldDefinition> fields)
    {
        var members = new JsonObject();
        foreach (var field in fields) members[field.Code.Value] = Member(edition, field);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"LienThong dictionary, edition {edition.Number}",
            ["type"] = "object",
            ["properties"] = members,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Member(DictionaryEdition edition, FieldDefinition field)
    {
        var schema = Shape(field);
        schema["title"] = field.Vi;
        schema["description"] = field.Definition;
        if (field.MaxLength is { } longest) schema["maxLength"] = longest;
        if (field.Pattern is { } pattern) schema["pattern"] = $"^(?:{pattern})$";
        if (field.CodeList is { } code && edition.CodeList(code) is { Source: null } list)
            schema["enum"] = new JsonArray([.. list.Values.Select(v => (JsonNode)v.Code)]);
        if (field.Example is { } example) schema["examples"] = new JsonArray(example);
        schema["x-class"] = field.Class.ToString().ToLowerInvariant();
        schema["x-sensitivity"] = field.Sensitivity.ToString().ToLowerInvariant();
        schema["x-owner"] = field.Owner;
        schema["x-database"] = field.Database;
        schema["x-legal-basis"] = field.LegalBasis;
        if (field.Unit is { } unit) schema["x-unit"] = unit;
        return schema;
    }

    /// Values travel as text (see FieldType), except structures.
    private static JsonObject Shape(FieldDefinition field) => field.Type switch
    {
        FieldType.PartialDate => Text("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
        FieldType.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
        FieldType.Time => Text("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
        FieldType.Integer => Text("^-?[0-9]+$"),
        FieldType.Decimal => Text("^-?[0-9]+(\\.[0-9]+)?$"),
        FieldType.Boolean => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("true", "false") },
        FieldType.Area => Text("^[0-9]{2}([0-9]{3})?$"),
        FieldType.Address => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, Structure("detail", "commune")) },
        FieldType.Person => Structure("name", "number", "nationality"),
        FieldType.People => new JsonObject { ["type"] = "array", ["items"] = Structure("name", "number", "nationality") },
        FieldType.Object => new JsonObject { ["type"] = "object" },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Structure(string required, params string[] optional)
    {
        var members = new JsonObject { [required] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } };
        foreach (var name in optional) members[name] = new JsonObject { ["type"] = "string" };
        return new JsonObject { ["type"] = "object", ["properties"] = members, ["required"] = new JsonArray(required) };
    }
}
