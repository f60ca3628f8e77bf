using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Identity.Clients;

namespace LienThong.Tests.Conformance;

/// <summary>An HTTP answer with its JSON, where it has one.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json, HttpResponseHeaders Headers, string Body, string? Type)
{
    public string? this[string member] => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public Answer Ok()
    {
        Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Created], Body);
        return this;
    }

    /// <summary>A refusal with one of the words.</summary>
    public Answer Refused(params string[] words)
    {
        ((int)Status).ShouldBeInRange(400, 401, Body);
        words.ShouldContain(this["error"], Body);
        this["error_description"].ShouldNotBeNull();
        return this;
    }
}

/// <summary>A relying party in the test: makes requests by hand, so that each can be wrong in one way.</summary>
internal sealed class Party(string issuer, string id, ClientProfile profile, string redirectUri) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Issuer => issuer;

    public string Id => id;

    public string RedirectUri => redirectUri;

    public string? Secret { get; init; }

    public string KeyId { get; init; } = "k1";

    public ECDsa Key { get => key; init => key = value; }

    public ECDsa Dpop { get; set; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public bool Fapi => profile == ClientProfile.Fapi;

    public string Verifier { get; set; } = Jwt.Random();

    public string Nonce { get; private set; } = Jwt.Random();

    public string State { get; private set; } = Jwt.Random();

    public string Endpoint(string path) => issuer + path;

    /// <summary>Parameters of an authorization request; null removes one.</summary>
    public Dictionary<string, string> Ask(params (string Name, string? Value)[] changes)
    {
        (Nonce, State) = (Jwt.Random(), Jwt.Random());
        var ask = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code", ["client_id"] = id, ["redirect_uri"] = redirectUri, ["scope"] = "openid", ["state"] = State, ["nonce"] = Nonce,
        };
        if (Fapi) (ask["code_challenge"], ask["code_challenge_method"]) = (Jwt.Hash(Verifier), "S256");
        foreach (var (name, value) in changes)
        {
            if (value is null) ask.Remove(name);
            else ask[name] = value;
        }
        return ask;
    }

    /// <summary>A client assertion; a member set to null is left out.</summary>
    public string Assertion(JsonObject? changes = null, string alg = "ES256")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = id, ["sub"] = id, ["aud"] = issuer, ["jti"] = Jwt.Random(), ["iat"] = now, ["exp"] = now + 50 };
        Change(claims, changes);
        return Jwt.Sign(Key, new JsonObject { ["alg"] = alg, ["kid"] = KeyId }, claims);
    }

    public string Proof(string method, string url, string? accessToken = null, JsonObject? changes = null, ECDsa? by = null, JsonObject? header = null)
    {
        by ??= Dpop;
        var claims = new JsonObject { ["jti"] = Jwt.Random(), ["htm"] = method, ["htu"] = url, ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() };
        if (accessToken is not null) claims["ath"] = Jwt.Hash(accessToken);
        Change(claims, changes);
        var head = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = Jwt.PublicKey(by) };
        Change(head, header);
        return Jwt.Sign(by, head, claims);
    }

    /// <summary>Adds how the client proves itself, unless the form already says it.</summary>
    public Dictionary<string, string> Proven(Dictionary<string, string> form)
    {
        if (form.ContainsKey("client_assertion") || form.ContainsKey("client_secret")) return form;
        if (Secret is not null) return form;                                    // HTTP Basic, see Post
        form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        form["client_assertion"] = Assertion();
        return form;
    }

    public async Task<Answer> Push(Dictionary<string, string> ask, string? proof = null) => await Post("/oidc/par", Proven(new(ask)), proof);

    public Task<Answer> Token(string code, params (string Name, string? Value)[] changes) => Token(code, Proof("POST", Endpoint("/oidc/token")), changes);

    public async Task<Answer> Token(string code, string? proof, params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri };
        if (Fapi) form["code_verifier"] = Verifier;
        return await Post("/oidc/token", Changed(form, changes), Fapi ? proof : null);
    }

    public Task<Answer> Refresh(string token, params (string Name, string? Value)[] changes) => Refresh(token, Proof("POST", Endpoint("/oidc/token")), changes);

    public async Task<Answer> Refresh(string token, string? proof, params (string Name, string? Value)[] changes) =>
        await Post("/oidc/token", Changed(new(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = token }, changes), Fapi ? proof : null);

    public Task<Answer> Introspect(string token) => Post("/oidc/introspect", Proven(new(StringComparer.Ordinal) { ["token"] = token }), null);

    public Task<Answer> Revoke(string token) => Post("/oidc/revoke", Proven(new(StringComparer.Ordinal) { ["token"] = token }), null);

    public Task<Answer> Userinfo(string token, string method = "GET", string? scheme = null, string? proof = null, bool withProof = true)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Endpoint("/oidc/userinfo"));
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme ?? (Fapi ? "DPoP" : "Bearer")} {token}");
        if (Fapi && withProof) request.Headers.TryAddWithoutValidation("DPoP", proof ?? Proof(method, Endpoint("/oidc/userinfo"), token));
        return Send(request);
    }

    public Task<Answer> Post(string path, Dictionary<string, string> form, string? proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint(path)) { Content = new FormUrlEncodedContent(form) };
        if (proof is not null) request.Headers.TryAddWithoutValidation("DPoP", proof);
        if (Secret is not null && !form.ContainsKey("client_secret") && !form.ContainsKey("no_auth"))
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(Secret)}")));
        return Send(request);
    }

    public Task<Answer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, Endpoint(path)));

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        var type = answer.Content.Headers.ContentType?.MediaType;
        var json = body.StartsWith('{') ? JsonDocument.Parse(body).RootElement.Clone() : default;
        return new(answer.StatusCode, json, answer.Headers, body, type);
    }

    /// <summary>Verifies an ID token as a careful client does; answers its claims.</summary>
    public async Task<JsonObject> IdToken(Answer token, string? nonce = null)
    {
        var claims = Jwt.Verified(token["id_token"]!, (await Get("/oidc/jwks")).Json);
        ((string?)claims["iss"]).ShouldBe(issuer);
        ((string?)claims["aud"]).ShouldBe(id);
        ((string?)claims["nonce"]).ShouldBe(nonce ?? Nonce);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        ((long)claims["exp"]!).ShouldBeGreaterThan(now);
        ((long)claims["iat"]!).ShouldBeInRange(now - 60, now + 10);
        return claims;
    }

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
        Dpop.Dispose();
    }

    public static void Change(JsonObject into, JsonObject? changes)
    {
        foreach (var (name, value) in changes ?? [])
        {
            if (value is null) into.Remove(name);
            else into[name] = value.DeepClone();
        }
    }

    private Dictionary<string, string> Changed(Dictionary<string, string> form, (string Name, string? Value)[] changes)
    {
        var bare = changes.Any(c => c is { Name: "client_assertion", Value: null });
        foreach (var (name, value) in changes)
        {
            if (value is null) form.Remove(name);
            else form[name] = value;
        }
        return bare ? form : Proven(form);
    }
}
