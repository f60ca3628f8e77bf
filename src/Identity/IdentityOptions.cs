namespace LienThong.Identity;

/// <summary>Settings of the module (<c>Identity:…</c> in the configuration), checked at start.</summary>
internal sealed record IdentityOptions
{
    /// <summary>The domain that passkeys belong to (<c>dichvu.bacninh.gov.vn</c>). Without it they work on localhost only.</summary>
    public string? Domain { get; init; }

    /// <summary>Addresses from which passkeys are accepted; without them only the address of the request itself.</summary>
    public string[] Origins { get; init; } = [];

    /// <summary>A session ends after this many minutes without a request.</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>A session ends after this many hours whatever happens.</summary>
    public int LongestHours { get; init; } = 10;

    /// <summary>Minutes after signing in during which ways to sign in may be changed without signing in again.</summary>
    public int FreshMinutes { get; init; } = 10;

    /// <summary>Hosts of the inner network that relying parties may have their keys and logout addresses on (site-to-site connections). All other inner addresses are never called.</summary>
    public string[] InnerHosts { get; init; } = [];

    /// <summary>Hours until a factor that was added with a weaker one counts fully, and until a recovery works. Without a value: 24, in the demo 0.</summary>
    public int? WaitHours { get; init; }

    public TimeSpan Wait(bool demo) => TimeSpan.FromHours(WaitHours ?? (demo ? 0 : 24));

    /// <summary>The address of the OpenID provider as the world sees it (<c>https://id.example.vn</c>); without it the provider works on loopback only.</summary>
    public string? Issuer { get; init; }

    /// <summary>True: DPoP proofs must carry a nonce of ours.</summary>
    public bool DpopNonce { get; init; }

    /// <summary>A file of breached passwords as sorted SHA-1 lines; those in it are refused. Without it only our own list of widely used ones counts.</summary>
    public string? BreachedPasswords { get; init; }

    /// <summary>Failed proofs of clients that one network source may send to the provider in a minute before it is asked to wait.</summary>
    public int FailuresPerMinute { get; init; } = 300;

    /// <summary>Sign-ins that people without a session may begin at the provider in a minute from one network source (a ministry can be one).</summary>
    public int StrangersPerMinute { get; init; } = 3_000;

    /// <summary>Outside providers by which people sign in, in the order of the sign-in page.</summary>
    public Upstream.UpstreamOptions[] Upstreams { get; init; } = [];

    public TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);

    public TimeSpan Longest => TimeSpan.FromHours(LongestHours);

    public TimeSpan Fresh => TimeSpan.FromMinutes(FreshMinutes);

    /// <summary>What is wrong, or null.</summary>
    public string? Fault() => this switch
    {
        { IdleMinutes: < 1 or > 240 } => "Identity:IdleMinutes phải từ 1 đến 240.",
        { LongestHours: < 1 or > 24 } => "Identity:LongestHours phải từ 1 đến 24.",
        _ when Upstreams.Select(u => u.Fault()).FirstOrDefault(f => f is not null) is { } fault => fault,
        _ when Upstreams.Select(u => u.Code).Distinct(StringComparer.Ordinal).Count() < Upstreams.Length => "Identity:Upstreams: mỗi Code chỉ dùng một lần.",
        { BreachedPasswords: { } list } when !File.Exists(list) => $"Identity:BreachedPasswords: không có tệp {list}.",
        { FailuresPerMinute: < 1 } or { StrangersPerMinute: < 1 } => "Identity:FailuresPerMinute và Identity:StrangersPerMinute phải từ 1 trở lên.",
        { WaitHours: < 0 or > 240 } => "Identity:WaitHours phải từ 0 đến 240.",
        { FreshMinutes: < 1 or > 60 } => "Identity:FreshMinutes phải từ 1 đến 60.",
        { Domain: { } domain } when Uri.CheckHostName(domain) != UriHostNameType.Dns => "Identity:Domain phải là một tên miền.",
        { Issuer: { } issuer } when !Uri.TryCreate(issuer, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Path).TrimEnd('/') != issuer
            || (uri.Scheme != "https" && !uri.IsLoopback) => "Identity:Issuer phải là một địa chỉ https như https://id.example.vn, không có dấu / cuối.",
        _ when Origins.Any(o => !Uri.TryCreate(o, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != o) =>
            "Identity:Origins phải là các địa chỉ như https://dichvu.example.vn, không có đường dẫn.",
        _ => null,
    };
}
