using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace LienThong.Identity.Passkeys;

/// <summary>An account as the framework's passkey handler sees it: an opaque key and a name for the browser's list.</summary>
internal sealed record PasskeyOwner(AccountId Id, string Name);

/// <summary>Keeps passkeys for the framework's handler. Everything about users that it does not need for them is refused.</summary>
internal sealed class PasskeyStore(Db db, TimeProvider clock) : IUserPasskeyStore<PasskeyOwner>
{
    public async Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await db.Execute(Sql.AddOrUse,
            [passkey.CredentialId, user.Id, passkey.Name ?? "Passkey", passkey.PublicKey, (long)passkey.SignCount, passkey.Transports ?? [], passkey.IsUserVerified,
                passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson, clock.GetUtcNow()], cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        await db.Many(Sql.OfAccount, [user.Id], Read, cancellationToken);

    public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        db.One(Sql.Owner, [credentialId], ReadOwner, cancellationToken);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        db.One(Sql.OfAccountById, [user.Id, credentialId], Read, cancellationToken);

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        db.Execute(Sql.Remove, [user.Id, credentialId], cancellationToken);

    public async Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        AccountId.TryParse(userId, null, out var id) ? await db.One(Sql.Account, [id], ReadOwner, cancellationToken) : null;

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw Elsewhere();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw Elsewhere();

    public void Dispose()
    {
        // Holds nothing.
    }

    private static NotSupportedException Elsewhere() => new("Accounts are made and changed by IAccounts, not by the passkey store.");

    private static PasskeyOwner ReadOwner(NpgsqlDataReader r) => new(new AccountId(r.GetGuid(0)), r.GetString(1));

    private static UserPasskeyInfo Read(NpgsqlDataReader r) => new(
        r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(2), r.Instant(10), (uint)r.GetInt64(3), r.GetFieldValue<string[]>(4),
        r.GetBoolean(5), r.GetBoolean(6), r.GetBoolean(7), r.GetFieldValue<byte[]>(8), r.GetFieldValue<byte[]>(9)) { Name = r.GetString(1) };

    private const string Columns =
        "credential, name, public_key, sign_count, transports, user_verified, backup_eligible, backed_up, attestation, client_data, added_at";

    static class Sql
    {
        // A credential belongs to the account that added it first; of an old signature count and a new one the larger stays.
        public const string AddOrUse = """
            insert into identity.passkey as p
              (credential, account, name, public_key, sign_count, transports, user_verified, backup_eligible, backed_up, attestation, client_data, added_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (credential) do update
              set sign_count = greatest(p.sign_count, excluded.sign_count), user_verified = excluded.user_verified, backed_up = excluded.backed_up, used_at = $12
              where p.account = excluded.account
            """;

        public const string OfAccount = $"select {Columns} from identity.passkey where account = $1 order by added_at limit 50";

        public const string OfAccountById = $"select {Columns} from identity.passkey where account = $1 and credential = $2";

        public const string Owner = """
            select a.id, a.display_name from identity.passkey p join identity.account a on a.id = p.account where p.credential = $1
            """;

        public const string Account = "select id, display_name from identity.account where id = $1";

        public const string Remove = "delete from identity.passkey where account = $1 and credential = $2";
    }
}
