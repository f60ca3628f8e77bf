using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Identity.Security;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>
/// Introspection (RFC 7662) and revocation (RFC 7009). A client learns and takes back its own tokens only; about any other token it hears the same
/// as about one that never was. A system with the scope <c>identity.introspect</c> (a resource server) may ask about tokens of all.
/// </summary>
internal sealed class Introspect(
    Db db, AuthenticateClient clients, CheckProof proofs, SpendProofs spend, SigningKeys keys, Revocations revocations, ClientBook book, Subjects subjects, TimeProvider clock)
{
    public const string Path = "/oidc/introspect", RevokePath = "/oidc/revoke", ForOthers = "identity.introspect";

    public static void Map(ModuleRoutes r)
    {
        r.Root.MapPost(Path, (HttpContext http, Introspect ask, CancellationToken ct) => ask.Tell(http, ct)).ForMachines().Public("clients prove themselves in the form");
        r.Root.MapPost(RevokePath, (HttpContext http, Introspect ask, CancellationToken ct) => ask.Revoke(http, ct)).ForMachines().Public("clients prove themselves in the form");
    }

    private async Task Tell(HttpContext http, CancellationToken ct)
    {
        var asked = await Ask(http, ct);
        if (asked.Failed)
        {
            await asked.Error.Write(http);
            return;
        }
        var (client, token, issuer) = asked.Value;
        var known = await Live(client, token, issuer, mayAskForOthers: client.Scopes.Contains(ForOthers, StringComparer.Ordinal), ct);
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(MakeTokens.Write(json => Write(json, known, issuer)), ct);
    }

    private async Task Revoke(HttpContext http, CancellationToken ct)
    {
        var asked = await Ask(http, ct);
        if (asked.Failed)
        {
            await asked.Error.Write(http);
            return;
        }
        var (client, token, issuer) = asked.Value;
        var access = AccessTokens.Verify(token, (await keys.Ring(ct)).Verify, issuer, Issuer.Audience(issuer), clock.GetUtcNow());
        if (access.Ok && access.Value.Client == client.Id) await revocations.Token(access.Value, ct);
        else if (!access.Ok && await db.One(Sql.OfRefresh, [Secrets.Hash(token), client.Id], r => r.GetGuid(0), ct) is { } grant && grant != Guid.Empty) await revocations.Grant(grant, ct);
        http.Response.StatusCode = StatusCodes.Status200OK;
    }

    private async Task<Outcome<Asked>> Ask(HttpContext http, CancellationToken ct)
    {
        var sent = await clients.Do(http, ct);
        if (sent.Failed) return sent.Error;
        var (form, issuer, client) = sent.Value;
        var key = await proofs.Do(http, issuer, tokenHash: null, ct);
        if (key.Failed) return key.Error;
        if (!await spend.All(client.Spent, key.Value.Spent, ct)) return OAuthError.InvalidClient.Because("a jti was used before");
        return form["token"] is { } token ? new Asked(client.Client, token, issuer) : OAuthError.InvalidRequest.Because("token is missing");
    }

    private async Task<LiveToken?> Live(OidcClient asker, string token, string issuer, bool mayAskForOthers, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var access = AccessTokens.Verify(token, (await keys.Ring(ct)).Verify, issuer, Issuer.Audience(issuer), now);
        if (!access.Ok) return await Refresh(asker, token, now, ct);
        if (access.Value.Client != asker.Id && !mayAskForOthers) return null;
        if (await revocations.Holds(access.Value, ct) || await book.Find(access.Value.Client, ct) is null) return null;
        if (access.Value.Grant == Guid.Empty) return new LiveToken(access.Value, null, IsRefresh: false);
        var grant = await db.One(Sql.Grant, [access.Value.Grant, now], r => Grant.Read(r, 0), ct);
        return grant is null ? null : new LiveToken(access.Value, grant, IsRefresh: false);
    }

    // A refresh token is shown to its own client alone.
    private async Task<LiveToken?> Refresh(OidcClient asker, string token, DateTimeOffset now, CancellationToken ct)
    {
        var grant = await db.One(Sql.Refresh, [Secrets.Hash(token), now, asker.Id], r => Grant.Read(r, 0), ct);
        if (grant?.RefreshExpires is not { } until) return null;
        var subject = await subjects.Of(asker, grant.Account, ct);
        var details = grant.Details is null ? (JsonElement?)null : JsonElement.Parse(grant.Details);
        return new LiveToken(new AccessToken("", subject, grant.Client, grant.Scopes, grant.Thumbprint, grant.SignedInAt, until, details), grant, IsRefresh: true);
    }

    private static void Write(Utf8JsonWriter json, LiveToken? live, string issuer)
    {
        json.WriteBoolean("active", live is not null);
        if (live is null) return;
        var token = live.Token;
        json.WriteString("iss", issuer);
        json.WriteString("sub", token.Subject);
        json.WriteString("client_id", token.Client);
        json.WriteString("scope", string.Join(' ', token.Scopes));
        json.WriteNumber("exp", token.Expires.ToUnixTimeSeconds());
        if (!live.IsRefresh)
        {
            json.WriteString("aud", Issuer.Audience(issuer));
            json.WriteString("jti", token.Id);
            json.WriteNumber("iat", token.IssuedAt.ToUnixTimeSeconds());
            json.WriteString("token_type", token.Thumbprint is null ? "Bearer" : "DPoP");
        }
        if (live.Grant is { } grant)
        {
            json.WriteString("acr", Acr.Of(grant.AuthenticationLevel));
            json.WriteNumber("auth_time", grant.SignedInAt.ToUnixTimeSeconds());
        }
        if (token.Thumbprint is { } thumbprint)
        {
            json.WriteStartObject("cnf");
            json.WriteString("jkt", thumbprint);
            json.WriteEndObject();
        }
        if (token.Details is not { } details) return;
        json.WritePropertyName("authorization_details");
        details.WriteTo(json);
    }

    private sealed record Asked(OidcClient Client, string Token, string Issuer);

    private sealed record LiveToken(AccessToken Token, Grant? Grant, bool IsRefresh);

    static class Sql
    {
        public const string Grant = $"select {Provider.Grant.Columns} from identity.oidc_grant g where g.id = $1 and {Provider.Grant.IsAlive}";

        public const string Refresh = $"""
            select {Provider.Grant.Columns} from identity.oidc_grant g
            where g.refresh_hash = $1 and g.refresh_expires_at > $2 and g.client = $3 and {Provider.Grant.IsAlive}
            """;

        public const string OfRefresh = "select id from identity.oidc_grant where refresh_hash = $1 and client = $2 and revoked_at is null";
    }
}
