using System.Text.Json;
using LienThong.Identity.Sessions;

namespace LienThong.Identity.Provider;

/// <summary>What a client asked for, judged and complete: nothing of the raw request is looked at again.</summary>
/// <param name="Client">The client id.</param>
/// <param name="Scopes">Granted at most; those that the client may not have were left out.</param>
/// <param name="Level">The least authentication level that was asked for, 1–4.</param>
/// <param name="LevelEssential">True: without that level the request fails.</param>
/// <param name="HintSubject">The subject of the id_token_hint, or null.</param>
/// <param name="Seen">When a browser first brought it; what prompt=login and max_age are measured from.</param>
/// <param name="Parent">Hash of the pushed request that this one continues, base64url.</param>
internal sealed record AuthorizationRequest(
    string Client, string RedirectUri, string? State, string? Nonce, string? Challenge, string? Thumbprint, IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Prompts, int? MaxAge, int Level, bool LevelEssential, IReadOnlyList<string> Claims, IReadOnlyList<string> IdTokenClaims,
    IReadOnlyList<JsonElement> Details, string? HintSubject, DateTimeOffset? Seen, string? Parent)
{
    /// <summary>Claims that the client called essential: the consent page says that the system cannot serve without them. Absent ones are still no error (OIDC Core section 5.5.1).</summary>
    public IReadOnlyList<string> Essential { get; init; } = [];

    public bool Silent => Prompts.Contains("none", StringComparer.Ordinal);

    /// <summary>True when the session does not do: none, too old, or the client wants a fresh one.</summary>
    public bool NeedsSignIn(Session? session) =>
        session is null
        || (Prompts.Contains("login", StringComparer.Ordinal) && session.SignedInAt < Seen)
        || (MaxAge is { } age && session.SignedInAt.AddSeconds(age) < Seen);

    /// <summary>True when the client wants the person to be asked anew and that has not happened since.</summary>
    public bool NeedsFreshConsent(DateTimeOffset givenAt) => Prompts.Contains("consent", StringComparer.Ordinal) && givenAt < Seen;
}
