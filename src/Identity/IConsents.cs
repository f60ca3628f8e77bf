using LienThong.Dictionary;
using LienThong.Kernel.Events;

namespace LienThong.Identity;

/// <summary>Consents of people, as the broker asks for them before it reads on the ground of one.</summary>
public interface IConsents
{
    /// <summary>True while the person's consent holds for this reader and covers every field. Law 91/2025/QH15: verifiable, per purpose, withdrawable.</summary>
    /// <param name="reference">Id of the consent, as the basis of the reading cites it.</param>
    /// <param name="subject">The person whose data it is.</param>
    /// <param name="reader">Id of the caller: the relying party that the person agreed to.</param>
    /// <param name="fields">What would be read.</param>
    /// <param name="ct">Ends the look-up.</param>
    ValueTask<bool> Allows(string reference, Guid subject, string reader, IReadOnlyList<FieldCode> fields, CancellationToken ct);
}

/// <summary>A person took a consent back; nothing may be read under it any more.</summary>
/// <param name="Consent">Its id.</param>
/// <param name="Client">The relying party.</param>
/// <param name="Account">Whose account.</param>
/// <param name="Why">by-person or narrowed.</param>
public sealed record ConsentWithdrawn(Guid Consent, string Client, AccountId Account, string Why) : IEvent
{
    /// <summary>Permanent name.</summary>
    public static string EventType => "identity.consent-withdrawn";

    /// <inheritdoc/>
    public string Subject => Consent.ToString("D");
}
