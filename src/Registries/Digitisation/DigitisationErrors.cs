using LienThong.Kernel.Results;

namespace LienThong.Registries.Digitisation;

/// <summary>What digitisation can refuse.</summary>
public static class DigitisationErrors
{
    public static readonly Error ScanUnknown = new("REG-0200", 404, "Không có bản quét này. Xem danh sách tại /registries/digitise.", "There is no such scan. See /registries/digitise.");
    public static readonly Error FileNeeded = new("REG-0201", 422, "Chưa chọn tệp. Chọn ảnh hoặc PDF của giấy tờ.", "No file. Choose an image or a PDF of the paper.");
    public static readonly Error FileKind = new("REG-0202", 422, "“{0}” không phải PDF, JPEG, PNG hoặc TIFF. Quét lại và lưu theo một trong các dạng đó.", "“{0}” is no PDF, JPEG, PNG or TIFF. Scan it again as one of these.");
    public static readonly Error FileTooLarge = new("REG-0203", 422, "“{0}” lớn hơn {1} MB. Quét ở 200–300 dpi, đen trắng hoặc xám.", "“{0}” is larger than {1} MB. Scan at 200 to 300 dpi, grey or black and white.");
    public static readonly Error TooManyFiles = new("REG-0204", 422, "Mỗi lần gửi tối đa {0} tệp. Chia thành nhiều lần.", "At most {0} files at once. Send them in turns.");
    public static readonly Error NotNow = new("REG-0205", 409, "Bản quét này vừa được người khác xử lý. Lấy bản tiếp theo.", "Somebody else has just worked on this scan. Take the next one.");
    public static readonly Error SamePerson = new("REG-0206", 403, "Bạn đã xem bản quét này ở lượt trước. Lượt này cần một người khác.", "You looked at this scan before. This turn needs somebody else.");
    public static readonly Error PersonNumber = new("REG-0207", 422, "Nhập số định danh 12 chữ số của người mà giấy tờ nói về; người này phải có trong dân cư.", "Enter the 12-digit number of the person whom the paper is about; they must be in the population register.");
    public static readonly Error PersonsOnly = new("REG-0208", 422, "Sổ này không theo người nên chưa số hóa được bằng trang này. Nhập bản ghi bằng tệp.", "This register is not keyed by person. Load its records from a file.");
    public static readonly Error ReasonNeeded = new("REG-0209", 422, "Nêu lý do không dùng bản quét này (ít nhất 5 ký tự).", "Say why this scan cannot be used (at least 5 characters).");
    public static readonly Error AgencyNeeded = new("REG-0210", 403, "Chỉ công chức của một cơ quan được số hóa giấy tờ.", "Only an official of an agency digitises papers.");
    public static readonly Error AgencyUnknown = new("REG-0212", 422, "Không tìm thấy cơ quan này. Viết tên đầy đủ kèm tỉnh, hoặc mã cơ quan.", "There is no such agency. Write its full name with the province, or its code.");
    public static readonly Error ValueNeeded = new("REG-0211", 422, "Chưa nhập: {0}. Gõ như trên giấy.", "Not filled in: {0}. Type it as on the paper.");
}
