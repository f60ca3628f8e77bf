using System.Text.Json;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.SignIn;

/// <summary>The steps that ways of signing in share: the second factor, completing, refusing.</summary>
internal sealed class SignInSteps(
    Db db, Challenges challenges, Throttle throttle, KnownDevice devices, OpenSession open, SecurityLog log, TotpSecrets secrets, Recovery.RecoveryCodes codes, TimeProvider clock)
{
    /// The handle of the second step when the account has an authenticator app; null when it has none.
    public async Task<string?> NeedsCode(AccountId account, Bucket bucket, CancellationToken ct)
    {
        var enrolled = await db.One(Sql.Totp, [account], r => r.GetString(0), ct);
        return enrolled is null ? null : await challenges.Open(Challenges.SecondFactor, account, JsonSerializer.Serialize(bucket, Json.Options), ct);
    }

    /// The second step: the code of the app, or a recovery code in its place. Each code opens one session only.
    public async Task<Result<Proof>> WithCode(HttpContext http, string handle, string code, CancellationToken ct)
    {
        if (await challenges.Guess(Challenges.SecondFactor, handle, ct) is not { Account: { } account } challenge) return IdentityErrors.StepExpired;
        var spare = Recovery.RecoveryCodes.LooksLikeOne(code);
        if (!(spare ? await codes.Use(account, code, ct) : await AcceptCode(account, code, ct)))
        {
            await Refused(http, SecurityEventKind.CodeRefused, account, null, ct);
            return IdentityErrors.CodeRefused;
        }
        if (await challenges.Use(Challenges.SecondFactor, handle, ct) is null) return IdentityErrors.StepExpired;
        if (spare) await log.Write(SecurityEventKind.RecoveryCodeUsed, account, Visitor.Of(http), null, ct);
        var proof = await ProofOfCode(account, ct);
        await Complete(http, account, Json.Read<Bucket>(challenge.State), proof, ct);
        return proof;
    }

    public async Task Complete(HttpContext http, AccountId account, Bucket? bucket, Proof proof, CancellationToken ct)
    {
        if (bucket is not null) await throttle.Forget(bucket, ct);
        if (bucket is not null) await throttle.GiveBack(Bucket.Source(Visitor.Of(http)), ct);
        await open.Do(http, account, proof, ct);
        devices.Remember(http, account);
    }

    public Task Refused(HttpContext http, string kind, AccountId? account, string? why, CancellationToken ct) => log.Write(kind, account, Visitor.Of(http), why, ct);

    /// True when the code fits and nobody used it: the update is the judge; of two requests with one code, one moves last_step.
    public async Task<bool> AcceptCode(AccountId account, string code, CancellationToken ct)
    {
        var (secret, lastStep) = await db.One(Sql.Totp, [account], r => (r.GetString(0), r.GetInt64(1)), ct);
        if (secret is null || Totp.Match(secrets.Open(account, secret), code, clock.GetUtcNow(), lastStep) is not { } step) return false;
        return await db.Execute(Sql.TakeStep, [account, step], ct) == 1;
    }

    /// Password and code: level 2, but an app that was added with the password alone does not count fully before the waiting time is over.
    public async Task<Proof> ProofOfCode(AccountId account, CancellationToken ct) =>
        new(await db.One(Sql.Strong, [account, clock.GetUtcNow()], r => r.GetBoolean(0), ct) ? 2 : 1, "pwd", "otp");

    static class Sql
    {
        public const string Strong = "select strong_from <= $2 from identity.totp where account = $1";

        public const string Totp = "select secret, last_step from identity.totp where account = $1";

        public const string TakeStep = "update identity.totp set last_step = $2 where account = $1 and last_step < $2";
    }
}

/// <summary>Encrypts the secrets of authenticator apps, each bound to its account.</summary>
internal sealed class TotpSecrets(IDataProtectionProvider protection)
{
    public string Seal(AccountId account, byte[] secret) => Convert.ToBase64String(For(account).Protect(secret));

    public byte[] Open(AccountId account, string seal) => For(account).Unprotect(Convert.FromBase64String(seal));

    private IDataProtector For(AccountId account) => protection.CreateProtector("LienThong.Identity.Totp.v1", account.ToString());
}
