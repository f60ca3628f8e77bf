using LienThong.Identity.Security;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LienThong.Identity.SignIn;

/// <summary>Password hashes by the framework's hasher (PBKDF2, SHA-512). At most as many at once as there are processors: hashing is slow on purpose.</summary>
internal sealed class Passwords(BreachedPasswords breached, TimeProvider clock) : IDisposable
{
    private const int Rounds = 210_000;

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly SemaphoreSlim slots = new(Environment.ProcessorCount);
    private string? nobody;

    public void Dispose() => slots.Dispose();

    public async Task<string> Hash(string password, CancellationToken ct)
    {
        await slots.WaitAsync(ct);
        try
        {
            return hasher.HashPassword(this, Composed(password));
        }
        finally
        {
            slots.Release();
        }
    }

    /// True when the password belongs to the hash. Without a hash the same work is done for nothing, so that time tells nothing.
    public async Task<bool> Verify(string? hash, string password, CancellationToken ct)
    {
        nobody ??= await Hash(Secrets.NewHandle(), ct);
        await slots.WaitAsync(ct);
        try
        {
            var fits = hasher.VerifyHashedPassword(this, hash ?? nobody, Composed(password)) != PasswordVerificationResult.Failed;
            return fits && hash is not null;
        }
        finally
        {
            slots.Release();
        }
    }

    /// The change that sets a password.
    public async Task<Change> Set(AccountId account, string password, CancellationToken ct) =>
        new(Sql.Set, [account, await Hash(password, ct), clock.GetUtcNow()]);

    /// Why a password cannot be taken, by its form, our list and the operator's list of breached ones; null when it can.
    public Error? Refusal(string password, string? login) => Weakness(password, login) ?? (breached.Contains(password) ? AccountErrors.PasswordKnown : null);

    /// Length is what counts (NIST SP 800-63B); no rules about kinds of characters.
    internal static Error? Weakness(string password, string? login)
    {
        if (password.Length is < 12 or > 200 || !password.AsSpan().ContainsAnyExcept(password[0])) return IdentityErrors.PasswordWeak;
        if (login is not null && password.Contains(login, StringComparison.OrdinalIgnoreCase)) return IdentityErrors.PasswordWeak;
        return CommonPasswords.Contains(password) ? AccountErrors.PasswordKnown : null;
    }

    // The same password typed on a phone and on a Mac may come composed or not.
    private static string Composed(string password)
    {
        try
        {
            return password.Normalize();
        }
        catch (ArgumentException)
        {
            return password;                                      // not text; compared as it is
        }
    }

    static class Sql
    {
        public const string Set = """
            insert into identity.password (account, hash, changed_at) values ($1, $2, $3)
            on conflict (account) do update set hash = excluded.hash, changed_at = excluded.changed_at
            """;
    }
}
