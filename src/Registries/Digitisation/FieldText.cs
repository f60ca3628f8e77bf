using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population;

namespace LienThong.Registries.Digitisation;

/// <summary>Between what stands on paper (or is typed from it) and the canonical text of the dictionary.</summary>
/// <param name="dictionary">Shapes and code lists.</param>
/// <param name="directory">Agencies by name: papers write names where registers keep codes.</param>
/// <param name="agencies">Fields whose value is the code of an agency.</param>
/// <param name="today">Hà Nội date.</param>
internal sealed class FieldText(DictionaryEdition dictionary, IDirectory directory, IReadOnlySet<FieldCode> agencies, DateOnly today)
{
    /// <summary>The canonical value of a text as written, or why it is none.</summary>
    public Result<string> Canonical(FieldCode field, string written)
    {
        var text = VietnameseText.Normalise(written);
        if (agencies.Contains(field)) return Agency(text) is { } code ? dictionary.Canonical(field, code) : DigitisationErrors.AgencyUnknown;
        if (field == PaperLabels.Subject) return PersonalNumber.TryParse(Digits(text), null, out var number) ? number.ToString() : DigitisationErrors.PersonNumber;
        if (dictionary.Field(field) is not { } definition) return dictionary.Canonical(field, text);
        var value = definition.Type switch
        {
            FieldType.Code or FieldType.Date or FieldType.PartialDate => dictionary.AsWritten(field, text),
            FieldType.Integer => Digits(text),
            FieldType.Decimal => Decimal(text),
            FieldType.Boolean => WrittenCode.Fold(text) switch { "co" or "dung" => "true", "khong" or "sai" => "false", _ => text },
            FieldType.Person => Json.Text(new { name = text }),
            FieldType.People => new JsonArray([.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => (JsonNode)new JsonObject { ["name"] = n })]).ToJsonString(Json.Options),
            FieldType.Text when definition.Pattern is { } pattern && pattern.StartsWith("[0-9]", StringComparison.Ordinal) => Digits(text),
            _ => text,
        };
        return dictionary.Canonical(field, value);
    }

    /// <summary>A canonical value as a person types it.</summary>
    public string Typed(FieldCode field, string? value)
    {
        if (value is null) return "";
        if (agencies.Contains(field)) return directory.AgencyLives(value) is [.., var agency] ? agency.Name : value;
        return dictionary.Field(field)?.Type switch
        {
            FieldType.Date or FieldType.PartialDate when PartialDate.TryParse(value, CultureInfo.InvariantCulture, out var date) => date.Display,
            FieldType.Person when value.StartsWith('{') => (string?)JsonNode.Parse(value)!["name"] ?? "",
            FieldType.People when value.StartsWith('[') => string.Join("; ", JsonNode.Parse(value)!.AsArray().Select(p => (string?)p!["name"])),
            _ => value,
        };
    }

    /// <summary>Vietnamese name of a field.</summary>
    public string Name(FieldCode field) => dictionary.Field(field)?.Vi ?? field.Value;

    /// <summary>True for a full date.</summary>
    public bool IsDate(FieldCode field) => dictionary.Field(field)?.Type == FieldType.Date;

    /// <summary>True when two officers said the same: case and the place of the tone do not count.</summary>
    public static bool Same(string? one, string? other) => VietnameseText.CanonicalKey(one ?? "") == VietnameseText.CanonicalKey(other ?? "");

    // who bears the name today, else who bore it; the machine misreads a letter now and then
    private string? Agency(string text)
    {
        if (directory.AgencyLives(text).Count > 0) return text;
        if (directory.AgencyAt(text, today) is { } known) return known.Code;
        var near = directory.FindAgencies(text, null, 2);
        return near.Count > 0 && near[0].Score >= 0.8 && (near.Count == 1 || near[1].Score < near[0].Score - 0.05) ? near[0].Agency.Code : null;
    }

    // letters that the machine takes for digits, in places where only digits stand
    private static string Digits(string text) => string.Concat(text.Where(static c => c is not (' ' or '.' or ',')).Select(static c => c switch
    {
        'O' or 'o' or 'D' or 'Q' => '0', 'l' or 'I' or '|' or 'i' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', _ => c,
    }));

    private static string Decimal(string text)
    {
        var number = string.Concat(text.TakeWhile(static c => char.IsAsciiDigit(c) || c is '.' or ',' or ' ')).Replace(" ", "", StringComparison.Ordinal);
        return number.Contains(',', StringComparison.Ordinal) ? number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : number;
    }
}

/// <summary>The words of today's dictionary for a register.</summary>
internal sealed class FieldTexts(IDictionary dictionaries, IDirectory directory, PaperLabels labels, TimeProvider clock)
{
    public async ValueTask<FieldText> Of(RegistryDefinition registry, CancellationToken ct) => labels.Words(registry, await dictionaries.Current(ct), directory, clock.Today());
}
