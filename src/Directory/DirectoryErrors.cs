using LienThong.Kernel.Results;

namespace LienThong.Directory;

/// <summary>Refusals of the Directory. Codes are permanent.</summary>
public static class DirectoryErrors
{
    public static readonly Error AreaUnknown = new("DIR-0001", 404,
        "Không có địa bàn mang mã {0} vào ngày {1}. Kiểm tra mã (2, 3 hoặc 5 chữ số) hoặc bỏ ngày để xem mọi thời kỳ.",
        "No area bears the code {0} on {1}. Check the code (2, 3 or 5 digits) or leave the day out to see all times.");

    public static readonly Error AgencyUnknown = new("DIR-0002", 404,
        "Không có cơ quan {0} vào ngày {1}. Kiểm tra mã hoặc tên, hoặc bỏ ngày để xem mọi thời kỳ.",
        "There is no agency {0} on {1}. Check the code or name, or leave the day out to see all times.");

    public static readonly Error ClassUnknown = new("DIR-0003", 404,
        "Không có nhóm cơ quan {0}. Xem danh sách tại /api/directory/v1/classes.",
        "There is no class of agencies {0}. See /api/directory/v1/classes.");

    public static readonly Error TextTooShort = new("DIR-0004", 400,
        "Nhập ít nhất 2 ký tự để tìm.", "Type at least 2 characters to search.");

    public static readonly Error TextTooLong = new("DIR-0005", 400,
        "Nội dung tìm dài quá 200 ký tự. Rút ngắn lại.", "The search text is longer than 200 characters. Shorten it.");

    public static readonly Error PageSize = new("DIR-0006", 400,
        "Số dòng mỗi trang từ 1 đến {0}.", "The page size is from 1 to {0}.");

    public static readonly Error YearUnknown = new("DIR-0007", 404,
        "Chưa có lịch nghỉ của năm {0}. Các năm đã có: {1}.", "There is no calendar of {0} yet. Known years: {1}.");

    public static readonly Error OfficialUnknown = new("DIR-0008", 404,
        "Không có cán bộ mang mã {0}. Kiểm tra lại mã cán bộ.", "There is no official with the code {0}. Check the staff code.");

    public static readonly Error StaffCodeTaken = new("DIR-0009", 409,
        "Mã cán bộ này đã có người dùng. Nhập mã khác hoặc mở hồ sơ của cán bộ đó.", "This staff code is taken. Use another or open that official.");

    public static readonly Error NameMissing = new("DIR-0010", 400,
        "Nhập họ và tên cán bộ (2 đến 200 ký tự).", "Enter the official's full name (2 to 200 characters).");

    public static readonly Error StaffCodeShape = new("DIR-0011", 400,
        "Mã cán bộ gồm 2 đến 40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch ngang.",
        "A staff code has 2 to 40 unaccented letters, digits, dots or hyphens.");

    public static readonly Error OfficeUnknown = new("DIR-0012", 400,
        "Không có chức danh {0}. Chọn một trong: {1}.", "There is no office {0}. Choose one of: {1}.");

    public static readonly Error PostOverlaps = new("DIR-0013", 409,
        "Cán bộ này đã giữ chức danh đó tại cơ quan trong thời gian trùng nhau. Kết thúc lần giữ trước rồi bổ nhiệm lại.",
        "The official already holds that office there in an overlapping time. End that post first.");

    public static readonly Error PostEndsBeforeItBegins = new("DIR-0014", 400,
        "Ngày kết thúc phải từ ngày bắt đầu trở đi.", "The last day must not be before the first day.");

    public static readonly Error PostUnknown = new("DIR-0015", 404,
        "Không có lần giữ chức danh này. Tải lại danh sách.", "There is no such post. Reload the list.");

    public static readonly Error AccountTaken = new("DIR-0016", 409,
        "Tài khoản này đã gắn với cán bộ khác. Bỏ gắn ở cán bộ đó trước.", "This account belongs to another official. Unlink it there first.");

    public static readonly Error LegalBasisMissing = new("DIR-0017", 400,
        "Nhập căn cứ bổ nhiệm (số quyết định, ngày).", "Enter the act of appointment (number and date).");

    /// <summary>All of them, for the error pages.</summary>
    public static IReadOnlyList<Error> All { get; } =
        [AreaUnknown, AgencyUnknown, ClassUnknown, TextTooShort, TextTooLong, PageSize, YearUnknown, OfficialUnknown, StaffCodeTaken, NameMissing,
         StaffCodeShape, OfficeUnknown, PostOverlaps, PostEndsBeforeItBegins, PostUnknown, AccountTaken, LegalBasisMissing];
}
