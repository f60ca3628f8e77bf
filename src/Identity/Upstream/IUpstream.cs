using LienThong.Kernel.Results;

namespace LienThong.Identity.Upstream;

/// <summary>One sign-in that was begun: what must come back unchanged, and what proves that we began it.</summary>
/// <param name="State">Random; names this sign-in in the address.</param>
/// <param name="Nonce">Random; must stand in the ID token.</param>
/// <param name="Verifier">PKCE.</param>
/// <param name="Back">Our return address for this provider.</param>
/// <param name="Level">Authentication level that is wanted.</param>
internal sealed record UpstreamAsk(string State, string Nonce, string Verifier, string Back, int Level);

/// <summary>What the provider's answer brought in the address.</summary>
internal sealed record UpstreamReturn(string? Code, string? Issuer, string? Error);

/// <summary>Who somebody is, as the outside provider says.</summary>
/// <param name="Subject">Its lasting name for the person.</param>
/// <param name="Number">Personal number.</param>
/// <param name="FullName">Name.</param>
/// <param name="BirthDate">Day of birth.</param>
/// <param name="AccountLevel">Level of the account there, 1 or 2.</param>
/// <param name="AuthenticationLevel">How strongly the person signed in there, 1–4.</param>
internal sealed record UpstreamPerson(string Subject, string Number, string FullName, DateOnly BirthDate, int AccountLevel, int AuthenticationLevel);

/// <summary>An outside provider by which people sign in. There is one adapter for each dialect.</summary>
internal interface IUpstream
{
    UpstreamOptions Options { get; }

    /// <summary>The address at the provider to which the browser goes.</summary>
    Task<Result<string>> Begin(UpstreamAsk ask, CancellationToken ct);

    /// <summary>Turns the answer into a person, or refuses; nothing of it is trusted before it was verified.</summary>
    Task<Result<UpstreamPerson>> Finish(UpstreamAsk ask, UpstreamReturn answer, CancellationToken ct);
}

/// <summary>The providers of the settings, by code.</summary>
internal sealed class Upstreams
{
    private readonly Dictionary<string, IUpstream> known;

    public Upstreams(IdentityOptions options, Security.Outbound outbound, TimeProvider clock) => known = options.Upstreams.ToDictionary(
        o => o.Code, IUpstream (o) => o.Dialect == UpstreamDialect.Vneid ? new VneidUpstream(o, outbound) : new OidcUpstream(o, outbound, clock), StringComparer.Ordinal);

    public IReadOnlyCollection<IUpstream> All => known.Values;

    public IUpstream? Find(string code) => known.GetValueOrDefault(code);
}
