using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Demo;

/// What the sector registers need to know of a synthetic person, as the population source tells it.
sealed record DemoSubject(SubjectId Id, string Number, string Name, DateOnly Birth, string? Head, string? Relation, JsonObject? Spouse, JsonObject? Home)
{
    public static readonly IReadOnlyList<FieldCode> Asked =
    [
        new("person.number"), new("person.fullName"), new("person.birthDate"), new("household.head"), new("household.relationToHead"), new("person.spouse"), new("residence.permanent"),
    ];

    /// Null for anybody who is not synthetic: nothing is ever invented about a real person.
    public static DemoSubject? From(SourceRow row)
    {
        var cells = row.Cells.Select(c => c.Value).ToList();
        if (cells[0] is not { } number || !number.StartsWith("099", StringComparison.Ordinal) || row.Locked) return null;
        if (cells[1] is not { } name || !PartialDate.TryParse(cells[2] ?? "", CultureInfo.InvariantCulture, out var birth)) return null;
        return new(row.Subject, number, name, birth.Earliest, Json(cells[3])?["number"]?.GetValue<string>(), cells[4], Json(cells[5]), Json(cells[6]));
    }

    public string? SpouseNumber => (string?)Spouse?["number"];

    /// A number below <paramref name="bound"/> that is always the same for the same person and use.
    public int Draw(int bound, int use) => (int)(long.Parse(Number, CultureInfo.InvariantCulture) * (2 * use + 7) / 3 % bound);

    public string Owner => new JsonObject { ["number"] = Number, ["name"] = Name, ["nationality"] = "VNM" }.ToJsonString(Kernel.Data.Json.Options);

    private static JsonObject? Json(string? text) => text is { Length: > 0 } && text[0] == '{' ? (JsonObject)JsonNode.Parse(text)! : null;
}
