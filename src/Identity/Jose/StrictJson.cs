using System.Text.Json;
using System.Text.Unicode;

namespace LienThong.Identity.Jose;

/// <summary>
/// JSON objects of tokens and keys: UTF-8, one object, every member once, no comments, no trailing commas, little depth, no half surrogate
/// pairs. What two parsers could read in two ways is refused (RFC 8725 section 2.4).
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 12 };

    /// <summary>The object, or null when it is not one by these rules.</summary>
    public static JsonElement? Object(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json) || !TextIsWhole(json)) return null;
        try
        {
            var element = JsonElement.Parse(json, Options);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member that is text and not empty, else null.</summary>
    public static string? Text(this JsonElement owner, string member) =>
        owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    public static bool Has(this JsonElement owner, string member) => owner.TryGetProperty(member, out _);

    /// <summary>A NumericDate: whole seconds, or a fraction that is cut off, within the years that an instant can have.</summary>
    public static DateTimeOffset? Instant(this JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)) return null;
        return seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
    }

    // An escape can spell half a surrogate pair or NUL; both would come apart later in the database.
    private static bool TextIsWhole(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0) return true;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString()!.Contains('\0', StringComparison.Ordinal)) return false;
            }
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
