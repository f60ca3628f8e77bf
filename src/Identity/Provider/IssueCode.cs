using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;

namespace LienThong.Identity.Provider;

/// <summary>
/// Ends an authorization: spends the request and opens a grant with its code, in one statement. Of many browsers with one request, one gets a code.
/// </summary>
internal sealed class IssueCode(Db db, TimeProvider clock)
{
    /// <summary>A code is redeemed at once or never (FAPI 2.0 section 5.3.2.1).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <param name="visit">What was asked for and judged, and the stored requests that this spends: none for one that came in the browser's address.</param>
    /// <param name="session">Who is signed in.</param>
    /// <param name="consent">What the person allowed.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The code, or null when the request was used meanwhile.</returns>
    public async Task<string?> Do(Visit visit, Session session, Consent consent, CancellationToken ct)
    {
        var request = visit.Request;
        var code = Secrets.NewHandle();
        var now = clock.GetUtcNow();
        var scopes = request.Scopes.Intersect(consent.Scopes, StringComparer.Ordinal).ToArray();
        object?[] args =
        [
            visit.Spends, now, Guid.CreateVersion7(), request.Client, session.Account, session.Id, consent.Id, scopes,
            request.Claims.ToArray(), request.IdTokenClaims.ToArray(), request.Details.Count == 0 ? null : Json.Of(request.Details), request.RedirectUri, request.Challenge, request.Nonce,
            (short)session.AuthenticationLevel, session.Methods, session.SignedInAt, request.Thumbprint, Secrets.Hash(code), now + Life, visit.Issuer,
        ];
        return await db.One(Sql.Issue, args, r => r.GetInt32(0), ct) == 1 ? code : null;
    }

    static class Sql
    {
        public const string Issue = """
            with spent as (
              update identity.oidc_request set used_at = $2 where handle_hash = any($1::bytea[]) and used_at is null returning 1),
            opened as (
              insert into identity.oidc_grant
                (id, client, account, session, consent, scopes, claims, id_token_claims, details, redirect_uri, challenge, nonce,
                 auth_level, methods, signed_in_at, thumbprint, code_hash, code_expires_at, created_at, issuer)
              select $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::text, $14::text, $15, $16, $17, $18::text, $19, $20, $2, $21
              where (select count(*) from spent) = cardinality($1) returning 1)
            select count(*)::int from opened
            """;
    }
}
