using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>A client that has proved itself, and the jti that it spent on it; the caller's statement stores that.</summary>
internal sealed record ProvenClient(OidcClient Client, UsedOnce? Spent);

/// <summary>A form that came to one of our endpoints, and the client that sent it.</summary>
internal sealed record ClientForm(OAuthParameters Form, string Issuer, ProvenClient Proven);

/// <summary>
/// Tells which client sends a form. Exactly one way may be used, and it must be the way of this client: <c>private_key_jwt</c>, or the secret by
/// HTTP Basic or in the form for standard clients that have one. All failures look the same from outside, but for the reason that helps integrators.
/// </summary>
internal sealed class AuthenticateClient(Issuer issuers, ClientBook book, FetchKeys fetch, TimeProvider clock)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly ConcurrentDictionary<string, (string Json, KeySet Keys)> keySets = new(StringComparer.Ordinal);

    /// <summary>Reads the form and proves its sender: what PAR, token, introspection and revocation begin with.</summary>
    public async ValueTask<Outcome<ClientForm>> Do(HttpContext http, CancellationToken ct)
    {
        if (issuers.Of(http) is not { } issuer) return OAuthError.InvalidRequest with { House = ProviderErrors.IssuerUnset };
        if (await OAuthParameters.OfForm(http) is not { } form) return OAuthError.InvalidRequest.Because("send a form");
        if (form.Twice is not null) return OAuthError.InvalidRequest.Because("a parameter stands twice");
        var client = await Prove(http, form, issuer, ct);
        return client.Failed ? client.Error : new ClientForm(form, issuer, client.Value);
    }

    private async ValueTask<Outcome<ProvenClient>> Prove(HttpContext http, OAuthParameters form, string issuer, CancellationToken ct)
    {
        var basic = http.Request.Headers.Authorization.ToString() is { Length: > 0 } header ? header : null;
        if (basic?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == false) return OAuthError.InvalidClient.Because("the Authorization header is not Basic");
        var ways = (basic is null ? 0 : 1) + (form["client_secret"] is null ? 0 : 1) + (form["client_assertion"] is null ? 0 : 1);
        if (ways > 1) return OAuthError.InvalidRequest.Because("use one way of authenticating the client");
        if (form["client_assertion"] is { } assertion) return await ByAssertion(form, assertion, issuer, ct);
        if (basic is not null) return Pair(basic) is var (id, secret) ? await BySecret(form, id, secret, ct) : OAuthError.InvalidClient.Because("malformed Basic credentials");
        if (form["client_secret"] is { } plain && form["client_id"] is { } named) return await BySecret(form, named, plain, ct);
        return OAuthError.InvalidClient.Because("the client did not authenticate");
    }

    /// <summary>The keys of a client, imported once; empty when it has none.</summary>
    public KeySet KeysOf(OidcClient client)
    {
        if (client.JwksJson is not { } json) return KeySet.Empty;
        if (keySets.TryGetValue(client.Id, out var known) && known.Json == json) return known.Keys;
        var keys = KeySet.Read(json).Value ?? KeySet.Empty;
        keySets[client.Id] = (json, keys);
        return keys;
    }

    private async ValueTask<Outcome<ProvenClient>> ByAssertion(OAuthParameters form, string assertion, string issuer, CancellationToken ct)
    {
        if (form["client_assertion_type"] != AssertionType) return OAuthError.InvalidClient.Because("client_assertion_type is missing or unknown");
        var read = Jws.Read(assertion);
        if (!read.Ok) return OAuthError.InvalidClient.Because(read.Refusal);
        if (ClientAssertions.ClaimedClient(read.Value) is not { } id || form["client_id"] is { } named && named != id) return OAuthError.InvalidClient.Because("client_id and the assertion differ");
        if (await book.Find(id, ct) is not { Auth: ClientAuth.PrivateKeyJwt } client) return OAuthError.InvalidClient.Because("unknown client or another way of authenticating");
        var keys = KeysOf(client);
        if (!keys.Knows(read.Value)) keys = KeysOf(client = await fetch.Again(client, ct));
        var verified = ClientAssertions.Verify(read.Value, keys, client.Id, issuer, clock.GetUtcNow());
        if (!verified.Ok) return OAuthError.InvalidClient.Because(verified.Refusal);
        return new ProvenClient(client, UsedOnce.Of(client.Id, verified.Value.Id, verified.Value.Expires));
    }

    private async ValueTask<Outcome<ProvenClient>> BySecret(OAuthParameters form, string id, string secret, CancellationToken ct)
    {
        if (form["client_id"] is { } named && named != id) return OAuthError.InvalidClient.Because("client_id and the credentials differ");
        // The hash is computed and compared whether or not the client exists, so that time tells nothing.
        var hash = Secrets.Hash(secret);
        var client = await book.Find(id, ct);
        var fits = CryptographicOperations.FixedTimeEquals(hash, client?.SecretHash ?? new byte[hash.Length]);
        if (client is not { Profile: ClientProfile.Standard, Auth: ClientAuth.Secret, SecretHash: not null } || !fits) return OAuthError.InvalidClient.Because("unknown client or wrong secret");
        return new ProvenClient(client, null);
    }

    // RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
    private static (string Id, string Secret)? Pair(string header)
    {
        var bytes = new byte[1024];
        if (header.Length > 1024 || !Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : (WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..]));
    }
}
