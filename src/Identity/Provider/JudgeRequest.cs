using System.Globalization;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;

namespace LienThong.Identity.Provider;

/// <summary>A refusal, and the address to which it may be told; null: only to whoever sits at the browser.</summary>
internal sealed record Refused(OAuthError Error, string? RedirectUri, string? State);

/// <summary>
/// Judges an authorization request, pushed or from a browser, by the profile of its client. Unknown parameters are ignored, as the standards want;
/// everything that would weaken or widen what we do is refused.
/// </summary>
internal sealed class JudgeRequest(SigningKeys keys, AuthorizationDetails details)
{
    private const int LongestText = 2048, LongestNonce = 512;

    public async Task<(AuthorizationRequest? Request, Refused? Refused)> Do(OidcClient client, OAuthParameters p, string issuer, CancellationToken ct)
    {
        if (p.Twice is { } twice) return No(OAuthError.InvalidRequest.Because($"{Shown(twice)} stands twice"));
        // Compared as text, letter by letter (RFC 9700 section 4.1): no pattern, no normalisation.
        if (p["redirect_uri"] is not { } redirect || !client.RedirectUris.Contains(redirect, StringComparer.Ordinal)) return No(OAuthError.RedirectUnknown);
        var state = p["state"];
        if (state?.Length > LongestText) return No(OAuthError.InvalidRequest.Because("state is too long"), redirect);
        if ((Unsupported(p) ?? FormFault(client, p)) is { } fault) return No(fault, redirect, state);
        var hint = p["id_token_hint"] is { } token ? IdTokens.VerifyHint(token, (await keys.Ring(ct)).Hints, issuer) : default;
        if (p["id_token_hint"] is not null && (!hint.Ok || hint.Value.Client != client.Id)) return No(OAuthError.InvalidRequest.Because("id_token_hint is not a token of ours for this client"), redirect, state);
        var claims = ClaimsParameter.Read(p["claims"]);
        if (claims.Failed) return No(claims.Error, redirect, state);
        var granted = p["authorization_details"] is { } list ? await details.Judge(client, forPerson: true, list, ct) : new List<JsonElement>();
        if (granted.Failed) return No(granted.Error, redirect, state);
        var scopes = Words(p["scope"]).Where(s => client.Scopes.Contains(s, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        var wanted = Words(p["acr_values"]).Select(Acr.LevelOf).FirstOrDefault(l => l is not null);
        return (new AuthorizationRequest(
            client.Id, redirect, state, p["nonce"], p["code_challenge"], p["dpop_jkt"], scopes, Words(p["prompt"]), Number(p["max_age"]),
            claims.Value.EssentialLevel ?? wanted ?? 1, claims.Value.EssentialLevel is not null, claims.Value.Userinfo, claims.Value.IdToken,
            granted.Value, hint.Value?.Subject, Seen: null, Parent: null) { Essential = claims.Value.Essential }, null);
    }

    private static OAuthError? Unsupported(OAuthParameters p)
    {
        if (p["request"] is not null) return OAuthError.RequestNotSupported;
        if (p["request_uri"] is not null) return OAuthError.RequestUriNotSupported;
        if (p["registration"] is not null) return OAuthError.RegistrationNotSupported;
        if (p["response_type"] is null) return OAuthError.InvalidRequest.Because("response_type is missing");
        if (p["response_type"] != "code") return OAuthError.UnsupportedResponseType;
        return p["response_mode"] is null or "query" ? null : OAuthError.InvalidRequest.Because("response_mode must be query");
    }

    private static OAuthError? FormFault(OidcClient client, OAuthParameters p)
    {
        if (!Words(p["scope"]).Contains("openid", StringComparer.Ordinal)) return OAuthError.InvalidScope.Because("scope must contain openid");
        if (p["nonce"]?.Length > LongestNonce) return OAuthError.InvalidRequest.Because("nonce is too long");
        if (ChallengeFault(client, p) is { } fault) return OAuthError.InvalidRequest.Because(fault);
        if (p["dpop_jkt"] is { } jkt && Base64UrlText.Read(jkt)?.Length != 32) return OAuthError.InvalidRequest.Because("dpop_jkt is not a SHA-256 thumbprint");
        var prompts = Words(p["prompt"]);
        if (prompts.Contains("none") && prompts.Count > 1) return OAuthError.InvalidRequest.Because("prompt=none stands alone");
        return p["max_age"] is not null && Number(p["max_age"]) is null ? OAuthError.InvalidRequest.Because("max_age is not a number of seconds") : null;
    }

    private static string? ChallengeFault(OidcClient client, OAuthParameters p)
    {
        if (p["code_challenge"] is not { } challenge)
            return client.Profile == ClientProfile.Fapi ? "code_challenge is missing" : p["code_challenge_method"] is null ? null : "code_challenge_method without code_challenge";
        if (p["code_challenge_method"] != "S256") return "code_challenge_method must be S256";
        return Base64UrlText.Read(challenge)?.Length == 32 ? null : "code_challenge is not a SHA-256 hash";
    }

    private static (AuthorizationRequest?, Refused?) No(OAuthError error, string? redirect = null, string? state = null) => (null, new Refused(error, redirect, state));

    internal static List<string> Words(string? list) => [.. (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(64)];

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000_000 ? number : null;

    private static string Shown(string name) => name.Length <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : "a parameter";
}

/// <summary>The <c>claims</c> parameter (OIDC Core section 5.5): names only; demands on values other than acr are answered with what is true.</summary>
internal sealed record ClaimsParameter(IReadOnlyList<string> Userinfo, IReadOnlyList<string> IdToken, IReadOnlyList<string> Essential, int? EssentialLevel)
{
    private static readonly ClaimsParameter None = new([], [], [], null);

    public static Outcome<ClaimsParameter> Read(string? parameter)
    {
        if (parameter is null) return None;
        if (parameter.Length > 8192 || StrictJson.Object(Encoding.UTF8.GetBytes(parameter)) is not { } json) return OAuthError.InvalidRequest.Because("claims is not a strict JSON object");
        var (userinfo, idToken) = (Names(json, "userinfo"), Names(json, "id_token"));
        return userinfo is null || idToken is null ? OAuthError.InvalidRequest.Because("userinfo and id_token in claims are objects") : new ClaimsParameter(userinfo, idToken, Essentials(json), Level(json));
    }

    private static List<string>? Names(JsonElement json, string member)
    {
        if (!json.TryGetProperty(member, out var part) || part.ValueKind == JsonValueKind.Null) return [];
        return part.ValueKind == JsonValueKind.Object ? [.. part.EnumerateObject().Select(c => c.Name).Where(n => n.Length is > 0 and <= 100).Take(100)] : null;
    }

    private static List<string> Essentials(JsonElement json) =>
    [
        .. new[] { "userinfo", "id_token" }.SelectMany(member => json.TryGetProperty(member, out var part) && part.ValueKind == JsonValueKind.Object ? part.EnumerateObject().Take(100) : [])
            .Where(c => c.Value.ValueKind == JsonValueKind.Object && c.Value.TryGetProperty("essential", out var essential) && essential.ValueKind == JsonValueKind.True)
            .Select(c => c.Name).Where(n => n is not "acr" && n.Length is > 0 and <= 100).Distinct(StringComparer.Ordinal),
    ];

    // acr asked for as essential with values of ours: the lowest of them is the least that will do.
    private static int? Level(JsonElement json)
    {
        if (!json.TryGetProperty("id_token", out var part) || part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("acr", out var acr) || acr.ValueKind != JsonValueKind.Object) return null;
        if (!acr.TryGetProperty("essential", out var essential) || essential.ValueKind != JsonValueKind.True) return null;
        var values = acr.TryGetProperty("values", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()) : [acr.Text("value")];
        var levels = values.Select(Acr.LevelOf).OfType<int>().ToList();
        // Asked for as essential with names that nobody here can reach.
        return levels.Count > 0 ? levels.Min() : acr.Has("value") || acr.Has("values") ? Acr.Highest + 1 : null;
    }
}
