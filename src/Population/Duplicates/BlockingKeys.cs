namespace LienThong.Population.Duplicates;

/// <summary>
/// The keys under which two records of one person meet. Each joins two or three items that errors rarely hit together, so that a record with a wrong name meets the other by day and mother, one with a
/// wrong day by name and place. A key is a digest of 64 bits: nothing can be read from it, and one index serves all kinds.
/// </summary>
internal static class BlockingKeys
{
    /// <summary>More people than this under one key say nothing about any two of them; such a key is passed over and counted.</summary>
    public const int MostInBlock = 40;

    public static IEnumerable<long> Of(DuplicateFace f)
    {
        var (name, day, year) = (f.Search, f.BirthPrecision == 3 ? f.Birth.DayNumber : 0, f.BirthPrecision > 0 ? f.Birth.Year : 0);
        var (mother, father) = (f.MotherForms.Search, f.FatherForms.Search);
        if (day > 0)
        {
            yield return Key(1, name, day);
            if (mother.Length > 0) yield return Key(2, mother, day);
            if (father.Length > 0) yield return Key(3, father, day);
            yield return Key(4, f.RegistrationPlace, day, (int)f.Sex);
            yield return Key(12, f.HomePlace, day, (int)f.Sex);
        }

        if (year > 0)
        {
            if (mother.Length > 0) yield return Key(5, name + "|" + mother, year);
            if (father.Length > 0) yield return Key(6, name + "|" + father, year);
            yield return Key(7, name + "|" + f.RegistrationPlace, year);
            if (f.Commune is { } commune) yield return Key(8, name + "|" + commune, year);
        }

        if (mother.Length > 0 && father.Length > 0) yield return Key(9, name + "|" + mother + "|" + father, 0);
        if (f.Cmnd is { Length: 9 } cmnd) yield return Key(10, cmnd, 0);
        if (f.Phone is { Length: > 6 } phone) yield return Key(11, phone, (int)f.Sex);
    }

    // FNV-1a with a closing mix: the same on every machine and in every version
    private static long Key(int kind, string text, int number, int more = 0)
    {
        var hash = 14695981039346656037UL;
        void Add(uint value)
        {
            hash ^= value;
            hash *= 1099511628211UL;
        }

        Add((uint)kind);
        Add((uint)number);
        Add((uint)more);
        foreach (var c in text) Add(c);
        return (long)Synthetic.SeededRandom.Mix(hash);
    }
}
