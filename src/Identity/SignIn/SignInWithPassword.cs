using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.SignIn;

/// <summary>What a right password leads to: a session, or the second step with this handle.</summary>
internal sealed record PasswordAccepted(string? SecondFactor);

/// <summary>
/// Signs in with login and password, then with a code where an authenticator app is enrolled. An unknown login, a wrong password and a
/// locked account get the same answer after the same work.
/// </summary>
internal sealed class SignInWithPassword(
    Db db, FindLogin logins, Passwords passwords, Throttle throttle, KnownDevice devices, SignInSteps steps, HouseOptions house)
{
    public async Task<Result<PasswordAccepted>> Do(HttpContext http, string login, string password, CancellationToken ct)
    {
        var typed = FindLogin.Canonical(login);
        var account = await logins.ByTyped(typed, ct);
        var bucket = account is not null && devices.Knows(http, account.Id) ? Bucket.KnownDevice(account.Id) : Bucket.Login(typed);
        if (await throttle.Take([Bucket.Source(Visitor.Of(http)), bucket], ct) is { } hold)
        {
            if (!hold.Noted) await steps.Refused(http, SecurityEventKind.Throttled, account?.Id, null, ct);
            return IdentityErrors.Throttled.With(hold.Minutes);
        }
        var hash = await db.One(Sql.Hash, [account?.Id ?? default], r => r.GetString(0), ct);     // asked for nobody too: the same work
        password = password.Length > 200 ? password[..200] : password;
        var right = await passwords.Verify(hash, password, ct);
        if (!right && await OwnsMerged(typed, password, ct) is { } locked)
        {
            await steps.Refused(http, SecurityEventKind.SignInRefused, locked, AccountState.LockedByMerge.Word(), ct);
            return IdentityErrors.AccountMerged;
        }
        if (!right || account is null || account.State != AccountState.Active || (account.Demo && !house.Demo))
        {
            await steps.Refused(http, SecurityEventKind.SignInRefused, account?.Id, right ? account?.State.Word() : "password", ct);
            return IdentityErrors.SignInRefused;
        }
        if (await steps.NeedsCode(account.Id, bucket, ct) is { } handle) return new PasswordAccepted(handle);
        await steps.Complete(http, account.Id, bucket, new Proof(1, "pwd"), ct);
        return new PasswordAccepted(SecondFactor: null);
    }

    // whoever knows the password of a merged account learns why it does not open, and nobody else
    private async Task<AccountId?> OwnsMerged(string typed, string password, CancellationToken ct)
    {
        if (await logins.Merged(typed, ct) is not { } account) return null;
        return await passwords.Verify(await db.One(Sql.Hash, [account], r => r.GetString(0), ct), password, ct) ? account : null;
    }

    static class Sql
    {
        public const string Hash = "select hash from identity.password where account = $1";
    }
}
