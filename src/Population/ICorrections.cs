using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>Requests of citizens to correct what the register says of them. Law on Civil Status 60/2014 art. 28; Law on Personal Data Protection 91/2025 (right to correction).</summary>
public interface ICorrections
{
    /// <summary>A citizen says what is wrong, what is right and what proves it. The answer tells until when an officer decides.</summary>
    Task<Result<CorrectionRequest>> Ask(Caller citizen, CorrectionAsked asked, CancellationToken ct);

    /// <summary>A correction may set the item of the dictionary.</summary>
    bool MayAsk(string item);

    /// <summary>The citizen's own requests, latest first.</summary>
    Task<IReadOnlyList<CorrectionRequest>> Mine(Caller citizen, CancellationToken ct);

    /// <summary>The citizen takes an open request back.</summary>
    Task<Result> Withdraw(Caller citizen, Guid request, CancellationToken ct);

    /// <summary>Open requests of the area of the officer's agency, those due first on top; at most 100. Without the values.</summary>
    Task<IReadOnlyList<CorrectionWaiting>> Queue(Caller officer, CancellationToken ct);

    /// <summary>One request for an officer of its area, after the broker allowed the look at its person.</summary>
    Task<Result<CorrectionRequest>> Open(Caller officer, Guid request, CancellationToken ct);

    /// <summary>The request is right: the correction is registered with its document, and both happen or neither.</summary>
    Task<Result<ActRegistered>> Accept(Caller officer, CorrectionAccepted act, CancellationToken ct);

    /// <summary>The request is refused with a reason that the citizen reads.</summary>
    Task<Result> Refuse(Caller officer, Guid request, string reason, CancellationToken ct);
}

/// <summary>What a citizen asks. Item: a dictionary code that a correction may set; Value in its canonical form; Evidence: which papers prove it, 5 to 1,000 characters.</summary>
public sealed record CorrectionAsked(string IdempotencyKey, string Item, string Value, string Evidence);

/// <summary>A request. State: open, accepted, refused, withdrawn. Due: the last day for an answer, by the working calendar.</summary>
public sealed record CorrectionRequest(
    Guid Id, PersonId Person, string Item, string Value, string Evidence, DateTimeOffset AskedAt, DateOnly Due, string State, DateTimeOffset? DecidedAt, string? Reason, string? Commune, bool Overdue);

/// <summary>A request in the queue; it names neither the person nor the value.</summary>
public sealed record CorrectionWaiting(Guid Id, string Item, DateTimeOffset AskedAt, DateOnly Due, string? Commune, bool Overdue);

/// <summary>The acceptance of a request; On is the day of the correction.</summary>
public sealed record CorrectionAccepted : RegistryAct
{
    /// <summary>Which.</summary>
    public required Guid Request { get; init; }
}
