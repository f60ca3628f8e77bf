using LienThong.Kernel.Data;
using LienThong.Kernel.Text;
using Npgsql;

namespace LienThong.Identity.Clients;

/// <summary>Which rules a client lives under. Set by us, never by the client.</summary>
internal enum ClientProfile
{
    /// FAPI 2.0: PAR, private_key_jwt, DPoP.
    Fapi,

    /// Authorization code with PKCE, or with a nonce for confidential clients (OIDC Basic).
    Standard,
}

/// <summary>How a client proves itself. There are no public clients.</summary>
internal enum ClientAuth
{
    PrivateKeyJwt,

    /// A secret of 256 random bits, by HTTP Basic or in the form.
    Secret,
}

/// <summary>What a client knows people by: a name of its own sector, or one name for all (state registries by agreement).</summary>
internal enum SubjectKind
{
    Pairwise,
    Public,
}

internal enum ClientState
{
    Asked,
    Approved,
    Refused,
    Revoked,
}

/// <summary>A relying party as the provider sees it: approved and usable now.</summary>
/// <param name="Live">False: for trying out; only demo and test accounts sign in to it.</param>
/// <param name="JwksJson">Public keys now: during an overlap the old ones too.</param>
/// <param name="Sector">What pairwise subjects are computed over: the host of the redirect URIs; of a loopback client its own id.</param>
/// <param name="Scopes">The most that it may ask for.</param>
/// <param name="Agreement">The Exchange agreement under which its claims are read; null: the standing one for sign-in.</param>
/// <param name="UserinfoSigned">Algorithm of signed userinfo; null: plain JSON.</param>
/// <param name="UserinfoEncryption">Content encryption of userinfo to the client's ECDH-ES key; null: none.</param>
internal sealed record OidcClient(
    string Id, ClientProfile Profile, string Name, string Agency, string Purpose, bool Live,
    IReadOnlyList<string> RedirectUris, IReadOnlyList<string> PostLogoutRedirectUris, string? BackchannelLogoutUri,
    string? JwksJson, string? JwksUri, byte[]? SecretHash, ClientAuth Auth, SubjectKind Subject, string Sector,
    IReadOnlyList<string> Scopes, string? Agreement, string IdTokenAlg, string? UserinfoSigned, string? UserinfoEncryption)
{
    /// Columns of <see cref="Read"/>; the instant is the parameter $2 of the statement.
    public const string Columns = """
        c.id, c.profile, c.name, c.agency, c.purpose, c.live, c.redirect_uris, c.post_logout_redirect_uris, c.backchannel_logout_uri,
        c.jwks, case when c.old_jwks_until > $2 then c.old_jwks end, c.jwks_uri, c.secret_hash, c.auth, c.subject, c.sector,
        c.scopes, c.agreement, c.id_token_alg, c.userinfo_signed, c.userinfo_encryption
        """;

    /// <summary>Test and live stay apart: a client for trying out serves only invented people.</summary>
    public bool Serves(bool demoAccount, bool demoHouse) => demoHouse || demoAccount != Live;

    public static OidcClient Read(NpgsqlDataReader r) => new(
        r.GetString(0), ClientWords.ProfileOf(r.GetString(1)), r.GetString(2), r.GetString(3), r.GetString(4), r.GetBoolean(5),
        r.GetFieldValue<string[]>(6), r.GetFieldValue<string[]>(7), r.TextOrNull(8),
        JwksRules.Merge(r.TextOrNull(9), r.TextOrNull(10)), r.TextOrNull(11), r.IsDBNull(12) ? null : r.GetFieldValue<byte[]>(12),
        r.GetString(13) == "secret" ? ClientAuth.Secret : ClientAuth.PrivateKeyJwt, r.GetString(14) == "public" ? SubjectKind.Public : SubjectKind.Pairwise, r.GetString(15),
        r.GetFieldValue<string[]>(16), r.TextOrNull(17), r.GetString(18), r.TextOrNull(19), r.TextOrNull(20));
}

/// Words that the database and the command line keep for enums.
internal static class ClientWords
{
    public static string Word(this ClientProfile profile) => profile == ClientProfile.Fapi ? "fapi" : "standard";

    public static string Word(this ClientAuth auth) => auth == ClientAuth.Secret ? "secret" : "private_key_jwt";

    public static string Word(this SubjectKind subject) => subject == SubjectKind.Public ? "public" : "pairwise";

    public static string Word(this ClientState state) => state.ToString().ToLowerInvariant();

    public static ClientState StateOf(string word) => Enum.Parse<ClientState>(word, ignoreCase: true);

    /// The profile of a stored word; an unknown one stops the program rather than guessing which rules hold.
    public static ClientProfile ProfileOf(string word) => word switch
    {
        "fapi" => ClientProfile.Fapi,
        "standard" => ClientProfile.Standard,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No such profile of a client."),
    };

    /// How long to look at for people: no control or direction marks that could fake another name.
    public static string Name(string? typed) => VietnameseText.Normalise(typed ?? "");
}
