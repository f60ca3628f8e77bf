using System.Text;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace LienThong.Identity.Passkeys;

/// <summary>What a page gives to the browser's passkey dialogue, and the handle under which the server waits for the answer.</summary>
internal sealed record PasskeyQuestion(string Handle, System.Text.Json.JsonElement Options)
{
    public static PasskeyQuestion Of(string handle, string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return new(handle, document.RootElement.Clone());
    }
}

internal sealed record OwnedPasskey(string Id, string Name, bool BackedUp, DateTimeOffset AddedAt, DateTimeOffset? UsedAt, DateTimeOffset StrongFrom);

/// <summary>
/// Adds and removes passkeys of the signed-in account. The challenge stays on the server and works once; the framework's own flow keeps it
/// in a cookie, which can be replayed and answers 500 when it is missing.
/// </summary>
internal sealed class AddPasskey(Db db, Challenges challenges, OpenSession open, FactorWait wait, TimeProvider clock, SecurityLog log)
{
    private const int Most = 20;

    public async Task<PasskeyQuestion> Ask(HttpContext http, IPasskeyHandler<PasskeyOwner> handler, Session session, CancellationToken ct)
    {
        var entity = new PasskeyUserEntity { Id = session.Account.ToString(), Name = session.DisplayName, DisplayName = session.DisplayName };
        var options = await handler.MakeCreationOptionsAsync(entity, http);
        var handle = await challenges.Open(Challenges.PasskeyAdd, session.Account, options.AttestationState ?? "", ct);
        return PasskeyQuestion.Of(handle, options.CreationOptionsJson);
    }

    public async Task<Result> Answer(
        HttpContext http, IPasskeyHandler<PasskeyOwner> handler, IUserPasskeyStore<PasskeyOwner> store, Session session, PasskeyAnswer answer, CancellationToken ct)
    {
        if (await challenges.Use(Challenges.PasskeyAdd, answer.Handle, ct) is not { } waiting || waiting.Account != session.Account) return IdentityErrors.StepExpired;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http,
            CredentialJson = answer.Credential,
            AttestationState = waiting.State,
        });
        if (!result.Succeeded || result.UserEntity.Id != session.Account.ToString()) return IdentityErrors.PasskeyRefused;
        if ((await List(session.Account, ct)).Count >= Most) return KernelErrors.TooMany;
        var name = VietnameseText.Normalise(answer.Name ?? "");
        if (name.Length == 0) name = Visitor.ShortName(Visitor.Of(http).Device);
        result.Passkey.Name = name.Length == 0 ? "Passkey" : name[..Math.Min(name.Length, 60)];
        var owner = new PasskeyOwner(session.Account, session.DisplayName);
        await store.AddOrUpdatePasskeyAsync(owner, result.Passkey, ct);
        if (await store.FindPasskeyAsync(owner, result.Passkey.CredentialId, ct) is null) return IdentityErrors.PasskeyRefused;
        await log.Write(SecurityEventKind.PasskeyAdded, session.Account, Visitor.Of(http), result.Passkey.Name, ct);
        var strongFrom = await wait.StrongFrom(session, ct);
        await db.Execute(Sql.Strong, [session.Account, result.Passkey.CredentialId, strongFrom], ct);
        if (strongFrom <= clock.GetUtcNow()) await open.Raise(http, session, SignInWithPasskey.ProofOf(result.Passkey, strong: true), ct);
        return Result.Done;
    }

    /// Removes one unless it is the last way to sign in.
    public async Task<Result> Remove(HttpContext http, Session session, string id, CancellationToken ct)
    {
        var credential = new byte[id.Length];
        if (!Convert.TryFromBase64String(id, credential, out var length)) return KernelErrors.NotFound;
        if (await db.Execute(Sql.Remove, [session.Account, credential[..length], session.Demo], ct) == 0) return IdentityErrors.LastFactor;
        await log.Write(SecurityEventKind.PasskeyRemoved, session.Account, Visitor.Of(http), null, ct);
        return Result.Done;
    }

    public Task<List<OwnedPasskey>> List(AccountId account, CancellationToken ct) => db.Many(Sql.List, [account],
        r => new OwnedPasskey(Convert.ToBase64String(r.GetFieldValue<byte[]>(0)), r.GetString(1), r.GetBoolean(2), r.Instant(3), r.InstantOrNull(4), r.Instant(5)), ct);

    static class Sql
    {
        public const string List = "select credential, name, backed_up, added_at, used_at, strong_from from identity.passkey where account = $1 order by added_at limit 50";

        public const string Strong = "update identity.passkey set strong_from = $3 where account = $1 and credential = $2";

        public const string Remove = """
            delete from identity.passkey p where p.account = $1 and p.credential = $2
              and ($3 or exists (select from identity.password w where w.account = $1)
                      or exists (select from identity.passkey o where o.account = $1 and o.credential <> $2))
            """;
    }
}

/// <summary>What the browser sends back: the handle of the question and the credential as JSON.</summary>
internal sealed record PasskeyAnswer(string Handle, string Credential, string? Name = null)
{
    /// <summary>The credential that the answer of the browser names, or null. Not proven by this.</summary>
    public static byte[]? CredentialOf(string credential) =>
        StrictJson.Object(Encoding.UTF8.GetBytes(credential)) is { } json && json.Text("id") is { } id ? Base64UrlText.Read(id) : null;
}
