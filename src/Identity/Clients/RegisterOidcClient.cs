using System.Buffers.Text;
using System.Security.Cryptography;
using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Clients;

/// <summary>A client on its way to its owner. Never log it.</summary>
internal sealed record IssuedClient(string Id, string? Secret)
{
    /// Without the secret, in case a log line prints it.
    public override string ToString() => $"IssuedClient {Id}";
}

/// <summary>Registers a relying party: an integrator asks and an administrator decides, or an operator adds one that is approved at once.</summary>
internal sealed class RegisterOidcClient(Db db, ClientScopes scopes, FetchKeys fetch, SecurityLog log, TimeProvider clock)
{
    /// The scope of those who may ask.
    public const string AskScope = "identity.client";

    /// <summary>Asks for a client on behalf of the caller's agency. It gets no secret before it is approved.</summary>
    public async Task<Result<string>> Ask(Caller caller, ClientMetadata metadata, CancellationToken ct)
    {
        if (!caller.May(AskScope)) return KernelErrors.NotAllowed.With(AskScope);
        var mine = metadata with { Agency = caller.Agency ?? "", Subject = SubjectKind.Pairwise, Agreement = null };
        var asked = await Store(caller, mine, ClientState.Asked, secret: null, ct);
        return asked.Failed ? asked.Faults : asked.Value.Id;
    }

    /// <summary>Adds an approved client. The secret of one without keys is shown this once.</summary>
    public async Task<Result<IssuedClient>> Add(Caller caller, ClientMetadata metadata, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied) return denied;
        return await Store(caller, metadata, ClientState.Approved, metadata.Auth == ClientAuth.Secret ? Secrets.NewHandle() : null, ct);
    }

    private async Task<Result<IssuedClient>> Store(Caller caller, ClientMetadata typed, ClientState state, string? secret, CancellationToken ct)
    {
        var metadata = typed with { Name = ClientWords.Name(typed.Name), Purpose = ClientWords.Name(typed.Purpose), Scopes = [.. typed.Scopes.Distinct(StringComparer.Ordinal)] };
        var check = new Check();
        metadata.Judge(check);
        foreach (var scope in await scopes.NotOffered(metadata.Scopes, ct)) check.That(ok: false, ClientErrors.ScopeNotOffered.With(scope).At("/scopes"));
        if (!check.Ok) return check.Faults;
        var keys = await Keys(metadata, ct);
        if (keys.Failed) return keys.Faults;
        if (metadata.UserinfoEncryption is not null && !JwksRules.CanEncrypt(keys.Value)) return ClientErrors.EncryptionNeedsKey.At("/jwks");

        var id = (metadata.Live ? "lt_live_" : "lt_test_") + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))[..22];
        var now = clock.GetUtcNow();
        var approved = state == ClientState.Approved;
        object?[] row =
        [
            id, metadata.Profile.Word(), metadata.Name, metadata.Agency, metadata.Purpose, metadata.Live, metadata.RedirectUris.ToArray(), metadata.PostLogoutRedirectUris.ToArray(),
            metadata.BackchannelLogoutUri, keys.Value, metadata.JwksUri, metadata.JwksUri is null ? null : now, secret is null ? null : Secrets.Hash(secret), metadata.Auth.Word(),
            metadata.Subject.Word(), Sector(metadata, id), metadata.Scopes.ToArray(), metadata.Agreement, metadata.ChosenIdTokenAlg, metadata.UserinfoSigned, metadata.UserinfoEncryption,
            state.Word(), caller.Id, now, approved ? caller.Id : null, approved ? now : null,
        ];
        var stored = await db.Write(caller,
        [
            new(Sql.Add, row), ClientHistory.Row(id, now, caller, approved ? "added" : "asked", reason: null),
            log.Row(approved ? SecurityEventKind.ClientAdded : SecurityEventKind.ClientAsked, account: null, $"{id} by {caller.Id}"),
        ], [], ct);
        return stored.Failed ? stored.Faults : new IssuedClient(id, secret);
    }

    private async Task<Result<string?>> Keys(ClientMetadata metadata, CancellationToken ct)
    {
        if (metadata is { Jwks: null, JwksUri: null }) return (string?)null;
        var read = metadata.Jwks is { } jwks ? JwksRules.Read(jwks, metadata.Profile) : await fetch.Read(metadata.JwksUri!, metadata.Profile, metadata.Live, ct);
        return read.Failed ? Result<string?>.Refused(read.Faults[0].At(metadata.Jwks is null ? "/jwksUri" : "/jwks")) : read.Value;
    }

    /// Clients of one agency's host share a sector; clients on a developer's own machine share nothing.
    private static string Sector(ClientMetadata metadata, string id) => RedirectRules.HostOf(metadata.RedirectUris) is { Length: > 0 } host ? host : id;

    static class Sql
    {
        public const string Add = """
            insert into identity.oidc_client
              (id, profile, name, agency, purpose, live, redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, jwks, jwks_uri, jwks_fetched_at,
               secret_hash, auth, subject, sector, scopes, agreement, id_token_alg, userinfo_signed, userinfo_encryption, state, asked_by, asked_at, decided_by, decided_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
            """;
    }
}
