using System.Collections.Frozen;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Exchange.Agreements;

/// <summary>Where an agreement stands.</summary>
public enum AgreementState
{
    Draft,
    Requested,
    Approved,
    Suspended,
    Ended,
}

/// <summary>
/// Who may read which fields, for what, on what ground, until when. Law on Data 60/2024; Decree 278/2025 art. 7; Law 91/2025 on personal data:
/// one purpose each. An agreement may be for a class of agencies: one approval for all communes.
/// </summary>
public sealed record Agreement(
    string Code, int Version, string Vi, string En, string Why, IReadOnlyList<string> Consumers, bool Persons, Purpose Purpose,
    IReadOnlyList<BasisKind> Bases, IReadOnlyList<FieldCode> Fields, bool LockedPersons, int? QuotaPerDay,
    string LegalBasis, DateOnly From, DateOnly? To, AgreementState State)
{
    /// <summary>The consumer of agreements under which everybody reads their own data.</summary>
    public const string OwnPerson = "person";

    /// <summary>Everybody reads their own data under it, nobody else's.</summary>
    public bool IsOwnData => Consumers is [OwnPerson];

    private readonly FrozenSet<FieldCode> allowed = Fields.ToFrozenSet();

    /// <summary>Why this reading is not allowed by the agreement itself; null when it is. Membership of a class is asked through <paramref name="covers"/>.</summary>
    public Fault? Refuses(Caller caller, Purpose purpose, Basis basis, SubjectId subject, IReadOnlyList<FieldCode> fields, DateOnly today, Func<string, bool> covers)
    {
        if (State is AgreementState.Draft or AgreementState.Requested) return ExchangeErrors.AgreementNotApproved.With(Code);
        if (State is AgreementState.Suspended) return ExchangeErrors.AgreementSuspended.With(Code);
        if (State is AgreementState.Ended || today < From || today > To) return ExchangeErrors.AgreementEnded.With(Code);
        if (RefusesConsumer(caller, basis, subject, covers) is { } stranger) return stranger;
        if (purpose != Purpose) return ExchangeErrors.WrongPurpose.With(Code, Words.Of(Purpose));
        if (!Bases.Contains(basis.Kind)) return ExchangeErrors.WrongBasis.With(string.Join(", ", Bases.Select(Words.Of)));
        if (basis.Reference is not { Length: > 0 and <= 200 }) return ExchangeErrors.BasisTooLong;
        return RefusesFields(fields);
    }

    private Fault? RefusesConsumer(Caller caller, Basis basis, SubjectId subject, Func<string, bool> covers)
    {
        if (IsOwnData) return caller.Person == subject.Value ? null : (Fault)ExchangeErrors.NotOwnData;
        if (caller.Agency is { } agency && covers(agency)) return null;
        // A person who files a dossier reads what the agency will need, on the agency's behalf, for that dossier only.
        var files = Persons && caller.Person is not null && basis.Kind == BasisKind.Dossier;
        return files ? null : ExchangeErrors.ConsumerNotCovered.With(Code);
    }

    private Fault? RefusesFields(IReadOnlyList<FieldCode> fields)
    {
        if (fields.Count is 0 or > 60) return ExchangeErrors.NoFields;
        List<string>? extra = null;
        for (var i = 0; i < fields.Count; i++)
        {
            if (!allowed.Contains(fields[i])) (extra ??= []).Add(fields[i].Value);
            for (var j = 0; j < i; j++)
            {
                if (fields[i] == fields[j]) return ExchangeErrors.NoFields;
            }
        }
        return extra is null ? null : ExchangeErrors.FieldsNotAgreed.With(string.Join(", ", extra));
    }
}
