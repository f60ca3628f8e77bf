using LienThong.Kernel.Results;

namespace LienThong.Ledger;

/// <summary>What the book refuses, and what to do then.</summary>
public static class LedgerErrors
{
    public static readonly Error CannotAppend = new("LED-0001", 503,
        "Chưa ghi được nhật ký truy cập nên dữ liệu cá nhân chưa được đọc. Thử lại sau ít phút; nếu còn lỗi, báo quản trị viên.",
        "The access ledger could not be written, so no personal data was read. Try again in a few minutes; if it goes on, tell the administrator.");

    public static readonly Error Busy = new("LED-0002", 503,
        "Nhật ký truy cập đang quá tải. Thử lại sau vài giây.", "The access ledger has more to write than it can. Try again in a few seconds.");

    public static readonly Error RolledBack = new("LED-0003", 503,
        "Sổ nhật ký trong cơ sở dữ liệu ({0} bản ghi) không nối tiếp bản đã ký ({1} bản ghi): có thể vừa khôi phục từ bản sao lưu cũ. Việc ký và đọc dữ liệu cá nhân đã dừng. "
        + "Khôi phục bản sao mới hơn, rồi chạy ./lienthong ledger verify.",
        "The ledger in the database ({0} entries) does not continue what was signed ({1} entries): an old backup may have been restored. Signing and reading have stopped. "
        + "Restore a newer backup, then run ./lienthong ledger verify.");

    public static readonly Error InvalidEntry = new("LED-0004", 500,
        "Bản ghi nhật ký không hợp lệ: {0}. Đây là lỗi của chương trình; báo bộ phận hỗ trợ.",
        "The ledger entry is not valid: {0}. This is a fault of the program; tell support.");

    public static readonly Error EntryUnknown = new("LED-0005", 404,
        "Không có bản ghi nhật ký này. Kiểm tra lại mã bản ghi.", "There is no such ledger entry. Check its identifier.");

    public static readonly Error NotYetSequenced = new("LED-0006", 409,
        "Bản ghi đã lưu nhưng chưa được ký. Thử lại sau một giây.", "The entry is stored but not signed yet. Try again in a second.");

    public static readonly Error SizeUnknown = new("LED-0007", 422,
        "Sổ hiện có {0} bản ghi. Chọn hai kích thước: 0 < từ ≤ đến ≤ {0}.", "The log has {0} entries. Choose two sizes: 0 < from ≤ to ≤ {0}.");

    public static readonly Error SearchTooBroad = new("LED-0008", 422,
        "Cần ít nhất một điều kiện: người, cán bộ, cơ quan, thỏa thuận hoặc khoảng thời gian không quá 31 ngày.",
        "Give at least one condition: person, officer, agency, agreement, or a time span of at most 31 days.");

    public static readonly Error TileUnknown = new("LED-0009", 404,
        "Không có mảnh cây này. Xem kích thước sổ tại /api/ledger/v1/checkpoint.", "There is no such tile. See the size of the log at /api/ledger/v1/checkpoint.");

    public static readonly Error EvidenceUnreadable = new("LED-0010", 422,
        "Không đọc được tệp bằng chứng: {0}. Tải lại tệp từ trang nhật ký.", "The evidence file could not be read: {0}. Export it again from the ledger page.");

    public static readonly Error SubjectUnknown = new("LED-0011", 404,
        "Sổ không có bản ghi nào về đối tượng này, hoặc đã xóa liên kết trước đó.", "The ledger has no entry about this subject, or it was unlinked before.");

    public static readonly Error IdentifierUnreadable = new("LED-0012", 422,
        "Mã không đúng dạng. Dán nguyên mã dạng xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.", "The identifier is malformed. Paste it whole: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.");

    public static readonly Error TimeUnreadable = new("LED-0013", 422,
        "Ngày không đúng dạng. Nhập năm-tháng-ngày, ví dụ 2026-11-21.", "The date is malformed. Write year-month-day, such as 2026-11-21.");

    public static readonly Error EvidenceFalse = new("LED-0014", 422,
        "Bằng chứng không đúng: {0} không khớp. Tệp đã bị sửa, hoặc không phải của sổ này.",
        "The evidence is false: {0} does not fit. The file was changed, or is not of this log.");
}
