namespace LienThong.Identity.Upstream;

/// <summary>How an outside provider speaks.</summary>
internal enum UpstreamDialect
{
    /// <summary>OpenID Connect: code flow with PKCE, a signed ID token.</summary>
    Oidc,

    /// <summary>VNeID: code flow without ID token, answers encrypted to our key, identity from userinfo (Decree 69/2024/NĐ-CP).</summary>
    Vneid,
}

/// <summary>One outside provider by which people sign in (<c>Identity:Upstreams:n:…</c>), checked at start.</summary>
internal sealed record UpstreamOptions
{
    /// <summary>Lower-case word in addresses: <c>vneid</c>. Each provider has a return address of its own, so that answers cannot be mixed up.</summary>
    public string Code { get; init; } = "";

    /// <summary>Name on the button.</summary>
    public string Name { get; init; } = "";

    public UpstreamDialect Dialect { get; init; }

    /// <summary>Exact issuer; for OpenID Connect the rest is read from its discovery document.</summary>
    public string Issuer { get; init; } = "";

    public string? AuthorizationEndpoint { get; init; }

    public string? TokenEndpoint { get; init; }

    public string? UserinfoEndpoint { get; init; }

    public string ClientId { get; init; } = "";

    public string? ClientSecret { get; init; }

    /// <summary>A file with our private key (PKCS #8 PEM): signs client assertions (OpenID Connect), opens encrypted answers (VNeID).</summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>VNeID only: the AES key (base64) with which the code is encrypted; null when it is not.</summary>
    public string? CodeKey { get; init; }

    public string[] Scopes { get; init; } = ["openid"];

    /// <summary>False: a provider on trial, which may stand on this machine.</summary>
    public bool Live { get; init; } = true;

    /// <summary>What its <c>acr</c> values are worth here, 1–4 (Decree 69/2024/NĐ-CP art. 20).</summary>
    public Dictionary<string, int> AuthLevels { get; init; } = [];

    /// <summary>Authentication level when its answer names none that is listed.</summary>
    public int AuthLevel { get; init; } = 1;

    public string NumberClaim { get; init; } = "citizenPid";

    public string NameClaim { get; init; } = "fullName";

    public string BirthClaim { get; init; } = "birthDate";

    public string LevelClaim { get; init; } = "accountLevel";

    public string? Fault() => this switch
    {
        _ when Code.Length is < 2 or > 20 || Code.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-')) => "Identity:Upstreams: Code gồm 2–20 chữ thường, số, gạch nối.",
        { Name.Length: 0 } or { ClientId.Length: 0 } => $"Identity:Upstreams: {Code} thiếu Name hoặc ClientId.",
        _ when !IsAddress(Issuer) => $"Identity:Upstreams: Issuer của {Code} phải là địa chỉ https.",
        { Dialect: UpstreamDialect.Vneid } when !IsAddress(AuthorizationEndpoint) || !IsAddress(TokenEndpoint) || !IsAddress(UserinfoEndpoint) || PrivateKeyFile is null =>
            $"Identity:Upstreams: {Code} cần AuthorizationEndpoint, TokenEndpoint, UserinfoEndpoint và PrivateKeyFile.",
        { ClientSecret: null, PrivateKeyFile: null } => $"Identity:Upstreams: {Code} cần ClientSecret hoặc PrivateKeyFile.",
        { AuthLevel: < 1 or > 4 } => $"Identity:Upstreams: AuthLevel của {Code} từ 1 đến 4.",
        _ when AuthLevels.Values.Any(v => v is < 1 or > 4) => $"Identity:Upstreams: AuthLevels của {Code} từ 1 đến 4.",
        _ when PrivateKeyFile is { } file && !File.Exists(file) => $"Identity:Upstreams: không thấy tệp khóa của {Code}.",
        _ => null,
    };

    internal bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (!Live && uri is { Scheme: "http", IsLoopback: true })) && uri.Fragment.Length == 0;
}
