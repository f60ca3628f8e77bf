using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Provider;
using LienThong.Tests.Identity.Jose;
using Microsoft.AspNetCore.WebUtilities;

namespace LienThong.Tests.Identity.Provider;

/// <summary>A relying party that does everything by hand, so that a test can do any of it wrongly.</summary>
sealed class RelyingParty(ProviderHouse house, OidcClient client, TestKey key, TestKey encryption, string? secret)
{
    public OidcClient Client => client;

    public TestKey Key => key;

    public TestKey Encryption => encryption;

    public string? Secret => secret;

    public TestKey Dpop { get; set; } = TestKey.New();

    public string Redirect => client.RedirectUris[0];

    public string Verifier { get; } = Base64UrlText.Of(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public string Issuer => house.Address;

    public Dictionary<string, string> Wish(params (string, string?)[] change)
    {
        Dictionary<string, string> wish = new()
        {
            ["client_id"] = client.Id, ["response_type"] = "code", ["redirect_uri"] = Redirect, ["scope"] = "openid", ["state"] = "s-1", ["nonce"] = "n-1",
            ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in change)
            if (value is null) wish.Remove(name);
            else wish[name] = value;
        return wish;
    }

    public string Assertion(params (string, object?)[] change)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object?> claims = new() { ["iss"] = client.Id, ["sub"] = client.Id, ["aud"] = Issuer, ["jti"] = Guid.CreateVersion7().ToString(), ["iat"] = now, ["exp"] = now + 55 };
        foreach (var (name, value) in change) claims[name] = value;
        return key.Forge(new { alg = "ES256", kid = key.Sign.Id }, claims.Where(c => c.Value is not null).ToDictionary());
    }

    public string Proof(string method, string path, string? token = null, string? nonce = null, params (string, object?)[] change)
    {
        Dictionary<string, object?> claims = new() { ["jti"] = Guid.CreateVersion7().ToString(), ["htm"] = method, ["htu"] = Issuer + path, ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), ["nonce"] = nonce };
        if (token is not null) claims["ath"] = Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        foreach (var (name, value) in change) claims[name] = value;
        var jwk = Dpop.Public.Where(m => m.Key is "kty" or "crv" or "x" or "y").ToDictionary();
        return Dpop.Forge(new { alg = "ES256", typ = "dpop+jwt", jwk }, claims.Where(c => c.Value is not null).ToDictionary());
    }

    /// <summary>A form to one of our endpoints, with the client's own way of proving itself unless the form says otherwise.</summary>
    public async Task<Reply> Post(string path, Dictionary<string, string> form, string? proof = null, bool prove = true)
    {
        using var http = house.Anonymous();
        var body = new Dictionary<string, string>(form);
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (prove && secret is null && !body.ContainsKey("client_assertion"))
        {
            body["client_assertion_type"] = AuthenticateClient.AssertionType;
            body["client_assertion"] = Assertion();
        }
        if (prove && secret is not null && !body.ContainsKey("client_secret"))
            request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Id}:{secret}")));
        if (proof is not null) request.Headers.TryAddWithoutValidation("DPoP", proof);
        request.Content = new FormUrlEncodedContent(body);
        return await Reply.Of(await http.SendAsync(request));
    }

    public async Task<string> Push(params (string, string?)[] change)
    {
        var reply = await Post("/oidc/par", Wish(change));
        reply.Status.ShouldBe(HttpStatusCode.Created, reply.Text);
        return reply.Json.GetProperty("request_uri").GetString()!;
    }

    public string AuthorizePath(string requestUri) => "/oidc/authorize" + QueryString(new() { ["client_id"] = client.Id, ["request_uri"] = requestUri });

    public string AuthorizePath(Dictionary<string, string> wish) => "/oidc/authorize" + QueryString(wish);

    public async Task<string> PathFor(params (string, string?)[] change) => client.Profile == ClientProfile.Fapi ? AuthorizePath(await Push(change)) : AuthorizePath(Wish(change));

    /// <summary>Where the provider sends the browser back to, taken apart.</summary>
    public async Task<Dictionary<string, string>> Authorized(Browser browser, params (string, string?)[] change) => Callback(await browser.Get(await PathFor(change)));

    public Dictionary<string, string> Callback(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var location = answer.Headers.Location!.OriginalString;
        location.ShouldStartWith(client.RedirectUris[0].Split('?')[0]);
        return QueryHelpers.ParseQuery(new Uri(location).Query).ToDictionary(p => p.Key, p => p.Value.ToString());
    }

    public Dictionary<string, string> CodeForm(string code, params (string, string?)[] change)
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Redirect, ["code_verifier"] = Verifier };
        foreach (var (name, value) in change)
            if (value is null) form.Remove(name);
            else form[name] = value;
        return form;
    }

    public Task<Reply> Redeem(string code, params (string, string?)[] change) =>
        Post("/oidc/token", CodeForm(code, change), client.Profile == ClientProfile.Fapi ? Proof("POST", "/oidc/token") : null);

    public async Task<JsonElement> Tokens(Browser browser, params (string, string?)[] change)
    {
        var reply = await Redeem((await Authorized(browser, change))["code"]);
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        return reply.Json;
    }

    public async Task<Reply> Call(string path, string token, bool dpop = true, string? proof = null, HttpMethod? method = null)
    {
        using var http = house.Anonymous();
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", (dpop ? "DPoP " : "Bearer ") + token);
        if (dpop) request.Headers.TryAddWithoutValidation("DPoP", proof ?? Proof(request.Method.Method, path, token));
        return await Reply.Of(await http.SendAsync(request));
    }

    public static JsonElement ClaimsOf(string jwt) => Jws.Read(jwt).Value!.Claims;

    private static string QueryString(Dictionary<string, string> values) => QueryHelpers.AddQueryString("", values!);
}

/// <summary>An answer, read.</summary>
sealed record Reply(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Error => Status < HttpStatusCode.BadRequest ? null : Json.GetProperty("error").GetString();

    public static async Task<Reply> Of(HttpResponseMessage message) => new(message.StatusCode, await message.Content.ReadAsStringAsync(), message);
}
