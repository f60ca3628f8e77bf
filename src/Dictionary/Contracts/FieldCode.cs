using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Kernel.Data;

namespace LienThong.Dictionary;

/// <summary>The code of a field of the shared data dictionary: dotted lower camel case, such as <c>person.fullName</c>.</summary>
[JsonConverter(typeof(FieldCodeConverter))]
public readonly record struct FieldCode(string Value) : IDbValue, IParsable<FieldCode>, IComparable<FieldCode>
{
    object IDbValue.DbValue => Value;

    public static FieldCode Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var code) ? code : throw new FormatException("A field code is dotted lower camel case: person.fullName.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FieldCode result)
    {
        result = default;
        if (s is null || s.Length is < 3 or > 100 || !s.Contains('.', StringComparison.Ordinal)) return false;
        foreach (var part in s.Split('.'))
        {
            if (part.Length == 0 || !char.IsAsciiLetterLower(part[0]) || !part.All(char.IsAsciiLetterOrDigit)) return false;
        }
        result = new FieldCode(s);
        return true;
    }

    public int CompareTo(FieldCode other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(FieldCode left, FieldCode right) => left.CompareTo(right) < 0;

    public static bool operator >(FieldCode left, FieldCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(FieldCode left, FieldCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FieldCode left, FieldCode right) => left.CompareTo(right) >= 0;
}

sealed class FieldCodeConverter : JsonConverter<FieldCode>
{
    public override FieldCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FieldCode.TryParse(reader.GetString(), null, out var code) ? code : throw new JsonException("not a field code");

    public override void Write(Utf8JsonWriter writer, FieldCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>The key of what a record is about: a person (the same Guid as Population's PersonId), an organisation or a thing.</summary>
public readonly record struct SubjectId(Guid Value) : IDbValue
{
    object IDbValue.DbValue => Value;

    public override string ToString() => Value.ToString();
}
