using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Forms;

/// <summary>Canonical values in the form that people write: 07/03/1990, 0912 345 678.</summary>
internal static class DisplayForms
{
    public static string Of(AnswerKind kind, string value, string? display = null) => kind switch
    {
        AnswerKind.Date => display is { } given && !string.Equals(given, value, StringComparison.Ordinal) ? given : Date(value),
        AnswerKind.People => People(value),
        _ => display ?? value,
    };

    /// <summary>1950 · 03/1950 · 07/03/1950: never a day that nobody declared.</summary>
    public static string Date(string iso) => iso.Split('-') switch
    {
        [var year, var month, var day] => $"{day}/{month}/{year}",
        [var year, var month] => $"{month}/{year}",
        _ => iso,
    };

    /// <summary>dd/MM/yyyy, d-M-yyyy or ISO → ISO; null when it is no date of the calendar.</summary>
    public static string? ParseDate(string text)
    {
        string[] forms = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d", "d M yyyy"];
        return DateOnly.TryParseExact(text.Trim(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string People(string value)
    {
        var chosen = PersonChoice.Read(value);
        return chosen.Count == 0 ? "" : string.Join(", ", chosen.Select(p => p.Name));
    }
}

/// <summary>A person of a list: those of the household who move along, the spouse.</summary>
internal sealed record PersonChoice(string? Number, string Name, string? Relation, string? BirthDate, string? Sex)
{
    /// <summary>Reads <c>[{"number","name",…}]</c> or one such object; anything else is nobody.</summary>
    public static IReadOnlyList<PersonChoice> Read(string? json)
    {
        if (string.IsNullOrEmpty(json) || json[0] is not ('[' or '{')) return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.Object).Select(One)]
                : [One(document.RootElement)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static PersonChoice One(JsonElement person) =>
        new(Text(person, "number"), Text(person, "name") ?? "", Text(person, "relation"), Text(person, "birthDate"), Text(person, "sex"));

    private static string? Text(JsonElement person, string name) =>
        person.TryGetProperty(name, out var part) && part.ValueKind is JsonValueKind.String ? part.GetString() : null;
}
