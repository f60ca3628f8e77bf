using LienThong.Identity.Consents;

namespace LienThong.Identity.Clients;

/// <summary>Which scopes a relying party can have: those of signing in, and those that the house gives to systems.</summary>
internal sealed class ClientScopes(Db db, ClaimBook claims)
{
    /// <summary>Scopes of the protocol itself; the others come from content.</summary>
    public static readonly string[] Protocol = ["openid", "offline_access"];

    public async Task<IReadOnlyList<string>> NotOffered(IReadOnlyList<string> wanted, CancellationToken ct)
    {
        var known = (await db.Many(Sql.OfSystems, [], r => r.GetString(0), ct)).Concat(Protocol).Concat((await claims.All(ct)).Select(c => c.Scope));
        return [.. wanted.Except(known, StringComparer.Ordinal)];
    }

    /// <summary>The scopes with claims that OpenID Connect Core 5.4 names: what a client of the command line has unless it says otherwise.</summary>
    public static readonly string[] Usual = ["profile", "email", "phone", "address"];

    static class Sql
    {
        public const string OfSystems = "select code from identity.scope where clients";
    }
}
