using LienThong.Identity.Consents;

namespace LienThong.Identity.Provider;

/// <summary>Ends every grant of an account with a client, in the same write that withdraws its consent.</summary>
internal sealed class EndGrants : IEndGrants
{
    public Change Of(AccountId account, string client, DateTimeOffset at) => new(Sql.End, [account, client, at, at + MakeTokens.AccessLife]) { AnyRows = true };

    static class Sql
    {
        public const string End = """
            with over as (update identity.oidc_grant set revoked_at = $3 where account = $1 and client = $2 and revoked_at is null returning id)
            insert into identity.oidc_revoked (id, until) select uuid_send(id), $4 from over on conflict (id) do nothing
            """;
    }
}
