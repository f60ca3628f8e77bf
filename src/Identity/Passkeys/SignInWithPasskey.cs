using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace LienThong.Identity.Passkeys;

/// <summary>
/// Signs in with a passkey that the browser offers for this site; nobody types a login, so nothing can be enumerated. The session comes
/// from our own rules: the framework's PasskeySignIn would note <c>amr=pwd</c>.
/// </summary>
internal sealed class SignInWithPasskey(Db db, Challenges challenges, Throttle throttle, SignInSteps steps, HouseOptions house)
{
    public async Task<Result<PasskeyQuestion>> Ask(HttpContext http, IPasskeyHandler<PasskeyOwner> handler, CancellationToken ct)
    {
        if (await throttle.Take([Bucket.Passkeys(Visitor.Of(http))], ct) is { } hold) return IdentityErrors.Throttled.With(hold.Minutes);
        var options = await handler.MakeRequestOptionsAsync(user: null!, http);
        var handle = await challenges.Open(Challenges.PasskeySignIn, account: null, options.AssertionState ?? "", ct);
        return PasskeyQuestion.Of(handle, options.RequestOptionsJson);
    }

    public async Task<Result> Answer(
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
        await steps.Complete(http, account.Id, bucket: null, ProofOf(result.Passkey!), ct);
        await throttle.GiveBack(Bucket.Passkeys(Visitor.Of(http)), ct);
        return Result.Done;
    }

    // A key that is backed up to a cloud is software to us; one that stays in the device is hardware. Both verified the user.
    private static Proof ProofOf(UserPasskeyInfo passkey) => new(2, passkey.IsBackedUp ? "swk" : "hwk", "user");

    static class Sql
    {
        public const string Account = "select id, state, demo from identity.account where id = $1";
    }
}
