using System.Text;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>A refusal in the words of OAuth, tied to a permanent code of the house. <paramref name="Why"/> helps integrators; it never holds secrets.</summary>
internal sealed record OAuthError(string Word, Error House, string? Why = null)
{
    public static readonly OAuthError InvalidRequest = new("invalid_request", ProviderErrors.RequestMalformed);
    public static readonly OAuthError InvalidClient = new("invalid_client", ProviderErrors.ClientNotProven);
    public static readonly OAuthError InvalidGrant = new("invalid_grant", ProviderErrors.GrantRefused);
    public static readonly OAuthError UnauthorizedClient = new("unauthorized_client", ProviderErrors.ClientNotAllowed);
    public static readonly OAuthError UnsupportedGrantType = new("unsupported_grant_type", ProviderErrors.GrantTypeUnsupported);
    public static readonly OAuthError UnsupportedResponseType = new("unsupported_response_type", ProviderErrors.ResponseTypeUnsupported);
    public static readonly OAuthError InvalidScope = new("invalid_scope", ProviderErrors.ScopeRefused);
    public static readonly OAuthError InvalidProof = new("invalid_dpop_proof", ProviderErrors.ProofRefused);
    public static readonly OAuthError UseNonce = new("use_dpop_nonce", ProviderErrors.NonceNeeded);
    public static readonly OAuthError InvalidToken = new("invalid_token", ProviderErrors.TokenRefused);
    public static readonly OAuthError InsufficientScope = new("insufficient_scope", ProviderErrors.ScopeTooSmall);
    public static readonly OAuthError InvalidDetails = new("invalid_authorization_details", ProviderErrors.DetailsRefused);
    public static readonly OAuthError LoginRequired = new("login_required", ProviderErrors.SignInNeeded);
    public static readonly OAuthError ConsentRequired = new("consent_required", ProviderErrors.ConsentNeeded);
    public static readonly OAuthError UnmetLevel = new("unmet_authentication_requirements", ProviderErrors.LevelUnmet);
    public static readonly OAuthError AccessDenied = new("access_denied", ProviderErrors.PersonDeclined);
    public static readonly OAuthError RequestNotSupported = new("request_not_supported", ProviderErrors.RequestObjectUnsupported);
    public static readonly OAuthError RequestUriNotSupported = new("request_uri_not_supported", ProviderErrors.RequestUriUnsupported);
    public static readonly OAuthError RegistrationNotSupported = new("registration_not_supported", ProviderErrors.RegistrationUnsupported);
    public static readonly OAuthError RequestOver = new("invalid_request_uri", ProviderErrors.RequestUsedOrOver);
    public static readonly OAuthError PushNeeded = new("invalid_request", ProviderErrors.PushNeeded);
    public static readonly OAuthError ClientUnknown = new("invalid_client", ProviderErrors.ClientUnknown);
    public static readonly OAuthError RedirectUnknown = new("invalid_request", ProviderErrors.RedirectUnknown);
    public static readonly OAuthError WrongMethod = new("invalid_request", ProviderErrors.WrongMethod);

    public static readonly OAuthError TooMany = new("temporarily_unavailable", ProviderErrors.TooManyFailures);
    public static readonly OAuthError Broken = new("server_error", ProviderErrors.ProviderBroken);
    public static readonly OAuthError Unavailable = new("temporarily_unavailable", ProviderErrors.ProviderUnavailable);

    /// <summary>The same refusal with its reason.</summary>
    public OAuthError Because(string why) => this with { Why = why };

    /// <summary>English, in the letters that RFC 6749 allows.</summary>
    public string Description
    {
        get
        {
            var text = new StringBuilder(House.Code).Append(": ").Append(House.En);
            if (Why is not null) text.Append(" (").Append(Why).Append(')');
            for (var i = 0; i < text.Length; i++)
                if (text[i] is '"' or '\\' or < ' ' or > '~') text[i] = '\'';
            return text.ToString();
        }
    }

    /// <summary>The JSON answer of RFC 6749 section 5.2. A client that failed by HTTP Basic is told so.</summary>
    public Task Write(HttpContext http)
    {
        http.Response.StatusCode = House.Status;
        if (Word == "invalid_client" && http.Request.Headers.Authorization.Count > 0) http.Response.Headers.WWWAuthenticate = "Basic realm=\"oidc\"";
        return http.Response.WriteAsJsonAsync(new Body(Word, Description, $"/docs/errors/{House.Code}"), Wire, contentType: "application/json", http.RequestAborted);
    }

    /// <summary>The refusal of a resource, with its challenge.</summary>
    public Task Challenge(HttpContext http, bool dpop)
    {
        http.Response.StatusCode = House.Status is 400 && Word != "invalid_request" ? StatusCodes.Status401Unauthorized : House.Status;
        WriteChallenge(http, dpop);
        return http.Response.WriteAsJsonAsync(new Body(Word, Description, $"/docs/errors/{House.Code}"), Wire, contentType: "application/json", http.RequestAborted);
    }

    /// <summary>The header of RFC 6750 section 3 and RFC 9449 section 7.1.</summary>
    public void WriteChallenge(HttpContext http, bool dpop) => http.Response.Headers.WWWAuthenticate = dpop
        ? $"DPoP error=\"{Word}\", error_description=\"{Description}\", algs=\"ES256 PS256\""
        : $"Bearer error=\"{Word}\", error_description=\"{Description}\"";

    /// <summary>JSON with the member names that OAuth wrote down, and without members that are absent.</summary>
    internal static readonly System.Text.Json.JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private sealed record Body(string Error, string ErrorDescription, string ErrorUri);
}

/// <summary>Either a value or an OAuth refusal.</summary>
internal readonly record struct Outcome<T>(T? Value, OAuthError? Error)
    where T : class
{
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Value))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Error))]
    public bool Failed => Error is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(OAuthError error) => new(null, error);
}
