namespace LienThong.Population;

/// <summary>The legal document that an act rests on. Every act of registration carries one.</summary>
/// <param name="Kind">A case of use <c>document</c> of content/population: dossier, form, certificate, judgment, decision, other.</param>
/// <param name="Number">Number as written on it, at most 100 characters.</param>
/// <param name="Date">Day of the document.</param>
/// <param name="Agency">Who issued it, by name or code; at most 200 characters.</param>
public sealed record LegalDocument(string Kind, string Number, DateOnly Date, string Agency);

/// <summary>What every act of registration brings: a key for one effect, the day since which it holds, the document.</summary>
public abstract record RegistryAct
{
    /// <summary>Same key, same answer, one effect.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>First day on which the new state holds (Hà Nội date).</summary>
    public required DateOnly On { get; init; }

    /// <summary>What it rests on.</summary>
    public required LegalDocument Document { get; init; }
}

/// <summary>The answer of an act: its entry in the register's book of acts. <see cref="Repeated"/>: this key was answered before.</summary>
/// <param name="Registration">Key of the entry.</param>
/// <param name="Household">The household that it concerns, or came of it.</param>
/// <param name="Repeated">Answered before.</param>
/// <param name="Number">A new personal number, when one was given.</param>
public sealed record ActRegistered(Guid Registration, HouseholdId? Household = null, bool Repeated = false, PersonalNumber? Number = null);
