using LienThong.Identity.Security;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Recovery;

/// <summary>What a recovery leads to: a code, and from when it works.</summary>
internal sealed record WaitingRecovery(string Code, DateTimeOffset From);

/// <summary>
/// For somebody who forgot the password: a recovery code and the code of the app together, as strong as the sign-in they replace. The activation code works
/// after a waiting time, in which the owner is told and can stop it. There is no way with less; whoever lacks one of the two goes to a counter.
/// </summary>
internal sealed class AskRecovery(
    Db db, FindLogin logins, RecoveryCodes codes, SignInSteps steps, Activations activations, Throttle throttle, SecurityLog log, IdentityOptions options, TimeProvider clock, HouseOptions house)
{
    public async Task<Result<WaitingRecovery>> Do(HttpContext http, string login, string recoveryCode, string appCode, CancellationToken ct)
    {
        var typed = FindLogin.Canonical(login);
        var visitor = Visitor.Of(http);
        if (await throttle.Take([Bucket.Source(visitor), Bucket.Activation(typed)], ct) is { } hold) return IdentityErrors.Throttled.With(hold.Minutes);
        var account = await logins.ByTyped(typed, ct);
        var usable = account is { State: AccountState.Active } && (!account.Demo || house.Demo);
        // The app first: a wrong code must not use a recovery code up.
        if (!usable || !await steps.AcceptCode(account!.Id, appCode, ct) || !await codes.Use(account.Id, recoveryCode, ct))
        {
            await log.Write(SecurityEventKind.ActivationRefused, account?.Id, visitor, "recovery", ct);
            return AccountErrors.RecoveryRefused.At("/login");
        }
        await activations.Withdraw(account.Id, ct);
        var wait = options.Wait(house.Demo);
        var (code, row) = activations.Issue(account.Id, Activations.Waited, "owner", wait);
        var written = await db.Write(Caller.Program("recovery"), [row], [], ct);
        if (written.Failed) return written.Faults;
        await log.Write(SecurityEventKind.RecoveryAsked, account.Id, visitor, null, ct);
        return new WaitingRecovery(code, clock.GetUtcNow() + wait);
    }
}
