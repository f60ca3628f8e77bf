using LienThong.Kernel.Results;

namespace LienThong.Identity.Clients;

/// Refusals about clients of the OpenID provider. Codes are permanent.
internal static class ClientErrors
{
    public static readonly Error ProfileMissing = new("IDN-0200", 422,
        "Chọn hồ sơ bảo mật: fapi (cơ quan, doanh nghiệp) hoặc standard.", "Choose a profile: fapi (agencies, businesses) or standard.");

    public static readonly Error PurposeMissing = new("IDN-0201", 422,
        "Ghi mục đích dùng đăng nhập (tối đa 500 ký tự); người dân sẽ đọc câu này.",
        "Say what signing in is used for (at most 500 characters); people will read it.");

    public static readonly Error RedirectMissing = new("IDN-0202", 422,
        "Cần ít nhất một địa chỉ trả về (redirect URI), nhiều nhất 20.", "At least one redirect URI is needed, at most 20.");

    public static readonly Error RedirectMalformed = new("IDN-0203", 422,
        "Địa chỉ “{0}” chưa dùng được: cần địa chỉ https đầy đủ, không dấu *, không phần sau dấu #, không tên người dùng. Sửa lại.",
        "“{0}” cannot be used: give a full https address without wildcards, fragment or user name.");

    public static readonly Error RedirectInsecure = new("IDN-0204", 422,
        "Địa chỉ “{0}” phải là https. Chỉ hệ thống thử nghiệm được dùng http trên chính máy mình (127.0.0.1, [::1] hoặc localhost).",
        "“{0}” must be https. Only test clients may use http, on their own machine (127.0.0.1, [::1] or localhost).");

    public static readonly Error RedirectCarriesAnswer = new("IDN-0205", 422,
        "Địa chỉ “{0}” chứa sẵn tham số “{1}” mà câu trả lời đăng nhập dùng. Bỏ tham số đó.",
        "“{0}” already carries the parameter “{1}” of a sign-in answer. Remove it.");

    public static readonly Error RedirectHosts = new("IDN-0206", 422,
        "Các địa chỉ trả về phải cùng một tên miền, vì mã người dùng được tạo riêng cho từng tên miền. Đăng ký thêm một hệ thống cho tên miền khác.",
        "All redirect URIs must have one host, since subjects are made per host. Register another client for another host.");

    public static readonly Error KeysMissing = new("IDN-0207", 422,
        "Hồ sơ này cần khóa công khai: tải lên JWKS hoặc cho địa chỉ JWKS, một trong hai.",
        "This profile needs public keys: a JWKS or the address of one, not both.");

    public static readonly Error KeysMalformed = new("IDN-0208", 422,
        "JWKS không đọc được: {0}. Kiểm tra lại tệp.", "The JWKS cannot be read: {0}. Check the file.");

    public static readonly Error KeyPrivate = new("IDN-0209", 422,
        "JWKS chứa phần bí mật của khóa. Khóa đó coi như đã lộ: tạo khóa mới và chỉ gửi phần công khai.",
        "The JWKS holds a private key. Treat that key as leaked: make a new one and send only the public part.");

    public static readonly Error KeyUnfit = new("IDN-0210", 422,
        "Khóa “{0}” không dùng được: cần EC P-256 hoặc RSA từ 2048 bit (số mũ 65537).",
        "Key “{0}” cannot be used: EC P-256 or RSA of 2048 bits or more (exponent 65537) is needed.");

    public static readonly Error KeyIdUnclear = new("IDN-0211", 422,
        "Mỗi khóa cần một kid riêng, 1–128 ký tự. Sửa lại JWKS.", "Every key needs a kid of its own, 1 to 128 characters.");

    public static readonly Error ScopeNotOffered = new("IDN-0212", 422,
        "Không có phạm vi “{0}”. Xem trang phạm vi và thông tin.", "There is no scope “{0}”. See the page of scopes and claims.");

    public static readonly Error AlgorithmNotOffered = new("IDN-0213", 422,
        "Hồ sơ này không dùng được thuật toán “{0}”.", "This profile does not offer the algorithm “{0}”.");

    public static readonly Error LiveNeedsApproval = new("IDN-0214", 409,
        "Hệ thống này đã được quyết định rồi. Tải lại trang để xem trạng thái mới.", "This client was decided already. Reload the page.");

    public static readonly Error OidcClientUnknown = new("IDN-0215", 404,
        "Không có hệ thống đăng nhập này, hoặc bạn không quản lý nó.", "There is no such client, or it is not yours.");

    public static readonly Error NoSecret = new("IDN-0216", 409,
        "Hệ thống này xác thực bằng khóa công khai, không có mật khẩu hệ thống để đổi.", "This client uses public keys; it has no secret to rotate.");

    public static readonly Error PublicSubjectNeedsAgreement = new("IDN-0217", 422,
        "Mã người dùng chung (public) chỉ dành cho sổ gốc của nhà nước: ghi mã thỏa thuận.",
        "Public subjects are for state registries only: give the code of the agreement.");

    public static readonly Error KeysUnreachable = new("IDN-0218", 422,
        "Không lấy được JWKS từ địa chỉ đã cho: {0}. Kiểm tra địa chỉ, chứng chỉ và tường lửa.",
        "The JWKS could not be fetched: {0}. Check address, certificate and firewall.");

    public static readonly Error BackchannelMalformed = new("IDN-0219", 422,
        "Địa chỉ báo đăng xuất “{0}” cần là https đầy đủ, không phần sau dấu #.", "The back-channel logout address “{0}” must be a full https address without fragment.");

    public static readonly Error DecisionMissing = new("IDN-0221", 422, "Chọn duyệt hoặc từ chối.", "Choose to approve or to refuse.");

    public static readonly Error EncryptionNeedsKey = new("IDN-0220", 422,
        "Muốn mã hóa thông tin trả về, JWKS cần một khóa EC P-256 có \"use\":\"enc\".", "Encrypted userinfo needs an EC P-256 key with \"use\":\"enc\".");
}
