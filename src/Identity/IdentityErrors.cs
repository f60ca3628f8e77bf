using LienThong.Kernel.Results;

namespace LienThong.Identity;

/// <summary>Refusals of the module. Codes are permanent.</summary>
public static class IdentityErrors
{
    /// <summary>One answer for an unknown login, a wrong password, a locked account and a missing password, so that nobody learns which it was.</summary>
    public static readonly Error SignInRefused = new("IDN-0001", 401,
        "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa. Kiểm tra rồi nhập lại.",
        "The login or the password is wrong, or the account is locked. Check them and try again.");

    public static readonly Error Throttled = new("IDN-0002", 429,
        "Đã thử quá nhiều lần. Chờ {0} phút rồi thử lại, hoặc đăng nhập bằng khóa truy cập (passkey).",
        "Too many tries. Wait {0} minutes and try again, or sign in with a passkey.");

    public static readonly Error CodeRefused = new("IDN-0003", 401,
        "Mã không đúng hoặc đã dùng. Chờ ứng dụng hiện mã mới rồi nhập mã đó.",
        "The code is wrong or was used already. Wait for the next code of the app and type that one.");

    public static readonly Error StepExpired = new("IDN-0004", 401,
        "Bước này đã hết hạn hoặc đã dùng. Làm lại từ đầu.", "This step has expired or was used already. Begin again.");

    public static readonly Error PasskeyRefused = new("IDN-0005", 401,
        "Không xác nhận được khóa truy cập (passkey). Thử lại, hoặc đăng nhập bằng mật khẩu.",
        "The passkey could not be confirmed. Try again, or sign in with your password.");

    public static readonly Error PasskeyUnavailable = new("IDN-0006", 409,
        "Địa chỉ này chưa dùng được khóa truy cập (passkey). Quản trị viên cần đặt Identity:Domain.",
        "Passkeys do not work at this address. The administrator must set Identity:Domain.");

    public static readonly Error AccountUnknown = new("IDN-0007", 404,
        "Không có tài khoản này. Kiểm tra lại mã tài khoản.", "There is no such account. Check its id.");

    public static readonly Error LoginTaken = new("IDN-0008", 409,
        "Tên đăng nhập này đã có người dùng. Chọn tên khác.", "This login is taken. Choose another.");

    public static readonly Error LoginMalformed = new("IDN-0009", 422,
        "Tên đăng nhập cần 3–64 chữ thường không dấu, số, dấu chấm, gạch nối hoặc gạch dưới, và không được toàn số. Sửa lại.",
        "A login has 3 to 64 lower-case letters, digits, dots, hyphens or underscores, and not digits only. Correct it.");

    public static readonly Error PasswordWeak = new("IDN-0010", 422,
        "Mật khẩu cần từ 12 ký tự, không chứa tên đăng nhập và không phải một ký tự lặp lại. Chọn một câu dài dễ nhớ.",
        "A password needs 12 characters or more, without the login and not one repeated character. Choose a long sentence.");

    public static readonly Error PasswordMismatch = new("IDN-0011", 422,
        "Hai lần nhập không giống nhau. Nhập lại.", "The two entries differ. Type them again.");

    public static readonly Error NotInThisState = new("IDN-0012", 409,
        "Tài khoản đang ở trạng thái không làm được việc này. Xem lại trạng thái rồi chọn việc khác.",
        "The account is in a state in which this cannot be done. Look at its state again.");

    public static readonly Error SignInAgain = new("IDN-0013", 403,
        "Để đổi cách đăng nhập, hãy đăng nhập lại trước.", "Sign in again before you change how you sign in.");

    public static readonly Error LastFactor = new("IDN-0014", 409,
        "Đây là cách đăng nhập cuối cùng. Thêm cách khác trước khi gỡ.", "This is the last way to sign in. Add another before you remove it.");

    public static readonly Error PostNotHeld = new("IDN-0015", 404,
        "Bạn không giữ vị trí này hoặc vị trí đã hết hạn. Chọn vị trí khác.", "You do not hold this post, or it has ended. Choose another.");

    public static readonly Error RoleUnknown = new("IDN-0016", 422,
        "Không có vai trò “{0}” cho loại tài khoản này. Xem content/roles.", "There is no role “{0}” for this kind of account. See content/roles.");

    public static readonly Error ScopeUnknown = new("IDN-0017", 422,
        "Không có quyền “{0}” cho hệ thống kết nối. Xem content/roles.", "There is no scope “{0}” for connected systems. See content/roles.");

    public static readonly Error ClientUnknown = new("IDN-0018", 404,
        "Không có hệ thống kết nối này, hoặc khóa đã bị thu hồi.", "There is no such client, or its key was revoked.");

    public static readonly Error NameMissing = new("IDN-0019", 422, "Điền tên (tối đa 200 ký tự).", "Give a name of at most 200 characters.");

    public static readonly Error AgencyMissing = new("IDN-0020", 422,
        "Điền mã cơ quan (tối đa 35 ký tự).", "Give the code of the agency, at most 35 characters.");

    public static readonly Error ReasonMissing = new("IDN-0021", 422,
        "Ghi lý do (tối đa 500 ký tự) để người sau hiểu vì sao.", "Give the reason (at most 500 characters), so that others understand why.");

    public static readonly Error PersonHasAccount = new("IDN-0022", 409,
        "Người này đã có tài khoản công dân. Dùng tài khoản đó.", "This person has a citizen account already. Use that one.");

    public static readonly Error PersonMissing = new("IDN-0023", 422,
        "Tài khoản công dân phải gắn với một người trong cơ sở dữ liệu dân cư.", "A citizen account needs a person of the population register.");

    public static readonly Error DemoOnly = new("IDN-0024", 409,
        "Chỉ làm được ở chế độ trình diễn.", "This works in demo mode only.");

    public static readonly Error OtherAccount = new("IDN-0026", 403,
        "Khóa này thuộc một tài khoản khác. Dùng khóa của tài khoản đang đăng nhập, hoặc đăng xuất rồi vào tài khoản kia.",
        "This passkey belongs to another account. Use one of the account that is signed in, or sign out first.");

    /// <summary>Said only to who proved to be the owner.</summary>
    public static readonly Error AccountMerged = new("IDN-0027", 403,
        "Hai hồ sơ dân cư của bạn đã được gộp làm một, nên tài khoản theo số định danh này đã khóa. Đăng nhập bằng số định danh còn lại, ghi trên thẻ căn cước đang dùng. "
        + "Số đó chưa có tài khoản, hoặc bạn thấy việc gộp là sai: mang giấy tờ đến công an xã.",
        "Your two records in the population register were merged, so the account under this number is locked. Sign in with the remaining number, which is on your valid identity card. "
        + "If that number has no account yet, or if the merge is wrong, go to the commune police with your papers.");

    public static readonly Error PeriodInverted = new("IDN-0025", 422,
        "Ngày cuối phải từ ngày đầu trở đi. Sửa lại.", "The last day must not lie before the first. Correct it.");
}
