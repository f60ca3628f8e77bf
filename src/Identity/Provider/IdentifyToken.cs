using System.Collections.Frozen;
using System.Text.Json;
using LienThong.Identity.Accounts;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace LienThong.Identity.Provider;

/// <summary>
/// Tells who calls the API from an access token (<c>Authorization: DPoP …</c>, or <c>Bearer</c> for tokens that are not bound). A system acts for its
/// agency with the scopes of the token; a person with those scopes of the token that the person has too. Test clients open only a demo house.
/// </summary>
internal sealed class IdentifyToken(
    Db db, Issuer issuers, CheckToken check, SpendProofs spend, ClientBook clients, HouseOptions house, TimeProvider clock) : ICallerSource
{
    private static readonly object ConsentKey = new();
    private readonly ShortMemory<Holder> memory = new(clock);

    public async ValueTask<Caller?> Identify(HttpContext http, CancellationToken ct)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0 || !LooksLikeToken(header[0]) || http.Request.Path.StartsWithSegments("/oidc") || issuers.Of(http) is not { } issuer) return null;
        var shown = await check.Do(http, issuer, ct);
        if (!shown.Failed && shown.Value.Spent is { } once && !await spend.Do(once, ct)) shown = OAuthError.InvalidProof.Because("the jti of the proof was used before");
        if (shown.Failed)
        {
            Challenge(http, shown.Error);
            return null;
        }
        var token = shown.Value.Token;
        var caller = token.Test && !house.Demo ? null : token.Grant == Guid.Empty ? await System(token, ct) : await Person(http, token, ct);
        if (caller is null) Challenge(http, OAuthError.InvalidToken.Because("the token opens nothing here"));
        else if (token.Details is { } details && await clients.Find(token.Client, ct) is { } client) http.SetGrantedAccess(AccessOf(details, client, caller, http));
        return caller;
    }

    private static bool LooksLikeToken(string? header) =>
        header is not null && (header.StartsWith("DPoP ", StringComparison.OrdinalIgnoreCase) || header.StartsWith("Bearer ey", StringComparison.OrdinalIgnoreCase));

    private async ValueTask<Caller?> System(AccessToken token, CancellationToken ct) =>
        await clients.Find(token.Client, ct) is { } client
            ? new Caller(CallerKind.System, client.Id, null, client.Agency, null, token.Scopes.Intersect(client.Scopes, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal), "api", null)
            : null;

    // Whoever the token speaks for, the reader of the data is the client: that is who the person agreed with and who stands in the ledger.
    private static GrantedAccess AccessOf(JsonElement details, OidcClient client, Caller caller, HttpContext http) => new(
        details, new Caller(CallerKind.System, client.Id, null, client.Agency, null, FrozenSet<string>.Empty, "api", null), caller.Kind == CallerKind.System ? null : caller.Person,
        http.Items.TryGetValue(ConsentKey, out var consent) ? (Guid?)consent : null);

    private async ValueTask<Caller?> Person(HttpContext http, AccessToken token, CancellationToken ct)
    {
        var key = token.Grant.ToString("N");
        if (!memory.TryGet(key, out var holder))
        {
            var now = clock.GetUtcNow();
            holder = await db.One(Sql.Holder, [token.Grant, now, HanoiTime.DateOf(now)], Holder.Read, ct);
            memory.Keep(key, holder);
        }
        if (holder is null) return null;
        http.SetAssurance(holder.Assurance);
        http.Items[ConsentKey] = holder.Consent;
        var scopes = token.Scopes.Intersect(holder.Scopes, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
        return new Caller(holder.Kind == AccountKind.Official ? CallerKind.Official : CallerKind.Person, holder.Account.ToString(), holder.Person, holder.Agency, holder.Post, scopes, "api", null);
    }

    // Written last, since the refusal of the endpoint names the plain scheme only.
    private static void Challenge(HttpContext http, OAuthError error) => http.Response.OnStarting(() =>
    {
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized) error.WriteChallenge(http, http.Request.Headers.ContainsKey("DPoP"));
        return Task.CompletedTask;
    });

    private sealed record Holder(AccountId Account, AccountKind Kind, Guid? Person, string? Agency, string? Post, string[] Scopes, Guid Consent, Assurance Assurance)
    {
        public static Holder Read(NpgsqlDataReader r) => new(
            new AccountId(r.GetGuid(0)), AccountRules.KindOf(r.GetString(1)), r.GuidOrNull(2), r.TextOrNull(3), r.TextOrNull(4), r.IsDBNull(5) ? [] : r.GetFieldValue<string[]>(5), r.GetGuid(10),
            new Assurance(r.IsDBNull(6) ? null : r.GetInt16(6), r.GetInt16(7), r.GetFieldValue<string[]>(8), r.Instant(9)));
    }

    static class Sql
    {
        // The post is that of the session in which the person signed in to the client, while it is still held.
        public const string Holder = $"""
            select g.account, a.kind, a.person, p.agency, p.post, r.scopes, a.level, g.auth_level, g.methods, g.signed_in_at, g.consent
            from identity.oidc_grant g
            join identity.account a on a.id = g.account
            left join identity.session s on s.id = g.session
            left join identity.assignment p on p.id = s.assignment and p.valid_from <= $3 and (p.valid_to is null or p.valid_to >= $3)
            left join identity.role r on r.code = case a.kind when 'official' then p.role else a.kind end
            where g.id = $1 and {Grant.IsAlive}
            """;
    }
}
