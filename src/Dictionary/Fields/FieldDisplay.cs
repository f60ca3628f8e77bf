using System.Globalization;
using System.Text.Json;
using LienThong.Kernel.Time;

namespace LienThong.Dictionary;

/// A canonical value as people read it. What cannot be read stays as it is: showing something odd beats hiding it.
static class FieldDisplay
{
    public static string Of(FieldDefinition field, CodeListDefinition? list, string value, CultureInfo? culture)
    {
        var english = culture?.TwoLetterISOLanguageName == "en";
        return field.Type switch
        {
            FieldType.Code => list?.Find(value) is { } known ? english ? known.En : known.Vi : value,
            FieldType.Date or FieldType.PartialDate => DateText(value),
            FieldType.Boolean => (value, english) switch { ("true", true) => "Yes", ("true", _) => "Có", ("false", true) => "No", ("false", _) => "Không", _ => value },
            FieldType.Integer or FieldType.Decimal => NumberText(value, english, field.Unit),
            FieldType.Person or FieldType.People or FieldType.Address => Structure(value, english),
            _ => value,
        };
    }

    private static string DateText(string value) => value.Split('-') switch
    {
        [var year, var month, var day] => $"{day}/{month}/{year}",
        [var year, var month] => $"{month}/{year}",
        _ => value,
    };

    private static string NumberText(string value, bool english, string? unit)
    {
        if (!decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return value;
        var text = number.ToString("#,0.##", CultureInfo.GetCultureInfo(english ? "en" : "vi-VN"));
        return unit is null ? text : unit == "%" ? text + "%" : $"{text} {unit}";
    }

    private static string Structure(string value, bool english)
    {
        if (value.Length == 0 || value[0] is not ('{' or '[')) return value;
        try
        {
            using var document = JsonDocument.Parse(value);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array ? string.Join(english ? ", " : "; ", root.EnumerateArray().Select(Name)) : Name(root);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string Name(JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Object) return e.ToString();
        foreach (var member in (ReadOnlySpan<string>)["display", "text", "name", "detail"])
            if (e.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String) return text.GetString()!;
        return e.GetRawText();
    }
}
