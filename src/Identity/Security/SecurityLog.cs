using Npgsql;

namespace LienThong.Identity.Security;

/// Words of the security log; permanent, since rows are kept at least five years.
internal static class SecurityEventKind
{
    public const string SignedIn = "signed-in";
    public const string SteppedUp = "stepped-up";
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
        SignedIn, SteppedUp, SignInRefused, Throttled, CodeRefused, PasskeyRefused, SignedOut,
        SessionEnded, PostSwitched, PasswordSet, TotpAdded, TotpRemoved, PasskeyAdded,
        PasskeyRemoved, StateChanged, AccountCreated, RoleGiven, KeyIssued, KeyRevoked, KeyRefused,
        ClientAsked, ClientAdded, ClientRefused, ClientRevoked, ClientKeysChanged,
        ConsentGiven, ConsentRefused, ConsentWithdrawn,
        SigningKeyAdded, CodeReused, LogoutUntold,
    ];

    /// What a row says to people; the key of the text.
    public static string Text(string kind) => kind switch
    {
        SignedIn => "Đăng nhập",
        SteppedUp => "Xác nhận thêm một bước",
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
        db.Execute(Sql.Write, [Guid.CreateVersion7(), clock.GetUtcNow(), kind, account?.Value, visitor.Source, visitor.Device, detail], ct);

    /// For things done by an administrator or the program: the caller stands in the detail.
    public Change Row(string kind, AccountId? account, string detail) =>
        new(Sql.Write, [Guid.CreateVersion7(), clock.GetUtcNow(), kind, account?.Value, "", "", detail]);

    /// The newest events of an account, at most 50.
    public Task<List<SecurityEvent>> Of(AccountId account, CancellationToken ct) => db.Many(Sql.OfAccount, [account], SecurityEvent.Read, ct);

    /// The newest events of all before an instant, at most 100.
    public Task<List<SecurityEvent>> Before(DateTimeOffset before, string? kind, CancellationToken ct) => db.Many(Sql.Before, [before, kind], SecurityEvent.Read, ct);

    static class Sql
    {
        public const string Write = "insert into identity.security_event (id, at, kind, account, source, device, detail) values ($1, $2, $3, $4, $5, $6, $7)";

        public const string OfAccount = """
            select id, at, kind, account, source, device, detail from identity.security_event
            where account = $1 order by at desc limit 50
            """;

        public const string Before = """
            select id, at, kind, account, source, device, detail from identity.security_event
            where at < $1 and ($2::text is null or kind = $2) order by at desc limit 100
            """;
    }
}
