using LienThong.Identity.Passkeys;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace LienThong.Identity.SignIn;

/// <summary>
/// Raises the level of an open session by the factor that is missing. The time of signing in is renewed with the level and the handle changes,
/// so a level never outlives the proof behind it.
/// </summary>
internal sealed class StepUp(SignInSteps steps, SignInWithPasskey passkeys, OpenSession open, Throttle throttle)
{
    /// The code of the app, beside the password that opened the session.
    public async Task<Result> WithCode(HttpContext http, Session session, string code, CancellationToken ct)
    {
        if (!session.Methods.Contains("pwd")) return IdentityErrors.NotInThisState;
        if (await throttle.Take([Bucket.StepUp(session)], ct) is { } hold) return IdentityErrors.Throttled.With(hold.Minutes);
        if (!await steps.AcceptCode(session.Account, code, ct))
        {
            await steps.Refused(http, SecurityEventKind.CodeRefused, session.Account, "step-up", ct);
            return IdentityErrors.CodeRefused.At("/code");
        }
        return await Raise(http, session, await steps.ProofOfCode(session.Account, ct), ct);
    }

    /// A passkey of the same account.
    public async Task<Result> WithPasskey(
        HttpContext http, Session session, IPasskeyHandler<PasskeyOwner> handler, IUserPasskeyStore<PasskeyOwner> store, PasskeyAnswer answer, CancellationToken ct)
    {
        var proven = await passkeys.Prove(http, handler, store, answer, ct);
        if (proven.Failed) return proven.Faults;
        if (proven.Value.Account != session.Account) return IdentityErrors.OtherAccount;
        return await Raise(http, session, proven.Value.Proof, ct);
    }

    private async Task<Result> Raise(HttpContext http, Session session, Proof proof, CancellationToken ct)
    {
        if (proof.Level <= session.AuthenticationLevel) return AccountErrors.FactorWaits;
        return await open.Raise(http, session, proof, ct) ? Result.Done : IdentityErrors.StepExpired;
    }
}
