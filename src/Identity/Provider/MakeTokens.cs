using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;

namespace LienThong.Identity.Provider;

/// <summary>Writes and signs tokens. Access tokens are always ES256 and short; ID tokens as the client registered.</summary>
internal sealed class MakeTokens(SigningKeys keys, Subjects subjects, ReadClaims claims, ConsentBook consents, TimeProvider clock)
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(5), IdTokenLife = TimeSpan.FromMinutes(5);

    public async Task<Outcome<TokenAnswer>> ForGrant(TokenAsk ask, Grant grant, IReadOnlyList<string> scopes, string? refresh, bool withNonce, CancellationToken ct)
    {
        var ring = await keys.Ring(ct);
        var subject = await subjects.Of(ask.Client, grant.Account, ct);
        var access = Access(ring, ask, new Holder(subject, TokenId(grant.Id), scopes, grant.Details, grant));
        string? idToken = null;
        if (scopes.Contains("openid", StringComparer.Ordinal))
        {
            var sid = await subjects.Session(ask.Client, grant.Session, ct);
            var more = grant.IdTokenClaims.Count == 0 ? null : await Claims(ask.Client, grant, ct);
            idToken = Identity(ring, ask, grant, new IdTokenParts(subject, sid, access, withNonce ? grant.Nonce : null, more));
        }
        return new TokenAnswer(access, ask.Key.Thumbprint is null ? "Bearer" : "DPoP", (int)AccessLife.TotalSeconds, string.Join(' ', scopes))
        {
            RefreshToken = refresh,
            IdToken = idToken,
            AuthorizationDetails = grant.Details is null ? null : JsonElement.Parse(grant.Details),
        };
    }

    public async Task<Outcome<TokenAnswer>> ForSystem(TokenAsk ask, IReadOnlyList<string> scopes, IReadOnlyList<JsonElement> details, CancellationToken ct)
    {
        var text = details.Count == 0 ? null : JsonSerializer.Serialize(details);
        var access = Access(await keys.Ring(ct), ask, new Holder(ask.Client.Id, TokenId(Guid.Empty), scopes, text, null));
        return new TokenAnswer(access, "DPoP", (int)AccessLife.TotalSeconds, string.Join(' ', scopes)) { AuthorizationDetails = text is null ? null : JsonElement.Parse(text) };
    }

    private sealed record Holder(string Subject, string Id, IReadOnlyList<string> Scopes, string? Details, Grant? Grant);

    private sealed record IdTokenParts(string Subject, string Sid, string Access, string? Nonce, JsonObject? Claims);

    private string Access(KeyRing ring, TokenAsk ask, Holder holder)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var payload = Write(json =>
        {
            json.WriteString("iss", ask.Issuer);
            json.WriteString("aud", Issuer.Audience(ask.Issuer));
            json.WriteString("sub", holder.Subject);
            json.WriteString("client_id", ask.Client.Id);
            json.WriteString("jti", holder.Id);
            json.WriteNumber("iat", now);
            json.WriteNumber("exp", now + (long)AccessLife.TotalSeconds);
            json.WriteString("scope", string.Join(' ', holder.Scopes));
            if (!ask.Client.Live) json.WriteString("env", "test");
            if (holder.Grant is { } grant) WriteSignIn(json, grant);
            if (ask.Key.Thumbprint is { } thumbprint)
            {
                json.WriteStartObject("cnf");
                json.WriteString("jkt", thumbprint);
                json.WriteEndObject();
            }
            if (holder.Details is { } details)
            {
                json.WritePropertyName("authorization_details");
                json.WriteRawValue(details);
            }
        });
        return Jws.Sign(ring.For(Alg.Es256), AccessTokens.Type, payload);
    }

    private string Identity(KeyRing ring, TokenAsk ask, Grant grant, IdTokenParts parts)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var payload = Write(json =>
        {
            json.WriteString("iss", ask.Issuer);
            json.WriteString("aud", ask.Client.Id);
            json.WriteString("sub", parts.Subject);
            json.WriteNumber("iat", now);
            json.WriteNumber("exp", now + (long)IdTokenLife.TotalSeconds);
            json.WriteString("sid", parts.Sid);
            json.WriteString("at_hash", Base64UrlText.Of(SHA256.HashData(Encoding.ASCII.GetBytes(parts.Access)).AsSpan(0, 16)));
            if (parts.Nonce is not null) json.WriteString("nonce", parts.Nonce);
            WriteSignIn(json, grant);
            foreach (var (name, value) in parts.Claims ?? [])
            {
                json.WritePropertyName(name);
                if (value is null) json.WriteNullValue();
                else value.WriteTo(json);
            }
        });
        return Jws.Sign(ring.For(ask.Client.IdTokenAlg), "JWT", payload);
    }

    private static void WriteSignIn(Utf8JsonWriter json, Grant grant)
    {
        json.WriteNumber("auth_time", grant.SignedInAt.ToUnixTimeSeconds());
        json.WriteString("acr", Acr.Of(grant.AuthenticationLevel));
        json.WriteStartArray("amr");
        foreach (var method in grant.Methods) json.WriteStringValue(method);
        json.WriteEndArray();
    }

    // Claims that the token itself was to carry; a source that is away leaves them out, and the sign-in goes on.
    private async Task<JsonObject?> Claims(OidcClient client, Grant grant, CancellationToken ct)
    {
        if (await consents.Find(grant.Consent, ct) is not { } consent) return null;
        var read = await claims.Do(client, consent, grant.Session, [.. grant.IdTokenClaims], ct);
        return read.Failed ? null : read.Value;
    }

    internal static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static string TokenId(Guid grant)
    {
        Span<byte> id = stackalloc byte[32];
        grant.TryWriteBytes(id, bigEndian: true, out _);
        RandomNumberGenerator.Fill(id[16..]);
        return Base64UrlText.Of(id);
    }
}
