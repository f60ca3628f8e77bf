using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Consents;

namespace LienThong.Identity.Provider;

/// <summary>A token for a system that acts for its agency, not for a person: FAPI clients only, bound to their key, with scopes of systems.</summary>
internal sealed class ClientCredentials(SpendProofs spend, MakeTokens tokens, AuthorizationDetails details, ClaimBook claims)
{
    public async Task<Outcome<TokenAnswer>> Do(TokenAsk ask, CancellationToken ct)
    {
        if (ask.Client.Profile != ClientProfile.Fapi) return OAuthError.UnauthorizedClient;
        var own = ask.Client.Scopes.Except([.. ClientScopes.Protocol, .. (await claims.All(ct)).Select(c => c.Scope)], StringComparer.Ordinal).ToList();
        var scopes = ask.Form["scope"] is { } asked ? JudgeRequest.Words(asked) : own;
        if (scopes.Count == 0 || scopes.Except(own, StringComparer.Ordinal).Any()) return OAuthError.InvalidScope.Because("the client has no such scope as a system");
        var granted = ask.Form["authorization_details"] is { } list ? await details.Judge(ask.Client, forPerson: false, list, ct) : new List<JsonElement>();
        if (granted.Failed) return granted.Error;
        if (!await spend.All(ask.Proven.Spent, ask.Key.Spent, ct)) return OAuthError.InvalidClient.Because("a jti was used before");
        return await tokens.ForSystem(ask, scopes, granted.Value, ct);
    }
}
