using System.Security.Cryptography;
using System.Text;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;

namespace LienThong.Identity.Provider;

/// <summary>
/// The names under which relying parties know people (OIDC Core section 8.1): an HMAC under a secret that is never replaced silently, over the
/// sector of the client and the account. Two sectors cannot tell that they serve the same person, and no name leads back to one.
/// </summary>
internal sealed class Subjects(Secrets secrets)
{
    private byte[]? key;

    public async ValueTask<string> Of(OidcClient client, AccountId account, CancellationToken ct) =>
        Name(key ??= await secrets.Key("pairwise", ct), client.Subject == SubjectKind.Public ? "public" : "sector:" + client.Sector, account.Value);

    /// <summary>The name of a session towards one client: the same in every ID token and logout token of the two, and of no one else.</summary>
    public async ValueTask<string> Session(OidcClient client, Guid session, CancellationToken ct) =>
        Name(key ??= await secrets.Key("pairwise", ct), "session:" + client.Id, session)[..22];

    private static string Name(byte[] secret, string sector, Guid whom) =>
        Base64UrlText.Of(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{sector}\n{whom:D}")));
}
