using System.Globalization;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Population.Synthetic;
using LienThong.Registries;

namespace LienThong.Web.Demo.Sectors;

/// <summary>Chances that hang on the person alone: the same person has the same papers in every run and on every machine.</summary>
readonly struct Draw(string number, ulong salt)
{
    private readonly ulong value = Mix(ulong.Parse(number, CultureInfo.InvariantCulture) * 31 + salt * 0x9E3779B97F4A7C15);

    public bool Hits(int percent) => (int)(value % 100) < percent;

    public int Below(int count) => (int)((value >> 8) % (ulong)count);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}

/// <summary>Short words for drafts of synthetic records.</summary>
static class SectorDraft
{
    public static RecordDraft Of(SubjectId subject, DateOnly from, DateOnly? to, string document, params ReadOnlySpan<(string Field, string? Value)> values)
    {
        var byField = new Dictionary<FieldCode, string?>(values.Length);
        foreach (var (field, value) in values)
        {
            if (value is not null) byField[new FieldCode(field)] = value;
        }
        return new RecordDraft(subject, byField, from, to, new Provenance(Origin.Synthetic, document));
    }

    public static RecordDraft Of(SyntheticFact about, DateOnly from, DateOnly? to, string document, params ReadOnlySpan<(string Field, string? Value)> values) =>
        Of(new SubjectId(about.Person), from, to, document, values);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Address(string commune, string detail) => Json.Text(new { commune, detail });

    public static int Age(this SyntheticFact person, DateOnly today) => today.Year - person.Birth.Year - (today.DayOfYear < person.Birth.DayOfYear ? 1 : 0);

    /// <summary>A day at least so many years after birth and before today, spread by chance.</summary>
    public static DateOnly DayAfter(this SyntheticFact person, int age, DateOnly today, Draw draw)
    {
        var first = person.Birth.AddYears(age).DayNumber;
        return DateOnly.FromDayNumber(first + draw.Below(Math.Max(1, today.DayNumber - first)));
    }
}
