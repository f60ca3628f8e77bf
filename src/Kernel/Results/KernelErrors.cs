namespace LienThong.Kernel.Results;

/// <summary>Refusals that any module can meet.</summary>
public static class KernelErrors
{
    public static readonly Error Conflict = new("KRN-0001", 409,
        "Dữ liệu vừa được người khác thay đổi. Tải lại trang, xem lại rồi làm lại.",
        "Somebody changed this data a moment ago. Reload, look again and repeat.");

    public static readonly Error SignInNeeded = new("KRN-0002", 401,
        "Cần đăng nhập để dùng chức năng này.", "Sign in to use this.");

    public static readonly Error NotAllowed = new("KRN-0003", 403,
        "Tài khoản này không có quyền làm việc đó (cần quyền {0}). Liên hệ quản trị viên của cơ quan nếu cần.",
        "This account may not do that (scope {0} is needed). Ask the administrator of your agency.");

    public static readonly Error MalformedRequest = new("KRN-0004", 400,
        "Không đọc được nội dung gửi lên: {0}. Sửa lại rồi gửi lại.", "The request could not be read: {0}. Correct it and send it again.");

    public static readonly Error TooBroad = new("KRN-0005", 422,
        "Yêu cầu quá rộng nên không trả lời kịp. Thu hẹp điều kiện rồi thử lại.", "The request is too broad to be answered in time. Narrow it and try again.");

    public static readonly Error Unavailable = new("KRN-0006", 503,
        "Cơ sở dữ liệu đang tạm ngừng. Chưa có gì bị mất; thử lại sau ít phút.", "The database is away for a moment. Nothing is lost; try again in a few minutes.");

    public static readonly Error Broken = new("KRN-0007", 500,
        "Hệ thống gặp lỗi. Ghi lại mã theo dõi và báo bộ phận hỗ trợ.", "Something broke. Note the trace id and tell support.");

    public static readonly Error NotFound = new("KRN-0008", 404,
        "Không có địa chỉ này. Kiểm tra lại đường dẫn.", "There is nothing at this address. Check the link.");

    public static readonly Error KeyMissing = new("KRN-0009", 400,
        "Thiếu tiêu đề Idempotency-Key (8–100 ký tự). Thêm vào để gửi lại mà không làm hai lần.",
        "The Idempotency-Key header (8 to 100 characters) is missing. Add it so that a repeat does not act twice.");

    public static readonly Error KeyReused = new("KRN-0010", 422,
        "Idempotency-Key này đã dùng cho một nội dung khác. Dùng khóa mới.", "This Idempotency-Key was used with another request. Use a new key.");

    public static readonly Error KeyInUse = new("KRN-0011", 409,
        "Yêu cầu cùng khóa đang được xử lý. Chờ rồi gửi lại.", "A request with this key is being handled. Wait, then repeat it.");

    public static readonly Error AlreadyDone = new("KRN-0012", 409,
        "Yêu cầu này đã được thực hiện nhưng câu trả lời không còn. Tra lại kết quả trước khi làm tiếp.",
        "This request was carried out but its answer was lost. Look the result up before going on.");

    public static readonly Error TooLarge = new("KRN-0013", 413,
        "Nội dung gửi lên quá lớn (tối đa {0}).", "The request is too large (at most {0}).");

    public static readonly Error FormExpired = new("KRN-0014", 400,
        "Trang đã mở quá lâu nên không gửi được. Tải lại trang rồi gửi lại; những gì đã lưu vẫn còn.",
        "The page has been open too long. Reload it and send again; what was saved is still there.");

    public static readonly Error TooMany = new("KRN-0015", 429,
        "Quá nhiều yêu cầu trong thời gian ngắn. Chờ một phút rồi thử lại.", "Too many requests in a short time. Wait a minute and try again.");

    public static readonly Error FileEmpty = new("KRN-0020", 422,
        "Tệp không có dòng nào. Chọn tệp khác.", "The file has no lines. Choose another.");

    public static readonly Error FileNotUnicode = new("KRN-0021", 422,
        "Tệp không dùng bảng mã Unicode (thường là TCVN3, VNI hoặc Windows-1258). Mở tệp bằng phần mềm đã tạo ra nó, chuyển sang Unicode và lưu lại dưới dạng CSV UTF-8.",
        "The file is not Unicode (often TCVN3, VNI or Windows-1258). Open it where it was made, convert it to Unicode and save it as CSV UTF-8.");

    public static readonly Error FileNoTable = new("KRN-0022", 422,
        "Đây là tệp Excel, Word, PDF hoặc tệp nén. Lưu lại bảng dưới dạng CSV UTF-8 rồi gửi tệp đó.", "This is a spreadsheet, a document or an archive. Save the table as CSV UTF-8 and send that.");

    public static readonly Error FileGarbled = new("KRN-0023", 422,
        "Chữ tiếng Việt trong tệp bị sai (phông TCVN3, VNI lưu thành Unicode, hoặc UTF-8 mở nhầm bảng mã). Chuyển mã lại từ tệp gốc rồi lưu dưới dạng CSV UTF-8.",
        "The Vietnamese letters in the file are wrong (TCVN3 or VNI saved as Unicode, or UTF-8 opened with another encoding). Convert the original again and save it as CSV UTF-8.");

    public static readonly Error FileNoColumns = new("KRN-0024", 422,
        "Dòng đầu phải là tên các cột. Thêm dòng đó rồi gửi lại.", "The first line must name the columns. Add it and send the file again.");
}
