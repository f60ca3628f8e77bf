using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace LienThong.Kernel.Data;

/// <summary>A value that is sent to PostgreSQL as <c>jsonb</c>, and the one set of JSON rules of the house.</summary>
public sealed class Json
{
    /// <summary>camelCase, Vietnamese letters as they are, enums as camelCase words, duplicate members refused.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions());

    private Json(string content) => Content = content;

    internal string Content { get; }

    /// <summary>Wraps a value for a <c>jsonb</c> parameter.</summary>
    public static Json Of<T>(T value) => new(Text(value));

    /// <summary>The JSON text itself.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads back what <see cref="Of{T}"/> stored.</summary>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidOperationException($"Stored JSON holds no {typeof(T).Name}.");

    /// <summary>Applies the rules of the house to any serializer of the process.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = true;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
