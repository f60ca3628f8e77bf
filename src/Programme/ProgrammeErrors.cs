using LienThong.Kernel.Results;

namespace LienThong.Programme;

/// <summary>What the module refuses, and what to do then.</summary>
public static class ProgrammeErrors
{
    public static readonly Error PlanUnknown = new("PRG-0001", 404, "Không có kế hoạch này. Xem danh sách ở trang Chương trình.", "There is no such plan. See the list on the Programme page.");

    public static readonly Error ItemUnknown = new("PRG-0002", 404, "Kế hoạch không có mục này. Mở trang kế hoạch để chọn.", "The plan has no such item. Choose one on the plan's page.");

    public static readonly Error FileMissing = new("PRG-0003", 400, "Chưa có văn bản. Chọn một tệp hoặc dán nội dung.", "There is no text. Choose a file or paste it.");

    public static readonly Error FileEmpty = new("PRG-0004", 422, "Văn bản trống. Chọn tệp có nội dung.", "The text is empty. Choose a file with content.");

    public static readonly Error FileIsDocument = new("PRG-0005", 422, "Đây là tệp Word, Excel hoặc PDF. Mở tệp, lưu thành văn bản thuần (.txt, UTF-8) hoặc chép bảng rồi dán vào ô.",
        "This is a Word, Excel or PDF file. Save it as plain text (.txt, UTF-8), or copy the table and paste it.");

    public static readonly Error FileBinary = new("PRG-0006", 422, "Tệp không phải văn bản. Lưu thành văn bản thuần (.txt, UTF-8).", "The file is not text. Save it as plain text (.txt, UTF-8).");

    public static readonly Error FileNotUnicode = new("PRG-0007", 422, "Văn bản dùng bảng mã cũ (TCVN3, VNI, Windows-1258…). Lưu lại với bảng mã UTF-8.", "The text is in an old encoding. Save it again as UTF-8.");

    public static readonly Error FileGarbled = new("PRG-0008", 422, "Chữ Việt trong tệp đã bị vỡ (thường vì mở bằng sai bảng mã rồi lưu). Lấy lại bản gốc và lưu với UTF-8.",
        "The Vietnamese letters of the file are broken. Take the original again and save it as UTF-8.");

    public static readonly Error FileTooLarge = new("PRG-0009", 413, "Tệp lớn hơn 5 MB. Chỉ giữ phần phụ lục có bảng mục tiêu và nhiệm vụ.", "The file is larger than 5 MB. Keep only the annexes with the lists.");

    public static readonly Error NothingFound = new("PRG-0010", 422,
        "Không tìm thấy bảng mục tiêu hay nhiệm vụ. Bảng cần một dòng tiêu đề (STT, Nhiệm vụ, Cơ quan chủ trì, Thời hạn, Kết quả) và các ô cách nhau bằng dấu | hoặc phím Tab.",
        "No list of targets or tasks was found. A list needs a header row (No., task, lead agency, deadline, result) and cells divided by | or Tab.");

    public static readonly Error PlanCodeInvalid = new("PRG-0011", 422, "Mã kế hoạch chỉ gồm chữ thường không dấu, số và gạch nối, từ 3 đến 60 ký tự, ví dụ so-xay-dung-2026.",
        "A plan code has 3 to 60 lower-case letters, digits and hyphens, for example so-xay-dung-2026.");

    public static readonly Error ProgressUnknown = new("PRG-0012", 422, "Chọn một trạng thái: chưa bắt đầu, đang làm, đã xong hoặc không làm nữa.", "Choose a state: not started, in progress, done or cancelled.");

    public static readonly Error DoneDayWrong = new("PRG-0013", 422, "Ghi ngày hoàn thành, không muộn hơn hôm nay.", "Give the day it was done, not later than today.");

    public static readonly Error EvidenceNeeded = new("PRG-0014", 422, "Muốn ghi đã xong cần ít nhất một minh chứng: văn bản, số liệu hoặc kết nối. Thêm minh chứng trước.",
        "To say it is done, add at least one piece of evidence first: a document, a measure or a connection.");

    public static readonly Error EvidenceEmpty = new("PRG-0015", 422, "Ghi minh chứng: số ký hiệu văn bản, mã số liệu hoặc mã cơ sở dữ liệu.", "Give the evidence: a document number, the code of a measure or of a database.");

    public static readonly Error MeasureUnknown = new("PRG-0016", 422, "Không có số liệu mã {0}. Chọn trong danh sách.", "There is no measure {0}. Choose from the list.");

    public static readonly Error MonthInvalid = new("PRG-0017", 422, "Tháng viết dạng 2026-11 và không ở tương lai.", "Write the month as 2026-11, not in the future.");

    public static readonly Error NoteTooLong = new("PRG-0018", 422, "Ghi chú dài quá 2.000 ký tự. Rút ngắn lại.", "The note is longer than 2,000 characters. Shorten it.");

    public static readonly Error PreviewGone = new("PRG-0019", 409, "Bản xem trước không còn. Chọn lại văn bản và xem trước lần nữa.", "The preview is gone. Choose the text and look at the preview again.");
}
