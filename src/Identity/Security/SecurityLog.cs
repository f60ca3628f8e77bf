using Npgsql;

namespace LienThong.Identity.Security;

/// Words of the security log; permanent, since rows are kept at least five years.
internal static class SecurityEventKind
{
    public const string SignedIn = "signed-in";
    public const string SteppedUp = "stepped-up";
    public const string ActingSwitched = "acting-switched";
    public const string LevelRaised = "level-raised";
    public const string MandateGiven = "mandate-given";
    public const string MandateEnded = "mandate-ended";
    public const string CaseOpened = "case-opened";
    public const string CaseDecided = "case-decided";
    public const string ActivationIssued = "activation-issued";
    public const string ActivationUsed = "activation-used";
    public const string ActivationRefused = "activation-refused";
    public const string RecoveryCodesMade = "recovery-codes-made";
    public const string RecoveryCodeUsed = "recovery-code-used";
    public const string RecoveryAsked = "recovery-asked";
    public const string RecoveryStopped = "recovery-stopped";
    public const string FactorsRemoved = "factors-removed";
    public const string UpstreamLinked = "upstream-linked";
    public const string UpstreamRefused = "upstream-refused";
    public const string SignInRefused = "sign-in-refused";
    public const string Throttled = "throttled";
    public const string CodeRefused = "code-refused";
    public const string PasskeyRefused = "passkey-refused";
    public const string SignedOut = "signed-out";
    public const string SessionEnded = "session-ended";
    public const string PostSwitched = "post-switched";
    public const string PasswordSet = "password-set";
    public const string TotpAdded = "totp-added";
    public const string TotpRemoved = "totp-removed";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string StateChanged = "state-changed";
    public const string AccountCreated = "account-created";
    public const string RoleGiven = "role-given";
    public const string KeyIssued = "key-issued";
    public const string KeyRevoked = "key-revoked";
    public const string KeyRefused = "key-refused";
    public const string ClientAsked = "client-asked";
    public const string ClientAdded = "client-added";
    public const string ClientRefused = "client-refused";
    public const string ClientRevoked = "client-revoked";
    public const string ClientKeysChanged = "client-keys-changed";
    public const string ConsentGiven = "consent-given";
    public const string ConsentRefused = "consent-refused";
    public const string ConsentWithdrawn = "consent-withdrawn";

    public const string SigningKeyAdded = "signing-key-added";
    public const string CodeReused = "code-reused";
    public const string LogoutUntold = "logout-untold";

    public static readonly string[] All =
    [
        SignedIn, SteppedUp, ActingSwitched, LevelRaised, MandateGiven, MandateEnded, CaseOpened, CaseDecided, ActivationIssued, ActivationUsed, ActivationRefused,
        RecoveryCodesMade, RecoveryCodeUsed, RecoveryAsked, RecoveryStopped, FactorsRemoved, UpstreamLinked, UpstreamRefused, SignInRefused, Throttled, CodeRefused, PasskeyRefused, SignedOut,
        SessionEnded, PostSwitched, PasswordSet, TotpAdded, TotpRemoved, PasskeyAdded,
        PasskeyRemoved, StateChanged, AccountCreated, RoleGiven, KeyIssued, KeyRevoked, KeyRefused,
        ClientAsked, ClientAdded, ClientRefused, ClientRevoked, ClientKeysChanged,
        ConsentGiven, ConsentRefused, ConsentWithdrawn,
        SigningKeyAdded, CodeReused, LogoutUntold,
    ];

