using System.Security.Cryptography;
using System.Text;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;

namespace LienThong.Identity.Provider;

/// <summary>
/// Turns a code into tokens. One statement spends the jti of client and proof and the code itself: of many that come at once, one gets tokens.
/// A code that comes a second time takes back what the first gave (RFC 6749 section 4.1.2).
/// </summary>
internal sealed class RedeemCode(Db db, MakeTokens tokens, Revocations revocations, SecurityLog log, TimeProvider clock)
{
    public async Task<Outcome<TokenAnswer>> Do(TokenAsk ask, CancellationToken ct)
    {
        if (ask.Form["code"] is not { } code) return OAuthError.InvalidRequest.Because("code is missing");
        if (ask.Form["redirect_uri"] is not { } redirect) return OAuthError.InvalidRequest.Because("redirect_uri is missing");
        var verifier = ask.Form["code_verifier"];
        if (verifier is not null && !IsVerifier(verifier)) return OAuthError.InvalidGrant.Because("code_verifier has a wrong form");
        var challenge = verifier is null ? null : Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var refresh = Secrets.NewHandle();
        var (slots, keys) = UsedOnce.Columns(ask.Proven.Spent, ask.Key.Spent);
        object?[] args = [Secrets.Hash(code), clock.GetUtcNow(), ask.Client.Id, redirect, challenge, ask.Key.Thumbprint, Secrets.Hash(refresh), slots, keys];
        var (fresh, grant) = await db.One(Sql.Redeem, args, r => (r.GetFieldValue<byte[][]>(0), r.IsDBNull(1) ? null : Grant.Read(r, 1)), ct);
        if (fresh!.Length < keys.Length) return UsedOnce.Replayed(ask.Proven, fresh);
        if (grant is null) return await Refuse(code, ct);
        return await tokens.ForGrant(ask, grant, grant.Scopes, grant.RefreshExpires is null ? null : refresh, withNonce: true, ct);
    }

    private async Task<Outcome<TokenAnswer>> Refuse(string code, CancellationToken ct)
    {
        var used = await db.One(Sql.Used, [Secrets.Hash(code)], r => (Grant: r.GetGuid(0), Account: new AccountId(r.GetGuid(1)), Client: r.GetString(2)), ct);
        if (used.Client is null) return OAuthError.InvalidGrant.Because("the code is wrong or over, or redirect_uri, code_verifier or DPoP key do not fit it");
        await revocations.Grant(used.Grant, ct);
        await log.Write(SecurityEventKind.CodeReused, used.Account, new Visitor("", ""), used.Client, ct);
        return OAuthError.InvalidGrant.Because("the code was used before; its tokens are revoked");
    }

    // RFC 7636 section 4.1.
    private static bool IsVerifier(string text) =>
        text.Length is >= 43 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~');

    static class Sql
    {
        public const string Redeem = $"""
            with once as (
              insert into identity.used_once (slot, key) select slot, key from unnest($8::smallint[], $9::bytea[]) as u (slot, key) on conflict do nothing returning key),
            redeemed as (
              update identity.oidc_grant g set code_used_at = $2, thumbprint = $6::text,
                refresh_hash = case when 'offline_access' = any(g.scopes) then $7::bytea end,
                refresh_expires_at = case when 'offline_access' = any(g.scopes) then (select c.ends_at from identity.consent c where c.id = g.consent) end
              where g.code_hash = $1 and g.code_used_at is null and g.code_expires_at > $2 and g.client = $3 and g.redirect_uri = $4
                and g.challenge is not distinct from $5::text and (g.thumbprint is null or g.thumbprint = $6::text)
                and (select count(*) from once) = cardinality($8) and {Grant.IsAlive}
              returning {Grant.Columns})
            select (select coalesce(array_agg(key), array[]::bytea[]) from once), g.* from (values (1)) as one left join redeemed g on true
            """;

        public const string Used = "select id, account, client from identity.oidc_grant where code_hash = $1 and code_used_at is not null";
    }
}
