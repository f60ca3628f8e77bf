using LienThong.Identity.Provider;
using LienThong.Kernel.Events;

namespace LienThong.Identity.Accounts;

/// <summary>
/// Takes back what relying parties hold of an account: refresh tokens at once, access tokens within the seconds in which resources look for revocations.
/// Subscribed to <see cref="AccountLocked"/> as "identity-end-tokens", so that every kind of lock does it: owner, authority, death, a residence card that ran out.
/// </summary>
internal static class EndTokens
{
    public static Task OnLocked(AccountLocked locked, Delivery delivery, CancellationToken ct)
    {
        var change = Of(locked.Account, delivery.Services.GetTime());
        return delivery.Db<IdentityModule>().Execute(change.Sql, change.Args, ct);
    }

    /// The change that ends them, for use cases that end more in the same write.
    public static Change Of(AccountId account, DateTimeOffset now) => new(Sql.End, [account, now, now + MakeTokens.AccessLife]) { AnyRows = true };

    private static DateTimeOffset GetTime(this IServiceProvider services) => ((TimeProvider)services.GetService(typeof(TimeProvider))!).GetUtcNow();

    static class Sql
    {
        public const string End = """
            with over as (update identity.oidc_grant set revoked_at = $2 where account = $1 and revoked_at is null returning id)
            insert into identity.oidc_revoked (id, until) select uuid_send(over.id), $3 from over on conflict (id) do nothing
            """;
    }
}
