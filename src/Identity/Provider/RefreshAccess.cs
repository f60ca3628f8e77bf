using System.Text;
using System.Text.Json;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;

namespace LienThong.Identity.Provider;

/// <summary>
/// A new access token for a grant that lasts. The refresh token is bound to the client and, where the client has one, to its key, so it stays the
/// same (FAPI 2.0 section 5.3.2.1 forbids rotation); it ends with the consent. Scopes and details can be narrowed, never widened.
/// </summary>
internal sealed class RefreshAccess(Db db, MakeTokens tokens, TimeProvider clock)
{
    public async Task<Outcome<TokenAnswer>> Do(TokenAsk ask, CancellationToken ct)
    {
        if (ask.Form["refresh_token"] is not { } token) return OAuthError.InvalidRequest.Because("refresh_token is missing");
        var (slots, keys) = UsedOnce.Columns(ask.Proven.Spent, ask.Key.Spent);
        object?[] args = [Secrets.Hash(token), clock.GetUtcNow(), ask.Client.Id, ask.Key.Thumbprint, slots, keys];
        var (fresh, grant) = await db.One(Sql.Find, args, r => (r.GetFieldValue<byte[][]>(0), r.IsDBNull(1) ? null : Grant.Read(r, 1)), ct);
        if (fresh!.Length < keys.Length) return UsedOnce.Replayed(ask.Proven, fresh);
        if (grant is null) return OAuthError.InvalidGrant.Because("the refresh token is wrong, over or revoked, or bound to another key");
        var scopes = ask.Form["scope"] is { } narrowed ? JudgeRequest.Words(narrowed) : grant.Scopes;
        if (scopes.Except(grant.Scopes, StringComparer.Ordinal).Any()) return OAuthError.InvalidScope.Because("a refresh cannot widen the scope");
        if (ask.Form["authorization_details"] is { } details && !IsPart(details, grant.Details)) return OAuthError.InvalidDetails.Because("a refresh cannot widen the details");
        return await tokens.ForGrant(ask, grant with { Details = ask.Form["authorization_details"] ?? grant.Details }, scopes, token, withNonce: false, ct);
    }

    private static bool IsPart(string asked, string? granted)
    {
        if (granted is null || StrictJson.Object(Encoding.UTF8.GetBytes($$"""{"list":{{asked}}}""")) is not { } read || read.GetProperty("list").ValueKind != JsonValueKind.Array) return false;
        var all = JsonElement.Parse(granted).EnumerateArray().ToList();
        return read.GetProperty("list").EnumerateArray().All(d => all.Any(own => JsonElement.DeepEquals(own, d)));
    }

    static class Sql
    {
        public const string Find = $"""
            with once as (
              insert into identity.used_once (slot, key) select slot, key from unnest($5::smallint[], $6::bytea[]) as u (slot, key) on conflict do nothing returning key),
            found as (
              select {Grant.Columns} from identity.oidc_grant g
              where g.refresh_hash = $1 and g.refresh_expires_at > $2 and g.client = $3 and g.thumbprint is not distinct from $4::text and {Grant.IsAlive})
            select (select coalesce(array_agg(key), array[]::bytea[]) from once), g.* from (values (1)) as one left join found g on true
            """;
    }
}
