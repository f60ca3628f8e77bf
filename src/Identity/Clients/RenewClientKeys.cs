using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Clients;

/// <summary>
/// Gives a client new keys or a new secret. Old keys stay good for a day, so that a client with several nodes can change without a break;
/// a secret changes at once, since it changes when it leaked.
/// </summary>
internal sealed class RenewClientKeys(Db db, ClientBook book, SecurityLog log, TimeProvider clock)
{
    /// How long replaced keys stay good.
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Replaces the uploaded key set. <paramref name="overlap"/> false: the old keys are good no more (they leaked).</summary>
    public async Task<Result> Replace(Caller caller, string client, string jwks, bool overlap, CancellationToken ct)
    {
        if (await Mine(caller, client, ct) is not { } mine) return ClientErrors.OidcClientUnknown;
        var read = JwksRules.Read(jwks, mine.Profile);
        if (read.Failed) return read.Faults[0].At("/jwks");
        var now = clock.GetUtcNow();
        return await Change(caller, client, new(Sql.Replace, [client, read.Value, overlap ? now + Overlap : now]), overlap ? "keys-replaced" : "keys-replaced-at-once", ct);
    }

    /// <summary>A new secret, shown this once.</summary>
    public async Task<Result<IssuedClient>> Rotate(Caller caller, string client, CancellationToken ct)
    {
        if (await Mine(caller, client, ct) is not { } mine) return ClientErrors.OidcClientUnknown;
        if (mine.Auth != ClientAuth.Secret) return ClientErrors.NoSecret;
        var secret = Secrets.NewHandle();
        var done = await Change(caller, client, new(Sql.Rotate, [client, Secrets.Hash(secret)]), "secret-rotated", ct);
        return done.Failed ? done.Faults : new IssuedClient(client, secret);
    }

    private async Task<Result> Change(Caller caller, string client, Change change, string word, CancellationToken ct)
    {
        var done = await db.Write(caller,
            [change, ClientHistory.Row(client, clock.GetUtcNow(), caller, word, reason: null), log.Row(SecurityEventKind.ClientKeysChanged, account: null, $"{client} {word} by {caller.Id}")], [], ct);
        book.Forget(client);
        return done.Failed ? ClientErrors.OidcClientUnknown : done;
    }

    private sealed record Found(ClientProfile Profile, ClientAuth Auth);

    /// The client when the caller may change it: a manager any, others what they asked for themselves.
    private Task<Found?> Mine(Caller caller, string client, CancellationToken ct) => db.One(Sql.Mine, [client, Refusals.OfManager(caller) is null ? null : caller.Id],
        r => new Found(ClientWords.ProfileOf(r.GetString(0)), r.GetString(1) == "secret" ? ClientAuth.Secret : ClientAuth.PrivateKeyJwt), ct);

    static class Sql
    {
        public const string Mine = "select profile, auth from identity.oidc_client where id = $1 and state = 'approved' and ($2::text is null or asked_by = $2)";

        public const string Replace = """
            update identity.oidc_client set old_jwks = jwks, old_jwks_until = $3, jwks = $2, jwks_uri = null, jwks_fetched_at = null, version = version + 1
            where id = $1 and state = 'approved' and auth = 'private_key_jwt'
            """;

        public const string Rotate = "update identity.oidc_client set secret_hash = $2, version = version + 1 where id = $1 and state = 'approved' and auth = 'secret'";
    }
}
