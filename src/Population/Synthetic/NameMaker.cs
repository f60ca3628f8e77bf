using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Makes names by sex, cohort, region and ethnic group.</summary>
internal static class NameMaker
{
    private static readonly Weighted<NameWord> KinhNorth = NameWord.Table(NameTables.Kinh);
    private static readonly Weighted<NameWord> KinhSouth = NameWord.Table(NameTables.Kinh.Replace("Hoàng ", "Huỳnh ", StringComparison.Ordinal).Replace("Vũ ", "Võ ", StringComparison.Ordinal));
    private static readonly Weighted<NameWord>?[] OfGroup = [.. Enumerable.Range(0, 55).Select(g => NameTables.Minority.TryGetValue((byte)g, out var t) ? NameWord.Table(t) : null)];
    private static readonly Weighted<NameWord>[] MenGiven = Tables(NameTables.MenGiven), WomenGiven = Tables(NameTables.WomenGiven);
    private static readonly Weighted<NameWord>[] MenMiddle = Tables(NameTables.MenMiddle), WomenMiddle = Tables(NameTables.WomenMiddle);
    private static readonly Weighted<NameWord> MenSecond = NameWord.Table(NameTables.MenSecond), WomenSecond = NameWord.Table(NameTables.WomenSecond);
    private static readonly Weighted<NameWord> MongMen = NameWord.Table(NameTables.MongMen), MongWomen = NameWord.Table(NameTables.MongWomen);
    private static readonly Weighted<NameWord> HighlandMen = NameWord.Table(NameTables.HighlandMen), HighlandWomen = NameWord.Table(NameTables.HighlandWomen);
    private static readonly Weighted<NameWord> KhmerMen = NameWord.Table(NameTables.KhmerMen), KhmerWomen = NameWord.Table(NameTables.KhmerWomen);
    private static readonly NameWord A = NameWord.Of("A"), Y = NameWord.Of("Y"), Thi = NameWord.Of("Thị");
    private static readonly Weighted<string> Streets = Evenly(NameTables.Streets), Villages = Evenly(NameTables.Villages);

    // share of names of four words by cohort; births 2007-2011: men 26.1 %, women 64.6 %; of two words: men 0.9 %, women 0.2 %
    private static readonly double[] MenFour = [.05, .09, .17, .261], WomenFour = [.08, .20, .46, .646];
    private static readonly double[] MenTwo = [.04, .02, .012, .009], WomenTwo = [.02, .008, .004, .002];

    [MethodImpl(Hot.Loop)]
    public static NameWord Surname(byte ethnicity, bool south, SeededRandom random) =>
        (OfGroup[ethnicity] ?? (south ? KinhSouth : KinhNorth)).Draw(random);

    /// <summary>A name under a given surname.</summary>
    [MethodImpl(Hot.Loop)]
    public static SyntheticName Name(NameWord surname, bool man, int birthYear, byte ethnicity, SeededRandom random)
    {
        switch (ethnicity)
        {
            case Ethnicities.EDe or Ethnicities.GiaRai when random.Chance(.8):
                return man
                    ? SyntheticName.Compose([Y, HighlandMen.Draw(random), surname], random)
                    : SyntheticName.Compose([Clan(HighlandWomen.Draw(random)), surname], random);
            case Ethnicities.Mong when random.Chance(.75):
                return SyntheticName.Compose([surname, man ? A : Thi, (man ? MongMen : MongWomen).Draw(random)], random);
            case Ethnicities.Khmer when random.Chance(.55):
                return man
                    ? SyntheticName.Compose([surname, KhmerMen.Draw(random)], random)
                    : SyntheticName.Compose([surname, Thi, KhmerWomen.Draw(random)], random);
            default:
                return Common(surname, man, Cohort(birthYear), random);
        }
    }

    /// <summary>The name of a parent who is not in the register.</summary>
    [MethodImpl(Hot.Loop)]
    public static string ParentName(NameWord surname, bool man, int birthYear, SeededRandom random)
    {
        var cohort = Cohort(birthYear);
        return SyntheticName.Plain(surname, (man ? MenMiddle : WomenMiddle)[cohort].Draw(random), (man ? MenGiven : WomenGiven)[cohort].Draw(random));
    }

    [MethodImpl(Hot.Loop)]
    public static string Address(bool urban, string province, SeededRandom random) => urban
        ? $"Số {1 + random.Below(480)}, đường {Streets.Draw(random)}, tổ dân phố {1 + random.Below(24)}"
        : $"{Hamlet(province)} {Villages.Draw(random)}";

    private static string Hamlet(string province) => province switch
    {
        "79" or "80" or "82" or "86" or "91" or "92" or "96" or "75" => "Ấp",
        "11" or "12" or "14" or "15" or "04" or "08" => "Bản",
        "66" or "51" => "Buôn",
        _ => "Thôn",
    };

    [MethodImpl(Hot.Loop)]
    private static SyntheticName Common(NameWord surname, bool man, int cohort, SeededRandom random)
    {
        var given = (man ? MenGiven : WomenGiven)[cohort].Draw(random);
        var length = random.Unit();
        if (length < (man ? MenTwo : WomenTwo)[cohort]) return SyntheticName.Compose([surname, given], random);
        var middle = (man ? MenMiddle : WomenMiddle)[cohort].Draw(random);
        while (ReferenceEquals(middle, given)) middle = (man ? MenMiddle : WomenMiddle)[cohort].Draw(random);
        if (length < 1 - (man ? MenFour : WomenFour)[cohort]) return SyntheticName.Compose([surname, middle, given], random);
        var second = (man ? MenSecond : WomenSecond).Draw(random);
        while (ReferenceEquals(second, given) || ReferenceEquals(second, middle)) second = (man ? MenSecond : WomenSecond).Draw(random);
        return SyntheticName.Compose([surname, middle, second, given], random);
    }

    private static int Cohort(int birthYear) => birthYear switch { < 1970 => 0, < 1990 => 1, < 2005 => 2, _ => 3 };

    private static NameWord Clan(NameWord given) => NameWord.Of("H'" + given.Text);

    private static Weighted<NameWord>[] Tables(string[] tables) => [.. tables.Select(NameWord.Table)];

    private static Weighted<string> Evenly(string list) => new([.. list.Split(';').Select(s => (s, 1.0))]);
}
