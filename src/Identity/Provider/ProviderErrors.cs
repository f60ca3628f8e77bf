using LienThong.Kernel.Results;

namespace LienThong.Identity.Provider;

/// <summary>Refusals of the OpenID provider, IDN-0100 to IDN-0199. Each belongs to one OAuth error word (<see cref="OAuthError"/>).</summary>
internal static class ProviderErrors
{
    public static readonly Error IssuerUnset = new("IDN-0100", 503,
        "Chưa đặt địa chỉ của nơi cấp danh tính. Quản trị viên cần đặt Identity:Issuer.", "The issuer has no address yet. The administrator must set Identity:Issuer.");

    public static readonly Error RequestMalformed = new("IDN-0101", 400,
        "Yêu cầu đăng nhập thiếu hoặc sai tham số. Quay lại trang dịch vụ và thử lại; nếu vẫn lỗi, báo cho nơi vận hành dịch vụ.",
        "The sign-in request lacks a parameter or has a wrong one. Go back to the service and try again; if it stays, tell those who run it.");

    public static readonly Error ClientUnknown = new("IDN-0102", 400,
        "Dịch vụ này chưa được đăng ký ở đây hoặc đã bị thu hồi. Đừng đăng nhập; báo cho nơi vận hành dịch vụ.",
        "This service is not registered here or was withdrawn. Do not sign in; tell those who run it.");

    public static readonly Error RedirectUnknown = new("IDN-0103", 400,
        "Địa chỉ quay lại không khớp với địa chỉ mà dịch vụ đã đăng ký. Đừng đăng nhập từ liên kết này.",
        "The return address is not one that the service registered. Do not sign in through this link.");

    public static readonly Error RequestUsedOrOver = new("IDN-0104", 400,
        "Yêu cầu đăng nhập đã hết hạn hoặc đã dùng. Quay lại trang dịch vụ và bắt đầu lại.",
        "The sign-in request has expired or was used. Go back to the service and begin again.");

    public static readonly Error PushNeeded = new("IDN-0105", 400,
        "Dịch vụ này phải gửi yêu cầu đăng nhập qua kênh riêng (PAR). Báo cho nơi vận hành dịch vụ.",
        "This service must push its sign-in requests (PAR). Tell those who run it.");

    public static readonly Error ClientNotProven = new("IDN-0106", 401,
        "Hệ thống không chứng minh được là mình. Kiểm tra khóa, cách xác thực và đồng hồ.", "The client could not prove who it is. Check its keys, its way of authenticating and its clock.");

    public static readonly Error GrantRefused = new("IDN-0107", 400,
        "Mã hoặc thẻ làm mới không đúng, đã dùng, đã hết hạn hoặc thuộc về hệ thống khác. Bắt đầu đăng nhập lại.",
        "The code or refresh token is wrong, used, over, or another client's. Begin the sign-in again.");

    public static readonly Error GrantTypeUnsupported = new("IDN-0108", 400,
        "Chỉ nhận authorization_code, refresh_token và client_credentials.", "Only authorization_code, refresh_token and client_credentials are accepted.");

    public static readonly Error ResponseTypeUnsupported = new("IDN-0109", 400,
        "Chỉ nhận response_type=code.", "Only response_type=code is accepted.");

    public static readonly Error ScopeRefused = new("IDN-0110", 400,
        "Phạm vi (scope) không có hoặc hệ thống không được dùng.", "There is no such scope, or the client may not have it.");

    public static readonly Error ProofRefused = new("IDN-0111", 400,
        "Bằng chứng giữ khóa (DPoP) thiếu, sai, đã dùng hoặc quá cũ.", "The DPoP proof is missing, wrong, used or too old.");

    public static readonly Error NonceNeeded = new("IDN-0112", 400,
        "Bằng chứng DPoP phải mang số nonce mới. Dùng giá trị trong đầu đề DPoP-Nonce rồi gửi lại.", "The DPoP proof must carry a fresh nonce. Use that of the DPoP-Nonce header and send again.");

    public static readonly Error TokenRefused = new("IDN-0113", 401,
        "Thẻ truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Lấy thẻ mới.", "The access token is wrong, over or revoked. Get a new one.");

    public static readonly Error DetailsRefused = new("IDN-0114", 400,
        "authorization_details có loại hoặc trường không được phép.", "authorization_details has a type or field that is not allowed.");

    public static readonly Error SignInNeeded = new("IDN-0115", 400,
        "Cần người dùng đăng nhập.", "The person must sign in.");

    public static readonly Error ConsentNeeded = new("IDN-0116", 400,
        "Cần người dùng đồng ý.", "The person must agree.");

    public static readonly Error LevelUnmet = new("IDN-0117", 400,
        "Tài khoản chưa có cách đăng nhập đủ mức mà dịch vụ yêu cầu. Thêm khóa truy cập hoặc ứng dụng tạo mã rồi thử lại.",
        "The account has no way to sign in at the level that the service needs. Add a passkey or an authenticator app and try again.");

    public static readonly Error PersonDeclined = new("IDN-0118", 403,
        "Người dùng không đồng ý, hoặc tài khoản không dùng được với hệ thống này.", "The person declined, or the account cannot be used with this client.");

    public static readonly Error RequestObjectUnsupported = new("IDN-0119", 400,
        "Không nhận đối tượng yêu cầu (request). Dùng PAR.", "Request objects are not accepted. Use PAR.");

    public static readonly Error RequestUriUnsupported = new("IDN-0120", 400,
        "Chỉ nhận request_uri do PAR ở đây cấp.", "Only a request_uri issued by PAR here is accepted.");

    public static readonly Error RegistrationUnsupported = new("IDN-0121", 400,
        "Không nhận tham số registration. Đăng ký hệ thống trước.", "The registration parameter is not accepted. Register the client first.");

    public static readonly Error ClientNotAllowed = new("IDN-0122", 400,
        "Hệ thống này không được dùng cách cấp thẻ đó.", "The client may not use this grant type.");

    public static readonly Error LogoutMalformed = new("IDN-0123", 400,
        "Yêu cầu đăng xuất không khớp với hệ thống đã đăng ký. Bạn có thể đăng xuất ngay tại đây.",
        "The logout request does not fit a registered client. You can sign out right here.");

    public static readonly Error ScopeTooSmall = new("IDN-0124", 403,
        "Thẻ truy cập không có phạm vi (scope) cần thiết.", "The access token lacks the scope that is needed.");

    public static readonly Error WrongMethod = new("IDN-0125", 405,
        "Địa chỉ này chỉ nhận POST với dữ liệu biểu mẫu.", "This address takes POST with form data only.");

    public static readonly Error TooManyFailures = new("IDN-0126", 429,
        "Quá nhiều yêu cầu từ địa chỉ mạng này. Đợi số giây ghi ở Retry-After rồi thử lại; kiểm tra khóa của hệ thống.",
        "Too many requests from this network address. Wait the seconds of Retry-After and try again; check the keys of the client.");

    public static readonly Error ProviderBroken = new("IDN-0127", 500,
        "Máy chủ đăng nhập gặp lỗi của chính nó. Thử lại; nếu còn lỗi, báo quản trị hệ thống kèm thời điểm.", "The provider failed through its own fault. Try again; if it stays, tell the administrator the time.");

    public static readonly Error ProviderUnavailable = new("IDN-0128", 503,
        "Máy chủ đăng nhập tạm ngừng. Thử lại sau ít giây.", "The provider is away for the moment. Try again in a few seconds.");
}
