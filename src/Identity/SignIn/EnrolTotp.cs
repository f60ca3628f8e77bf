using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.SignIn;

/// <summary>A secret that waits for its first code.</summary>
internal sealed record TotpOffer(string Handle, string Secret, string Address);

/// <summary>Adds an authenticator app: a secret is shown, and counts only after the app made a right code from it.</summary>
internal sealed class EnrolTotp(Db db, Challenges challenges, TotpSecrets secrets, SecurityLog log, OpenSession open, EndSession end, FactorWait wait, TimeProvider clock)
{
    public async Task<TotpOffer> Begin(Session session, CancellationToken ct)
    {
        var secret = Totp.NewSecret();
        var handle = await challenges.Open(Challenges.EnrolTotp, session.Account, secrets.Seal(session.Account, secret), ct);
        return Offer(session, handle, secret);
    }

    /// The same offer again, after a wrong code; null when it has expired.
    public async Task<TotpOffer?> Again(Session session, string handle, CancellationToken ct) =>
        await challenges.Guess(Challenges.EnrolTotp, handle, ct) is { } waiting && waiting.Account == session.Account
            ? Offer(session, handle, secrets.Open(session.Account, waiting.State))
            : null;

    public async Task<Result> Confirm(HttpContext http, Session session, string handle, string code, CancellationToken ct)
    {
        if (await challenges.Guess(Challenges.EnrolTotp, handle, ct) is not { } waiting || waiting.Account != session.Account) return IdentityErrors.StepExpired;
        var step = Totp.Match(secrets.Open(session.Account, waiting.State), code, clock.GetUtcNow(), after: 0);
        if (step is null) return IdentityErrors.CodeRefused.At("/code");
        if (await challenges.Use(Challenges.EnrolTotp, handle, ct) is null) return IdentityErrors.StepExpired;
        var strongFrom = await wait.StrongFrom(session, ct);
        await db.Execute(Sql.Add, [session.Account, waiting.State, clock.GetUtcNow(), step.Value, strongFrom], ct);
        await log.Write(SecurityEventKind.TotpAdded, session.Account, Visitor.Of(http), null, ct);
        await end.Others(session.Account, session.Id, ct);
        if (session.Methods.Contains("pwd") && strongFrom <= clock.GetUtcNow()) await open.Raise(http, session, new Proof(2, "pwd", "otp"), ct);
        return Result.Done;
    }

    /// Takes the app away. Passwords alone are enough again, so other sessions end.
    public async Task<Result> Remove(HttpContext http, Session session, CancellationToken ct)
    {
        if (await db.Execute(Sql.Remove, [session.Account], ct) == 0) return KernelErrors.Conflict;
        await log.Write(SecurityEventKind.TotpRemoved, session.Account, Visitor.Of(http), null, ct);
        await end.Others(session.Account, session.Id, ct);
        return Result.Done;
    }

    private static TotpOffer Offer(Session session, string handle, byte[] secret) =>
        new(handle, Totp.Show(secret), Totp.Address(secret, session.DisplayName));

    static class Sql
    {
        public const string Add = """
            insert into identity.totp (account, secret, added_at, last_step, strong_from) values ($1, $2, $3, $4, $5)
            on conflict (account) do update
              set secret = excluded.secret, added_at = excluded.added_at, last_step = excluded.last_step, strong_from = excluded.strong_from
            """;

        public const string Remove = "delete from identity.totp where account = $1";
    }
}
