using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>
/// Userinfo: the subject and what the person allowed, read from the source at this moment through the broker. JSON, or signed, or signed and
/// encrypted, as the client registered. A call that asks for nothing personal reads nothing.
/// </summary>
internal sealed class Userinfo(
    Db db, Issuer issuers, CheckToken check, ClientBook clients, AuthenticateClient keysOf, Subjects subjects, ClaimBook book, ConsentBook consents, ReadClaims claims, SigningKeys keys, TimeProvider clock)
{
    public const string Path = "/oidc/userinfo", Type = "userinfo+jwt";

    public static void Map(ModuleRoutes r) =>
        r.Root.MapMethods(Path, ["GET", "POST"], (HttpContext http, Userinfo userinfo, CancellationToken ct) => userinfo.Do(http, ct)).ForMachines().Public("the access token is the right");

    private async Task Do(HttpContext http, CancellationToken ct)
    {
        var answer = await Answer(http, ct);
        if (!answer.Failed)
        {
            http.Response.ContentType = answer.Value.Json ? "application/json" : "application/jwt";
            await http.Response.Body.WriteAsync(answer.Value.Bytes, ct);
            return;
        }
        var dpop = http.Request.Headers.ContainsKey("DPoP") || http.Request.Headers.Authorization.ToString().StartsWith("DPoP", StringComparison.OrdinalIgnoreCase);
        await answer.Error.Challenge(http, dpop);
    }

    private async Task<Outcome<Body>> Answer(HttpContext http, CancellationToken ct)
    {
        if (issuers.Of(http) is not { } issuer) return OAuthError.InvalidRequest with { House = ProviderErrors.IssuerUnset };
        if (http.Request.Query.ContainsKey("access_token")) return OAuthError.InvalidRequest.Because("an access token never stands in an address");
        var shown = await check.Do(http, issuer, ct);
        if (shown.Failed) return shown.Error;
        var token = shown.Value.Token;
        if (!token.Scopes.Contains("openid", StringComparer.Ordinal)) return OAuthError.InsufficientScope;
        var (slots, used) = UsedOnce.Columns(shown.Value.Spent);
        var (fresh, grant) = await db.One(Sql.Find, [token.Grant, clock.GetUtcNow(), slots, used], r => (r.GetInt32(0), r.IsDBNull(1) ? null : Grant.Read(r, 1)), ct);
        if (fresh < used.Length) return OAuthError.InvalidProof.Because("the jti of the proof was used before");
        if (grant is null || await clients.Find(grant.Client, ct) is not { } client) return OAuthError.InvalidToken.Because("the grant is over");
        return await Reply(issuer, client, grant, token, ct);
    }

    private async Task<Outcome<Body>> Reply(string issuer, OidcClient client, Grant grant, AccessToken token, CancellationToken ct)
    {
        var wanted = (await book.Asked([.. token.Scopes], [.. grant.Claims], ct)).Select(c => c.Claim).ToList();
        var personal = wanted.Count == 0 ? [] : await Read(client, grant, wanted, ct);
        var subject = await subjects.Of(client, grant.Account, ct);
        var signed = client.UserinfoSigned ?? (client.Profile == ClientProfile.Fapi || client.UserinfoEncryption is not null ? client.IdTokenAlg : null);
        var payload = MakeTokens.Write(json =>
        {
            if (signed is not null)
            {
                json.WriteString("iss", issuer);
                json.WriteString("aud", client.Id);
                json.WriteNumber("iat", clock.GetUtcNow().ToUnixTimeSeconds());
            }
            json.WriteString("sub", subject);
            foreach (var (name, value) in personal)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }
        });
        if (signed is null) return new Body(payload, Json: true);
        var jwt = Jws.Sign((await keys.Ring(ct)).For(signed), Type, payload);
        if (client.UserinfoEncryption is { } encryption && keysOf.KeysOf(client).ForEncryption is { } to) jwt = Jwe.Encrypt(to, encryption, jwt);
        return new Body(System.Text.Encoding.ASCII.GetBytes(jwt), Json: false);
    }

    private async Task<JsonObject> Read(OidcClient client, Grant grant, List<string> wanted, CancellationToken ct)
    {
        if (await consents.Find(grant.Consent, ct) is not { } consent) return [];
        var read = await claims.Do(client, consent, grant.Session, wanted, ct);
        return read.Failed ? [] : read.Value;
    }

    private sealed record Body(byte[] Bytes, bool Json);

    static class Sql
    {
        public const string Find = $"""
            with once as (
              insert into identity.used_once (slot, key) select slot, key from unnest($3::smallint[], $4::bytea[]) as u (slot, key) on conflict do nothing returning 1)
            select (select count(*)::int from once), f.* from (values (1)) as one
            left join (select {Grant.Columns} from identity.oidc_grant g where g.id = $1 and {Grant.IsAlive}) f on true
            """;
    }
}
