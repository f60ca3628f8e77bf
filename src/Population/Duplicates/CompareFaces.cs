namespace LienThong.Population.Duplicates;

/// <summary>The levels of agreement of two records. Knows neither database nor clock.</summary>
internal static class CompareFaces
{
    public static Pattern Of(DuplicateFace a, DuplicateFace b, KnownNames known)
    {
        var name = CompareNames.Of(a.Name, b.Name, known);
        int[] levels =
        [
            (int)name, Birth(a, b), a.Sex == Sex.Undetermined || b.Sex == Sex.Undetermined ? 0 : a.Sex == b.Sex ? 1 : 2,
            Parent(a.Mother, a.MotherForms, b.Mother, b.MotherForms, known), Parent(a.Father, a.FatherForms, b.Father, b.FatherForms, known),
            Places(a, b), Digits(a.Cmnd, b.Cmnd), a.Phone is null || b.Phone is null ? 0 : a.Phone == b.Phone ? 1 : 2,
            Home(a, b), a.Spouse is null || b.Spouse is null ? 0 : a.Spouse == b.Spouse ? 1 : 2,
        ];
        var pattern = default(Pattern);
        for (var i = 0; i < levels.Length; i++) pattern = pattern.With(i, levels[i]);
        return pattern;
    }

    internal static int Birth(DuplicateFace a, DuplicateFace b)
    {
        if (a.BirthPrecision == 0 || b.BirthPrecision == 0) return 0;
        var precision = Math.Min(a.BirthPrecision, b.BirthPrecision);
        var (x, y) = (a.Birth, b.Birth);
        if (precision == 3 && x == y) return 1;
        if (precision < 3 && x.Year == y.Year && (precision == 1 || x.Month == y.Month)) return 2;
        if (precision < 3) return x.Year == y.Year ? 5 : 6;
        if (x.Year == y.Year && x.Month == y.Day && x.Day == y.Month) return 3;
        var differing = 0;
        for (var (p, q) = (Digits(x), Digits(y)); p != q; (p, q) = (p / 10, q / 10)) differing += p % 10 == q % 10 ? 0 : 1;
        return differing == 1 ? 4 : x.Year == y.Year ? 5 : 6;
    }

    private static int Digits(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;

    private static int Parent(Guid? a, FaceName nameA, Guid? b, FaceName nameB, KnownNames known)
    {
        if (a is { } one && one == b) return 1;
        // two keys for one mother happen when she stands in the register twice herself, so the name decides
        return CompareNames.Of(nameA, nameB, known) switch
        {
            NameAgreement.Missing => 0,
            NameAgreement.Same or NameAgreement.SameAndCommon => 1,
            NameAgreement.Typo or NameAgreement.PartMissing => 2,
            _ => 3,
        };
    }

    private static int Places(DuplicateFace a, DuplicateFace b) => (a.RegistrationPlace == b.RegistrationPlace, a.HomePlace == b.HomePlace) switch
    {
        (true, true) => 1,
        (false, false) => 3,
        _ => 2,
    };

    private static int Digits(string? a, string? b)
    {
        if (a is not { Length: 9 } || b is not { Length: 9 }) return 0;
        return a == b ? 1 : Edits.AtMostOne(a, b) ? 2 : 3;
    }

    private static int Home(DuplicateFace a, DuplicateFace b)
    {
        if (a.Household is { } household && household == b.Household) return 1;
        return a.Commune is null || b.Commune is null ? 0 : a.Commune == b.Commune ? 2 : 3;
    }
}
