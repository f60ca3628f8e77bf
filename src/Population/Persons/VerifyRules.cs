using LienThong.Kernel.Text;
using LienThong.Kernel.Time;

namespace LienThong.Population.Persons;

/// <summary>What the register knows of a person whom somebody asks about.</summary>
internal readonly record struct KnownPerson(PersonId Id, string NameKey, string SearchKey, PartialDate Birth, Sex Sex, bool Locked, string? Commune);

/// <summary>How one item agrees. The same rules for one question and for a file of a million.</summary>
internal static class VerifyRules
{
    /// <summary>Names agree by their canonical key; near when only accents differ (Quí, Quý or a card without accents).</summary>
    public static ItemOutcome Name(string? asked, in KnownPerson known)
    {
        if (string.IsNullOrWhiteSpace(asked)) return ItemOutcome.NotAsked;
        return VietnameseText.CanonicalKey(asked) == known.NameKey ? ItemOutcome.Match
            : VietnameseText.SearchKey(asked) == known.SearchKey ? ItemOutcome.Near : ItemOutcome.Mismatch;
    }

    /// <summary>Dates agree when both know the same; near when one side knows less and the rest agrees.</summary>
    public static ItemOutcome Birth(PartialDate? asked, PartialDate known)
    {
        if (asked is not { } date) return ItemOutcome.NotAsked;
        if (known.Precision == DatePrecision.Unknown) return ItemOutcome.Absent;
        if (date == known) return ItemOutcome.Match;
        return date.Precision != known.Precision && date.CouldBeSameAs(known) ? ItemOutcome.Near : ItemOutcome.Mismatch;
    }

    public static ItemOutcome Sex(Sex? asked, Sex known) => asked is not { } sex ? ItemOutcome.NotAsked
        : known == Population.Sex.Undetermined ? ItemOutcome.Absent
        : sex == known ? ItemOutcome.Match : ItemOutcome.Mismatch;

    public static ItemOutcome Commune(string? asked, string? known) => asked is null ? ItemOutcome.NotAsked
        : known is null ? ItemOutcome.Absent
        : asked == known ? ItemOutcome.Match : ItemOutcome.Mismatch;

    public static VerifyAnswer Answer(VerifyQuestion question, KnownPerson known) => new(
        ItemOutcome.Match, Name(question.FullName, known), Birth(question.BirthDate, known.Birth), Sex(question.Sex, known.Sex), Commune(question.Commune, known.Commune), known.Id);

    public static readonly VerifyAnswer Unknown = new(ItemOutcome.Absent, ItemOutcome.NotAsked, ItemOutcome.NotAsked, ItemOutcome.NotAsked, ItemOutcome.NotAsked, null);
}
