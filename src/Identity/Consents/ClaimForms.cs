using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Dictionary;

namespace LienThong.Identity.Consents;

/// <summary>Turns canonical values of the dictionary into the shapes of OpenID Connect Core 5.1. A value that has no such shape gives no claim, never a guess.</summary>
internal static class ClaimForms
{
    public static readonly string[] Known = ["text", "list", "familyName", "middleName", "givenName", "gender", "birthdate", "phone", "address", "notVerified"];

    /// <summary>The claim, or null when the value cannot be said in this form.</summary>
    public static JsonNode? Of(string form, FieldValue value)
    {
        if (value is not { Outcome: ReadOutcome.Found, Value: { Length: > 0 } text }) return null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return form switch
        {
            "text" => text,
            "list" => new JsonArray(text),
            "familyName" => words[0],
            "middleName" => words.Length > 2 ? string.Join(' ', words[1..^1]) : null,
            "givenName" => words.Length > 1 ? words[^1] : null,
            "gender" => text is "male" or "female" ? text : null,
            "birthdate" => text.Length == 10 ? text : text[..4],                  // OpenID Connect knows days and years, no months
            "phone" => Phone(text),
            "address" => Address(text, value.Display),
            "notVerified" => false,                                               // declared to a register; nobody sent a code to it
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form of a claim."),
        };
    }

    /// E.164: Vietnamese numbers begin with 0 at home and with +84 elsewhere.
    private static JsonNode? Phone(string text)
    {
        var digits = string.Concat(text.Where(c => char.IsAsciiDigit(c) || c == '+'));
        if (digits.StartsWith('0') && digits.Length is >= 10 and <= 11) return "+84" + digits[1..];
        return digits.StartsWith('+') && digits.Length is >= 9 and <= 16 ? digits : null;
    }

    private static JsonObject Address(string text, string? display)
    {
        var address = new JsonObject { ["formatted"] = display ?? text, ["country"] = "VN" };
        if (!text.StartsWith('{')) return address;
        var parts = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 4 })!;
        if ((string?)parts["detail"] is { Length: > 0 } street) address["street_address"] = street;
        if ((string?)parts["commune"] is { Length: > 0 } commune) address["vn_commune_code"] = commune;
        return address;
    }
}
