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
        HttpContext http, IPasskeyHandler<PasskeyOwner> handler, PasskeyAnswer answer, CancellationToken ct)
    {
        var proven = await Prove(http, handler, answer, ct);
        if (proven.Failed) return proven.Faults;
        await steps.Complete(http, proven.Value.Account, bucket: null, proven.Value.Proof, ct);
        await throttle.GiveBack(Bucket.Passkeys(Visitor.Of(http)), ct);
        return proven.Value.Proof;
    }

    /// Judges the answer of the browser, without opening anything.
    public async Task<Result<ProvenPasskey>> Prove(
        HttpContext http, IPasskeyHandler<PasskeyOwner> handler, PasskeyAnswer answer, CancellationToken ct)
    {
        if (await challenges.Use(Challenges.PasskeySignIn, answer.Handle, ct) is not { } waiting) return IdentityErrors.StepExpired;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http,
            CredentialJson = answer.Credential,
            AssertionState = waiting.State,
        });
        var used = result.Succeeded ? await db.One(Sql.Use, [result.User.Id, result.Passkey.CredentialId, (long)result.Passkey.SignCount, result.Passkey.IsBackedUp, clock.GetUtcNow()], UsedPasskey.Read, ct) : null;
        if (used is null || used.State != AccountState.Active || (used.Demo && !house.Demo))
        {
            var owner = result.User?.Id ?? await OwnerOf(answer, ct);
            await steps.Refused(http, SecurityEventKind.PasskeyRefused, owner, used?.State.Word() ?? "signature", ct);
            return used is { State: AccountState.LockedByMerge } ? IdentityErrors.AccountMerged : IdentityErrors.PasskeyRefused;
        }
        return new ProvenPasskey(result.User!.Id, ProofOf(result.Passkey!, used.Strong));
    }

    // Whose key was tried: the owner sees in her history that somebody failed with it.
    private async Task<AccountId?> OwnerOf(PasskeyAnswer answer, CancellationToken ct) =>
        PasskeyAnswer.CredentialOf(answer.Credential) is { } credential ? await db.One(Sql.Owner, [credential], r => (AccountId?)new AccountId(r.GetGuid(0)), ct) : null;

    // A key that is backed up to a cloud is software to us; one that stays in the device is hardware. Both verified the user.
    internal static Proof ProofOf(UserPasskeyInfo passkey, bool strong) => new(strong ? 2 : 1, passkey.IsBackedUp ? "swk" : "hwk", "user");

    private sealed record UsedPasskey(AccountState State, bool Demo, bool Strong)
    {
        public static UsedPasskey Read(Npgsql.NpgsqlDataReader r) => new(AccountRules.StateOf(r.GetString(0)), r.GetBoolean(1), r.GetBoolean(2));
    }

    static class Sql
    {
        // One round trip, and the judge of clones: of two answers with one count, one moves it. Counts of synced keys stay 0.
        public const string Use = """
            update identity.passkey p set sign_count = $3, backed_up = $4, used_at = $5
            from identity.account a where p.account = $1 and p.credential = $2 and a.id = p.account and (p.sign_count < $3 or ($3 = 0 and p.sign_count = 0))
            returning a.state, a.demo, p.strong_from <= $5
            """;

        public const string Owner = "select account from identity.passkey where credential = $1";
    }
}
