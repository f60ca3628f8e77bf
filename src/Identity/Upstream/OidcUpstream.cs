using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Upstream;

/// <summary>
/// OpenID Connect as a relying party: code flow with PKCE S256, state, nonce, the issuer in the answer (RFC 9207), an ID token verified by its own keys,
/// client authentication by a signed assertion or a secret. Nothing else is accepted.
/// </summary>
internal sealed class OidcUpstream(UpstreamOptions options, Outbound outbound, TimeProvider clock) : IUpstream
{
    private static readonly TimeSpan MetadataLife = TimeSpan.FromHours(1), KeysLife = TimeSpan.FromMinutes(10);
    private readonly SignKey? signer = options.PrivateKeyFile is { } file ? ReadKey(file) : null;
    private (Metadata Value, DateTimeOffset Until)? metadata;
    private (KeySet Value, DateTimeOffset Until)? keys;

    private sealed record Metadata(string Authorization, string Token, string? Userinfo, string Jwks, bool NamesIssuer);

    public UpstreamOptions Options => options;

    public async Task<Result<string>> Begin(UpstreamAsk ask, CancellationToken ct)
    {
        if (await Discover(ct) is not { } at) return AccountErrors.UpstreamUntrusted;
        var challenge = Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(ask.Verifier)));
        List<KeyValuePair<string, string?>> query =
        [
            new("response_type", "code"), new("client_id", options.ClientId), new("redirect_uri", ask.Back), new("scope", string.Join(' ', options.Scopes)),
            new("state", ask.State), new("nonce", ask.Nonce), new("code_challenge", challenge), new("code_challenge_method", "S256"),
        ];
        var wanted = options.AuthLevels.Where(l => l.Value >= ask.Level).OrderBy(l => l.Value).Select(l => l.Key).ToList();
        if (ask.Level > 1 && wanted.Count > 0) query.Add(new("acr_values", string.Join(' ', wanted)));
        return at.Authorization + (at.Authorization.Contains('?', StringComparison.Ordinal) ? "&" : "?") + QueryString.Create(query).ToString()[1..];
    }

    public async Task<Result<UpstreamPerson>> Finish(UpstreamAsk ask, UpstreamReturn answer, CancellationToken ct)
    {
        if (await Discover(ct) is not { } at) return AccountErrors.UpstreamUntrusted;
        // Mix-up defence: an answer that another issuer made is not taken to this one's token endpoint.
        if (answer.Issuer is { } issuer ? issuer != options.Issuer : at.NamesIssuer) return AccountErrors.UpstreamUntrusted;
        if (answer.Error is not null || answer.Code is not { Length: > 0 and <= 2000 } code) return AccountErrors.UpstreamDeclined;
        if (await Redeem(at, ask, code, ct) is not { } tokens) return AccountErrors.UpstreamUntrusted;
        if (tokens.Text("id_token") is not { } text || await Verify(at, text, ask.Nonce, ct) is not { } token) return AccountErrors.UpstreamUntrusted;
        var claims = token.Claims;
        if (!claims.Has(options.NumberClaim) && at.Userinfo is { } userinfo)
        {
            if (tokens.Text("access_token") is not { } access || await Ask(userinfo, access, ct) is not { } more || more.Text("sub") != token.Subject) return AccountErrors.UpstreamUntrusted;
            claims = more;
        }
        return PersonOf(options, token.Subject, claims, token.Claims.Text("acr")) is { } person ? person : AccountErrors.UpstreamDiffers;
    }

    /// What the claims say; null when one that is needed is missing or malformed.
    internal static UpstreamPerson? PersonOf(UpstreamOptions options, string subject, JsonElement claims, string? acr)
    {
        if (claims.Text(options.NumberClaim) is not { } number || claims.Text(options.NameClaim) is not { } name || Day(claims.Text(options.BirthClaim)) is not { } birth) return null;
        var level = claims.TryGetProperty(options.LevelClaim, out var l) && l.ToString() is "2" ? 2 : 1;
        return new UpstreamPerson(subject, number, name, birth, level, acr is not null && options.AuthLevels.TryGetValue(acr, out var known) ? known : options.AuthLevel);
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy", "ddMMyyyy", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task<Metadata?> Discover(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (metadata is { } held && held.Until > now) return held.Value;
        if (await Get(options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", null, ct) is not { } document) return null;
        if (document.Text("issuer") != options.Issuer) return null;
        var (authorization, token, jwks) = (document.Text("authorization_endpoint"), document.Text("token_endpoint"), document.Text("jwks_uri"));
        if (!options.IsAddress(authorization) || !options.IsAddress(token) || !options.IsAddress(jwks)) return null;
        var named = document.TryGetProperty("authorization_response_iss_parameter_supported", out var yes) && yes.ValueKind == JsonValueKind.True;
        var read = new Metadata(authorization!, token!, options.IsAddress(document.Text("userinfo_endpoint")) ? document.Text("userinfo_endpoint") : null, jwks!, named);
        metadata = (read, now + MetadataLife);
        return read;
    }

    private async Task<JsonElement?> Redeem(Metadata at, UpstreamAsk ask, string code, CancellationToken ct)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = ask.Back, ["code_verifier"] = ask.Verifier, ["client_id"] = options.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, at.Token);
        if (signer is not null)
        {
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = Assertion();
        }
        else
        {
            form.Remove("client_id");
            var pair = Uri.EscapeDataString(options.ClientId) + ":" + Uri.EscapeDataString(options.ClientSecret!);
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        request.Content = new FormUrlEncodedContent(form);
        return Json(await outbound.Send(request, options.Live, ct));
    }

    private string Assertion()
    {
        var now = clock.GetUtcNow();
        return Jws.Sign(signer!, "JWT", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = options.ClientId, ["sub"] = options.ClientId, ["aud"] = options.Issuer, ["jti"] = Secrets.NewHandle(),
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddSeconds(50).ToUnixTimeSeconds(),
        });
    }

    // One more look at the keys when the token names one that we do not have: the provider may have rotated.
    private async Task<IdToken?> Verify(Metadata at, string text, string nonce, CancellationToken ct)
    {
        var read = Jws.Read(text);
        if (!read.Ok) return null;
        var set = await Keys(at, renew: false, ct);
        if (set is not null && !set.Knows(read.Value)) set = await Keys(at, renew: true, ct);
        if (set is null) return null;
        var token = IdTokens.Verify(text, new TrustedIssuer(options.Issuer, options.ClientId, set), nonce, clock.GetUtcNow());
        return token.Ok ? token.Value : null;
    }

    private async Task<KeySet?> Keys(Metadata at, bool renew, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!renew && keys is { } held && held.Until > now) return held.Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, at.Jwks);
        var answer = await outbound.Send(request, options.Live, ct);
        var set = answer.Ok ? KeySet.Read(answer.Body, Alg.Rs256) : Checked<KeySet>.No("no answer");
        if (!set.Ok) return null;
        keys = (set.Value, now + KeysLife);
        return set.Value;
    }

    private Task<JsonElement?> Ask(string address, string accessToken, CancellationToken ct) => Get(address, accessToken, ct);

    private async Task<JsonElement?> Get(string address, string? bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return Json(await outbound.Send(request, options.Live, ct));
    }

    private static JsonElement? Json(OutboundAnswer answer) => answer.Ok ? StrictJson.Object(Encoding.UTF8.GetBytes(answer.Body)) : null;

    private static SignKey ReadKey(string file)
    {
        var pem = File.ReadAllText(file);
        var der = Convert.FromBase64String(string.Concat(pem.Split('\n').Where(l => !l.StartsWith("-----", StringComparison.Ordinal)).Select(l => l.Trim())));
        using var ec = ECDsa.Create();
        try
        {
            ec.ImportPkcs8PrivateKey(der, out _);
            return SignKey.Open(der, Alg.Es256);
        }
        catch (CryptographicException)
        {
            return SignKey.Open(der, Alg.Ps256);
        }
    }
}
