using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Kernel.Data;

namespace LienThong.Kernel.Time;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>The year.</summary>
    Year,

    /// <summary>Month and year.</summary>
    Month,

    /// <summary>The day.</summary>
    Day,
}

/// <summary>
/// A date of which only the year, or month and year, may be known: common for people born before about 1975.
/// Never completed with 01/01. Text form: <c>1950</c>, <c>1950-03</c>, <c>1950-03-07</c>, or empty for unknown.
/// </summary>
[JsonConverter(typeof(PartialDateJson))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartialDate : IParsable<PartialDate>, IComparable<PartialDate>, IDbValue
{
    private readonly short year;
    private readonly byte month, day;

    private PartialDate(int year, int month, int day) => (this.year, this.month, this.day) = ((short)year, (byte)month, (byte)day);

    /// <summary>Nothing is known; also the default value.</summary>
    public static PartialDate Unknown => default;

    /// <summary>Only the year is known.</summary>
    public static PartialDate OfYear(int year) => Make(year, 0, 0) ?? throw new ArgumentOutOfRangeException(nameof(year));

    /// <summary>Month and year are known.</summary>
    public static PartialDate OfMonth(int year, int month) => month is >= 1 and <= 12 && Make(year, month, 0) is { } date ? date : throw new ArgumentOutOfRangeException(nameof(month));

    /// <summary>The day is known.</summary>
    public static PartialDate OfDay(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>How much is known.</summary>
    public DatePrecision Precision => this switch
    {
        { day: > 0 } => DatePrecision.Day,
        { month: > 0 } => DatePrecision.Month,
        { year: > 0 } => DatePrecision.Year,
        _ => DatePrecision.Unknown,
    };

    /// <summary>The year, or null when unknown.</summary>
    public int? Year => year == 0 ? null : year;

    /// <summary>The month (1–12), or null when unknown.</summary>
    public int? Month => month == 0 ? null : month;

    /// <summary>The day as a full date, or null when it is not known exactly.</summary>
    public DateOnly? Exact => day == 0 ? null : new DateOnly(year, month, day);

    /// <summary>The first day it can be; <see cref="DateOnly.MinValue"/> when unknown.</summary>
    public DateOnly Earliest => year == 0 ? DateOnly.MinValue : new DateOnly(year, Math.Max((byte)1, month), Math.Max((byte)1, day));

    /// <summary>The last day it can be; <see cref="DateOnly.MaxValue"/> when unknown.</summary>
    public DateOnly Latest => this switch
    {
        { year: 0 } => DateOnly.MaxValue,
        { month: 0 } => new DateOnly(year, 12, 31),
        { day: 0 } => new DateOnly(year, month, DateTime.DaysInMonth(year, month)),
        _ => new DateOnly(year, month, day),
    };

    /// <summary>True when one day can be meant by both: 1950 and 07/03/1950 can, 1950-03 and 1950-04 cannot. Unknown can be any day.</summary>
    public bool CouldBeSameAs(PartialDate other) => Earliest <= other.Latest && other.Earliest <= Latest;

    /// <summary>True when every day it can be lies before <paramref name="date"/>.</summary>
    public bool IsSurelyBefore(DateOnly date) => Latest < date;

    /// <summary>True when every day it can be lies after <paramref name="date"/>.</summary>
    public bool IsSurelyAfter(DateOnly date) => Earliest > date;

    /// <summary>Full years lived on <paramref name="date"/>: the least and the most they can be. Null when unknown or later than the date.</summary>
    public (int Least, int Most)? YearsOn(DateOnly date)
    {
        if (year == 0 || Earliest > date) return null;
        return (Latest > date ? 0 : Years(Latest, date), Years(Earliest, date));
    }

    /// <summary>Orders by the first possible day; of equal ones the less precise first.</summary>
    public int CompareTo(PartialDate other) => (year, month, day).CompareTo((other.year, other.month, other.day));

    /// <summary>Text form, also kept in the database.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}"),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}"),
        DatePrecision.Year => string.Create(CultureInfo.InvariantCulture, $"{year:D4}"),
        _ => "",
    };

    /// <inheritdoc/>
    public object DbValue => ToString();

    /// <summary>As people read it: 07/03/1950, 03/1950, 1950, or "Không rõ".</summary>
    public string Display => Precision switch
    {
        DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{day:D2}/{month:D2}/{year:D4}"),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{month:D2}/{year:D4}"),
        DatePrecision.Year => string.Create(CultureInfo.InvariantCulture, $"{year:D4}"),
        _ => "Không rõ",
    };

    /// <summary>Reads the text form and what people type: 7/3/1950, 03/1950, 1950; also with - or . between, and 00 for an unknown day or month as old cards print it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PartialDate result)
    {
        result = default;
        if (s is null) return false;
        var text = s.AsSpan().Trim();
        if (text.IsEmpty) return true;

        Span<int> parts = stackalloc int[3];
        var count = Numbers(text, parts, out var yearFirst);
        var read = (count, yearFirst) switch
        {
            (1, true) => Make(parts[0], 0, 0),
            (2, true) => Make(parts[0], parts[1], 0),
            (3, true) => Make(parts[0], parts[1], parts[2]),
            (2, false) => Make(parts[1], parts[0], 0),
            (3, false) => Make(parts[2], parts[1], parts[0]),
            _ => null,
        };
        result = read.GetValueOrDefault();
        return read is not null;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is not a date.</exception>
    public static PartialDate Parse(string s) => Parse(s, null);

    /// <inheritdoc cref="Parse(string)"/>
    public static PartialDate Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var date) ? date : throw new FormatException("Expected 1950, 1950-03, 1950-03-07, dd/MM/yyyy or an empty text.");

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    /// Splits digits at one kind of separator. The year is the part of four digits and stands first or last; 0 parts = not a date.
    private static int Numbers(ReadOnlySpan<char> text, Span<int> parts, out bool yearFirst)
    {
        yearFirst = false;
        var count = 0;
        var separator = '\0';
        for (var start = 0; start <= text.Length; count++)
        {
            var end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            var digits = end - start;
            if (count == 3 || digits is 0 or 3 or > 4) return 0;
            if (count == 0) yearFirst = digits == 4;
            else if (digits == 4 && (yearFirst || end < text.Length)) return 0;
            parts[count] = int.Parse(text[start..end], NumberStyles.None, CultureInfo.InvariantCulture);
            if (end == text.Length)
            {
                start = end + 1;
                if (!yearFirst && digits != 4) return 0;
                continue;
            }
            if (text[end] is not ('/' or '-' or '.') || (separator != '\0' && text[end] != separator)) return 0;
            separator = text[end];
            start = end + 1;
            if (start == text.Length) return 0;
        }
        return count;
    }

    private static PartialDate? Make(int year, int month, int day)
    {
        if (year is < 1 or > 9999 || month > 12 || (month == 0 && day != 0)) return null;
        if (day != 0 && day > DateTime.DaysInMonth(year, month)) return null;
        return new PartialDate(year, month, day);
    }

    private static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
}

/// Writes the text form; reads it and what people type.
internal sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !PartialDate.TryParse(reader.GetString(), null, out var date))
            throw new JsonException("Expected a date as 1950, 1950-03 or 1950-03-07.");
        return date;
    }

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
