using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary;

/// Checks a value against the definition of its field and gives its canonical text. Pure: knows no database and no clock.
static class FieldRules
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static Result<string> Canonical(FieldDefinition field, CodeListDefinition? list, string value)
    {
        var text = VietnameseText.Normalise(value);
        if (text.Length == 0) return DictionaryErrors.ValueEmpty.With(field.Vi);
        if (field.MaxLength is { } longest && text.Length > longest) return DictionaryErrors.ValueTooLong.With(field.Vi, longest);
        var shaped = Shape(field, list, text);
        if (shaped.Failed || field.Pattern is null) return shaped;
        return PatternOf(field.Pattern).IsMatch(shaped.Value) ? shaped : DictionaryErrors.ValueShape.With(field.Vi, field.Example ?? field.Pattern);
    }

    /// A pattern describes the whole value. It is matched in linear time; a limit on the clock would refuse right values on a busy machine.
    public static Regex PatternOf(string pattern) =>
        Patterns.GetOrAdd(pattern, static p => new Regex($"^(?:{p})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

    private static Result<string> Shape(FieldDefinition field, CodeListDefinition? list, string text) => field.Type switch
    {
        FieldType.Text => text,
        FieldType.PartialDate => PartialDate.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : DictionaryErrors.ValueNotDate.With(field.Vi, "1950-03-07, 1950-03, 1950"),
        FieldType.Date => Exact("yyyy-MM-dd", text) ? text : DictionaryErrors.ValueNotDate.With(field.Vi, "2026-11-21"),
        FieldType.Time => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text : DictionaryErrors.ValueShape.With(field.Vi, "07:30"),
        FieldType.Code => InList(field, list, text),
        FieldType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : DictionaryErrors.ValueNotNumber.With(field.Vi),
        FieldType.Decimal => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? text : DictionaryErrors.ValueNotNumber.With(field.Vi),
        FieldType.Boolean => text is "true" or "false" ? text : DictionaryErrors.ValueNotYesNo.With(field.Vi),
        FieldType.Area => text.Length is 2 or 5 && text.All(char.IsAsciiDigit) ? text : DictionaryErrors.ValueNotArea.With(field.Vi),
        FieldType.Address => text[0] != '{' || Structure(text, IsAddress) ? text : DictionaryErrors.ValueNotStructure.With(field.Vi, "{\"commune\",\"detail\"}"),
        FieldType.Person => Structure(text, IsPerson) ? text : DictionaryErrors.ValueNotStructure.With(field.Vi, "{\"number\",\"name\",\"nationality\"}"),
        FieldType.People => Structure(text, static e => e.ValueKind == JsonValueKind.Array && e.EnumerateArray().All(IsPerson))
            ? text : DictionaryErrors.ValueNotStructure.With(field.Vi, "[{\"number\",\"name\"}]"),
        FieldType.Object => Structure(text, static e => e.ValueKind == JsonValueKind.Object) ? text : DictionaryErrors.ValueNotStructure.With(field.Vi, "{…}"),
        _ => throw new InvalidOperationException($"Field type {field.Type} has no rule."),
    };

    private static Result<string> InList(FieldDefinition field, CodeListDefinition? list, string text)
    {
        // A list that another module keeps (areas, agencies) is checked there.
        if (list is null || list.Source is not null || list.Find(text) is not null) return text;
        return DictionaryErrors.ValueNotInList.With(field.Vi, text, list.Vi);
    }

    private static bool Exact(string format, string text) => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool Structure(string text, Func<JsonElement, bool> fits)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return fits(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsAddress(JsonElement e) => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String;

    private static bool IsPerson(JsonElement e) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString()!.Trim().Length > 0;
}
