using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace LienThong.Identity.Passkeys;

/// <summary>An account that proved itself by a passkey, and how strongly.</summary>
internal sealed record ProvenPasskey(AccountId Account, Proof Proof);

/// <summary>
/// Signs in with a passkey that the browser offers for this site; nobody types a login, so nothing can be enumerated. The session comes
/// from our own rules: the framework's PasskeySignIn would note <c>amr=pwd</c>.
/// </summary>
internal sealed class SignInWithPasskey(Db db, Challenges challenges, Throttle throttle, SignInSteps steps, TimeProvider clock, HouseOptions house)
{
    /// The question for the browser; for one account only when a session is there already.
    public async Task<Result<PasskeyQuestion>> Ask(HttpContext http, IPasskeyHandler<PasskeyOwner> handler, PasskeyOwner? owner, CancellationToken ct)
    {
        if (await throttle.Take([Bucket.Passkeys(Visitor.Of(http))], ct) is { } hold) return IdentityErrors.Throttled.With(hold.Minutes);
        var options = await handler.MakeRequestOptionsAsync(owner!, http);
        var handle = await challenges.Open(Challenges.PasskeySignIn, account: null, options.AssertionState ?? "", ct);
        return PasskeyQuestion.Of(handle, options.RequestOptionsJson);
    }

    public async Task<Result<Proof>> Answer(
        HttpContext http, IPasskeyHandler<PasskeyOwner> handler, IUserPasskeyStore<PasskeyOwner> store, PasskeyAnswer answer, CancellationToken ct)
    {
        var proven = await Prove(http, handler, store, answer, ct);
        if (proven.Failed) return proven.Faults;
        await steps.Complete(http, proven.Value.Account, bucket: null, proven.Value.Proof, ct);
        await throttle.GiveBack(Bucket.Passkeys(Visitor.Of(http)), ct);
        return proven.Value.Proof;
    }

    /// Judges the answer of the browser, without opening anything.
    public async Task<Result<ProvenPasskey>> Prove(
        HttpContext http, IPasskeyHandler<PasskeyOwner> handler, IUserPasskeyStore<PasskeyOwner> store, PasskeyAnswer answer, CancellationToken ct)
    {
        if (await challenges.Use(Challenges.PasskeySignIn, answer.Handle, ct) is not { } waiting) return IdentityErrors.StepExpired;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http,
            CredentialJson = answer.Credential,
            AssertionState = waiting.State,
        });
        var account = result.Succeeded ? await db.One(Sql.Account, [result.User.Id], LoginAccount.Read, ct) : null;
        if (account is null || account.State != AccountState.Active || (account.Demo && !house.Demo))
        {
            await steps.Refused(http, SecurityEventKind.PasskeyRefused, account?.Id, account?.State.Word() ?? "signature", ct);
            return IdentityErrors.PasskeyRefused;
        }
        await store.AddOrUpdatePasskeyAsync(result.User!, result.Passkey!, ct);
        var strong = await db.One(Sql.Strong, [account.Id, result.Passkey!.CredentialId, clock.GetUtcNow()], r => r.GetBoolean(0), ct);
        return new ProvenPasskey(account.Id, ProofOf(result.Passkey, strong));
    }

    // A key that is backed up to a cloud is software to us; one that stays in the device is hardware. Both verified the user.
    internal static Proof ProofOf(UserPasskeyInfo passkey, bool strong) => new(strong ? 2 : 1, passkey.IsBackedUp ? "swk" : "hwk", "user");

    static class Sql
    {
        public const string Strong = "select strong_from <= $3 from identity.passkey where account = $1 and credential = $2";

        public const string Account = "select id, state, demo from identity.account where id = $1";
    }
}
