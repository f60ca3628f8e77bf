namespace LienThong.Procedures;

/// <summary>What the modules to the right may know about procedures and dossiers: definitions and facts without personal data.</summary>
public interface IProcedures
{
    /// <summary>Procedures in force on a day.</summary>
    Task<IReadOnlyList<ProcedureSummary>> InForce(DateOnly day, CancellationToken ct);

    /// <summary>Facts of dossiers submitted in a period (Hà Nội days, both included), oldest first, at most <paramref name="limit"/> (1–1000) after the given key.</summary>
    Task<IReadOnlyList<DossierFacts>> Dossiers(DateOnly from, DateOnly to, Guid? after, int limit, CancellationToken ct);

    /// <summary>The facts of one dossier; null when there is none.</summary>
    Task<DossierFacts?> Dossier(Guid id, CancellationToken ct);
}

/// <summary>A procedure in force.</summary>
/// <param name="Code">National code.</param>
/// <param name="Version">Version in force.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="AgencyClass">Class of the agencies that decide.</param>
/// <param name="Papers">Papers that the law names.</param>
/// <param name="PapersReplaceable">Those that data can replace.</param>
/// <param name="Online">Whether it can be filed online.</param>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="LegalBasis">Acts.</param>
public sealed record ProcedureSummary(
    string Code, int Version, string NameVi, string NameEn, string AgencyClass, int Papers, int PapersReplaceable, bool Online, DateOnly EffectiveFrom, string LegalBasis);

/// <summary>A dossier without anything about a person. National status is 1–10; instants are UTC.</summary>
public sealed record DossierFacts(
    Guid Id, string Code, string Procedure, string Channel, string ReceivingAgency, string CompetentAgency, string Province, int National,
    DateTimeOffset SubmittedAt, DateTimeOffset? ReceivedAt, DateTimeOffset? DueAt, DateTimeOffset? FinishedAt, DateTimeOffset? ReturnedAt,
    int PapersNamed, int PapersWaived, int? Score);