    /// Changes of the account or of its ways to sign in: the owner is told of each.
    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal)
    {
        PasswordSet, TotpAdded, TotpRemoved, PasskeyAdded, PasskeyRemoved, StateChanged, LevelRaised, MandateGiven, MandateEnded, CaseOpened, CaseDecided,
        ActivationIssued, ActivationUsed, RecoveryCodesMade, RecoveryCodeUsed, RecoveryAsked, RecoveryStopped, FactorsRemoved, UpstreamLinked,
    };

    public static bool IsChange(string kind) => Changes.Contains(kind);

    /// What a row says to people; the key of the text.
    public static string Text(string kind) => kind switch
    {
        SignedIn => "Đăng nhập",
        SteppedUp => "Xác nhận thêm một bước",
        ActingSwitched => "Đổi người được làm thay",
        LevelRaised => "Nâng mức định danh",
        MandateGiven => "Trao quyền làm thay",
        MandateEnded => "Kết thúc quyền làm thay",
        CaseOpened => "Cán bộ mở việc xác minh tại quầy",
        CaseDecided => "Cán bộ thứ hai quyết định việc tại quầy",
        ActivationIssued => "Cấp mã kích hoạt",
        ActivationUsed => "Dùng mã kích hoạt",
        ActivationRefused => "Mã kích hoạt không đúng",
        RecoveryCodesMade => "Tạo mã khôi phục mới",
        RecoveryCodeUsed => "Dùng một mã khôi phục",
        RecoveryAsked => "Có người xin khôi phục tài khoản",
        RecoveryStopped => "Dừng việc khôi phục",
        FactorsRemoved => "Gỡ mọi cách đăng nhập đã mất",
        UpstreamLinked => "Liên kết với hệ thống đăng nhập ngoài",
        UpstreamRefused => "Đăng nhập ngoài không thành công",
        SignInRefused => "Đăng nhập không thành công",
        Throttled => "Tạm chặn vì thử quá nhiều lần",
        CodeRefused => "Nhập sai mã xác thực",
        PasskeyRefused => "Khóa truy cập không được chấp nhận",
        SignedOut => "Đăng xuất",
        SessionEnded => "Kết thúc phiên",
        PostSwitched => "Chuyển vị trí công tác",
        PasswordSet => "Đặt mật khẩu",
        TotpAdded => "Thêm ứng dụng tạo mã",
        TotpRemoved => "Gỡ ứng dụng tạo mã",
        PasskeyAdded => "Thêm khóa truy cập",
        PasskeyRemoved => "Gỡ khóa truy cập",
        StateChanged => "Đổi trạng thái tài khoản",
        AccountCreated => "Mở tài khoản",
        RoleGiven => "Giao vai trò",
        KeyIssued => "Cấp khóa hệ thống",
        KeyRevoked => "Thu hồi khóa hệ thống",
        KeyRefused => "Khóa hệ thống bị từ chối",
        ClientAsked => "Xin kết nối đăng nhập cho hệ thống",
        ClientAdded => "Duyệt hệ thống dùng đăng nhập",
        ClientRefused => "Từ chối hệ thống xin dùng đăng nhập",
        ClientRevoked => "Thu hồi hệ thống dùng đăng nhập",
        ClientKeysChanged => "Đổi khóa của hệ thống dùng đăng nhập",
        ConsentGiven => "Đồng ý chia sẻ thông tin",
        ConsentRefused => "Từ chối chia sẻ thông tin",
        ConsentWithdrawn => "Rút lại đồng ý chia sẻ",
        SigningKeyAdded => "Thêm khóa ký",
        CodeReused => "Mã đăng nhập bị dùng lại",
        LogoutUntold => "Không báo được đăng xuất",
        _ => kind,
    };
}

internal sealed record SecurityEvent(Guid Id, DateTimeOffset At, string Kind, Guid? Account, string Source, string Device, string? Detail)
{
    public static SecurityEvent Read(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.Instant(1), r.GetString(2), r.GuidOrNull(3), r.GetString(4), r.GetString(5), r.TextOrNull(6));
}

/// <summary>What happened to accounts and keys: for their owners, for inspectors, for alarms. Rows are only added.</summary>
internal sealed class SecurityLog(Db db, TimeProvider clock)
{
    public Task Write(string kind, AccountId? account, Visitor visitor, string? detail, CancellationToken ct) =>
        db.Execute(Sql.Write, [Guid.CreateVersion7(), clock.GetUtcNow(), kind, account?.Value, visitor.Source, visitor.Device, detail, SecurityEventKind.IsChange(kind)], ct);

    /// For things done by an administrator or the program: the caller stands in the detail.
    public Change Row(string kind, AccountId? account, string detail) =>
        new(Sql.Write, [Guid.CreateVersion7(), clock.GetUtcNow(), kind, account?.Value, "", "", detail, SecurityEventKind.IsChange(kind)]);

    /// Length of a page of an account's events.
    public const int PageLength = 50;

    /// The newest events of an account before an instant, a page at most.
    public Task<List<SecurityEvent>> Of(AccountId account, DateTimeOffset? before, CancellationToken ct) =>
        db.Many(Sql.OfAccount, [account, before ?? clock.GetUtcNow().AddMinutes(1), PageLength], SecurityEvent.Read, ct);

    /// Changes of the account that its owner has not looked at, at most 20.
    public Task<List<SecurityEvent>> News(AccountId account, CancellationToken ct) => db.Many(Sql.News, [account], SecurityEvent.Read, ct);

    /// The owner has looked at everything up to an instant.
    public Task Seen(AccountId account, DateTimeOffset until, CancellationToken ct) => db.Execute(Sql.Seen, [account, until], ct);

    /// The newest events of all before an instant, at most 100.
    public Task<List<SecurityEvent>> Before(DateTimeOffset before, string? kind, CancellationToken ct) => db.Many(Sql.Before, [before, kind], SecurityEvent.Read, ct);

    static class Sql
    {
        public const string Write = "insert into identity.security_event (id, at, kind, account, source, device, detail, change) values ($1, $2, $3, $4, $5, $6, $7, $8)";

        public const string OfAccount = """
            select id, at, kind, account, source, device, detail from identity.security_event
            where account = $1 and at < $2 order by at desc limit $3
            """;

        public const string News = """
            select e.id, e.at, e.kind, e.account, e.source, e.device, e.detail
            from identity.security_event e join identity.account a on a.id = e.account
            where e.account = $1 and e.change and e.at > a.notices_seen_at order by e.at desc limit 20
            """;

        public const string Seen = "update identity.account set notices_seen_at = greatest(notices_seen_at, $2) where id = $1";

        public const string Before = """
            select id, at, kind, account, source, device, detail from identity.security_event
            where at < $1 and ($2::text is null or kind = $2) order by at desc limit 100
            """;
    }
}
