using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Kernel.Data;

namespace LienThong.Population;

/// <summary>The lasting key of a person (UUID version 7). Never the personal number: that one can be cancelled and given anew (Law on Identity 26/2023).</summary>
[JsonConverter(typeof(TextJson<PersonId>))]
public readonly record struct PersonId(Guid Value) : IDbValue, IParsable<PersonId>
{
    object IDbValue.DbValue => Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString("D");

    /// <inheritdoc />
    public static PersonId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result)
    {
        var ok = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return ok;
    }
}

/// <summary>The lasting key of a household (hộ).</summary>
[JsonConverter(typeof(TextJson<HouseholdId>))]
public readonly record struct HouseholdId(Guid Value) : IDbValue, IParsable<HouseholdId>
{
    object IDbValue.DbValue => Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString("D");

    /// <inheritdoc />
    public static HouseholdId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HouseholdId result)
    {
        var ok = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return ok;
    }
}

/// <summary>
/// The 12-digit personal number (số định danh cá nhân): 3 digits of the place of registration, 1 digit of century and sex, 2 of the year of birth, 6 free ones.
/// It has no check digit, so only its shape can be checked. Decree 137/2015 art. 13.
/// </summary>
[JsonConverter(typeof(TextJson<PersonalNumber>))]
public readonly record struct PersonalNumber : IDbValue, IParsable<PersonalNumber>
{
    /// <summary>The prefix that the state never issued; synthetic people carry it.</summary>
    public const string SyntheticPrefix = "099";

    private PersonalNumber(long value) => Value = value;

    /// <summary>The digits as a number; leading zeros are not kept here.</summary>
    public long Value { get; }

    object IDbValue.DbValue => Value;

    /// <summary>True when the number belongs to the demonstration, never to a real person.</summary>
    public bool IsSynthetic => Value / 1_000_000_000 == 99;

    /// <summary>The digit of century and sex: even male, odd female; 0-1 for 19xx, 2-3 for 20xx.</summary>
    public int CenturyDigit => (int)(Value / 100_000_000 % 10);

    /// <summary>The year of birth that the number was given for. A mismatch with the register is a warning only.</summary>
    public int BirthYear => 1900 + CenturyDigit / 2 * 100 + (int)(Value / 1_000_000 % 100);

    /// <summary>From the value of the database.</summary>
    public static PersonalNumber Of(long value) => new(value);

    /// <summary>All twelve digits.</summary>
    public override string ToString() => Value.ToString("D12", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public static PersonalNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("A personal number has 12 digits.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonalNumber result)
    {
        result = default;
        if (s is null || s.Length != 12) return false;
        var value = 0L;
        foreach (var c in s)
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = value * 10 + (c - '0');
        }

        result = new(value);
        return true;
    }
}

/// <summary>Identities travel as their text.</summary>
internal sealed class TextJson<T> : JsonConverter<T> where T : IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
