using LienThong.Kernel.Events;

namespace LienThong.Identity;

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
