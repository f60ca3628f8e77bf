using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Jose;
using Microsoft.AspNetCore.WebUtilities;

namespace LienThong.Bench;

/// <summary>A relying party under test: the same requests to either provider.</summary>
/// <param name="Secret">For the standard profile; null: private_key_jwt, PAR and DPoP.</param>
sealed record OidcParty(string Issuer, string Client, string Redirect, string? Secret, SignKey Key)
{
    public string Authorize { get; private set; } = "";

    public string Token { get; private set; } = "";

    public string Userinfo { get; private set; } = "";

    public string Push { get; private set; } = "";

    public async Task Discover(HttpClient http)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(Issuer + "/.well-known/openid-configuration"));
        string Of(string name) => document.RootElement.GetProperty(name).GetString()!;
        (Authorize, Token, Userinfo, Push) = (Of("authorization_endpoint"), Of("token_endpoint"), Of("userinfo_endpoint"), Of("pushed_authorization_request_endpoint"));
    }
}

/// <summary>A person with a browser that has signed in and agreed, and the flow that is measured.</summary>
sealed class OidcUser(OidcParty party, HttpClient http)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    private readonly SignKey dpop = SignKey.Create(Alg.Es256);

    /// <summary>A cookie that the browser holds already.</summary>
    public void Keep(string name, string value) => cookies[name] = value;

    /// <summary>From the request of the client to the claims of the person; throws when anything is refused.</summary>
    public async Task Flow()
    {
        var verifier = Base64UrlText.Of(RandomNumberGenerator.GetBytes(32));
        var code = CodeOf(await Authorize(await Address(verifier)));
        Dictionary<string, string> form = new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = party.Redirect, ["code_verifier"] = verifier };
        using var tokens = JsonDocument.Parse(await Post(party.Token, form, proof: true));
        var access = tokens.RootElement.GetProperty("access_token").GetString()!;
        if (Jws.Read(tokens.RootElement.GetProperty("id_token").GetString()!).Value is null) throw new InvalidOperationException("no ID token");
        await Userinfo(access);
    }

    /// <summary>Where the browser is sent to begin.</summary>
    public async Task<string> Address(string verifier)
    {
        Dictionary<string, string> wish = new()
        {
            ["client_id"] = party.Client, ["response_type"] = "code", ["redirect_uri"] = party.Redirect, ["scope"] = "openid", ["state"] = "s", ["nonce"] = Base64UrlText.Of(RandomNumberGenerator.GetBytes(12)),
            ["code_challenge"] = Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), ["code_challenge_method"] = "S256",
        };
        if (party.Secret is not null) return QueryHelpers.AddQueryString(party.Authorize, wish!);
        wish["dpop_jkt"] = dpop.Public.Thumbprint;
        using var pushed = JsonDocument.Parse(await Post(party.Push, wish, proof: false));
        return QueryHelpers.AddQueryString(party.Authorize, new Dictionary<string, string?> { ["client_id"] = party.Client, ["request_uri"] = pushed.RootElement.GetProperty("request_uri").GetString() });
    }

    /// <summary>One step of the browser: keeps cookies, does not follow.</summary>
    public async Task<HttpResponseMessage> Browse(HttpRequestMessage request)
    {
        if (cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(SetCookie))
                if (cookie.Value.Length == 0) cookies.Remove(cookie.Name);
                else cookies[cookie.Name] = cookie.Value;
        }
        return answer;
    }

    private static (string Name, string Value) SetCookie(string header)
    {
        var pair = header.Split(';')[0];
        return (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    public static string CodeOf(string location)
    {
        var query = QueryHelpers.ParseQuery(new Uri(location).Query);
        return query.TryGetValue("code", out var code) ? code.ToString() : throw new InvalidOperationException(location);
    }

    private async Task<string> Authorize(string address)
    {
        using var answer = await Browse(new HttpRequestMessage(HttpMethod.Get, address));
        return answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"authorize: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<string> Post(string address, Dictionary<string, string> form, bool proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (party.Secret is { } secret) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{party.Client}:{secret}")));
        else
        {
            form["client_id"] = party.Client;
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = Assertion();
            if (proof) request.Headers.TryAddWithoutValidation("DPoP", Proof("POST", address, null));
        }
        request.Content = new FormUrlEncodedContent(form);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{address}: {answer.StatusCode} {text}");
    }

    private async Task Userinfo(string access)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, party.Userinfo);
        request.Headers.Authorization = new AuthenticationHeaderValue(party.Secret is null ? "DPoP" : "Bearer", access);
        if (party.Secret is null) request.Headers.TryAddWithoutValidation("DPoP", Proof("GET", party.Userinfo, access));
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"userinfo: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private string Assertion()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return Jws.Sign(party.Key, "JWT", new { iss = party.Client, sub = party.Client, aud = party.Issuer, jti = Guid.CreateVersion7().ToString("N"), iat = now, exp = now + 50 });
    }

    private string Proof(string method, string address, string? access)
    {
        var members = dpop.Public.ToMembers();
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = Alg.Es256, typ = "dpop+jwt", jwk = new { kty = members["kty"], crv = members["crv"], x = members["x"], y = members["y"] } });
        var claims = new Dictionary<string, object> { ["jti"] = Guid.CreateVersion7().ToString("N"), ["htm"] = method, ["htu"] = address, ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() };
        if (access is not null) claims["ath"] = Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(access)));
        return Jws.Sign(dpop, header, claims);
    }
}
