using LienThong.Kernel.Results;

namespace LienThong.Registries;

/// <summary>Refusals of the sector registers.</summary>
public static class RegistriesErrors
{
    public static readonly Error RegistryUnknown = new("REG-0001", 404,
        "Không có sổ dữ liệu “{0}”. Xem các sổ tại /registries.", "There is no register “{0}”. See /registries.");

    public static readonly Error FieldNotInRegistry = new("REG-0002", 422,
        "Sổ {0} không giữ trường “{1}”. Bỏ trường này, hoặc thêm nó vào khai báo của sổ.", "Register {0} does not hold the field “{1}”. Leave it out, or add it to the register's declaration.");

    public static readonly Error FieldMissing = new("REG-0003", 422, "Bản ghi mới của sổ {0} cần trường “{1}”. Điền thêm.", "A new record of register {0} needs the field “{1}”. Fill it in.");

    public static readonly Error PeriodInverted = new("REG-0004", 422,
        "Bản ghi hết giá trị trước khi có giá trị. Sửa ngày bắt đầu hoặc ngày kết thúc.", "The record ends before it begins. Correct one of the days.");

    public static readonly Error NotKeeper = new("REG-0005", 403,
        "Chỉ cơ quan giữ sổ được đọc và ghi sổ này. Cần dữ liệu để giải quyết việc thì đọc qua thoả thuận khai thác.",
        "Only the keeper may read and write this register. To use its data in a case, read it under an agreement.");

    public static readonly Error VersionPassed = new("REG-0006", 409,
        "Bản ghi đã có phiên bản {0}, không phải {1}. Tải lại bản ghi rồi sửa trên bản mới.", "The record is at version {0}, not {1}. Load it again and change the new one.");

    public static readonly Error AlreadyThere = new("REG-0007", 409,
        "Sổ {0} đã có bản ghi trùng. Nạp hàng loạt chỉ dành cho bản ghi mới; bản ghi đã có thì ghi từng đợt.",
        "Register {0} already holds one of these records. Bulk loading is for new records only.");

    public static readonly Error DatabaseUnknown = new("REG-0008", 404,
        "Không có nguồn “{0}” trong các sổ dữ liệu. Xem danh sách tại /registries.", "No register belongs to the source “{0}”. See /registries.");

    public static readonly Error ReasonMissing = new("REG-0009", 422, "Nêu lý do (ít nhất 10 ký tự): người sau cần biết vì sao.", "Give a reason of at least 10 characters: others need to know why.");

    public static readonly Error TooManyRecords = new("REG-0010", 422, "Mỗi lần ghi hoặc đọc từ 1 đến {0} bản ghi. Chia nhỏ ra.", "Write or read 1 to {0} records at a time. Split them up.");

    public static readonly Error FieldNotYours = new("REG-0012", 403,
        "Chức vụ của bạn không được sửa trường “{0}” của sổ này. Nhờ người có quyền, hoặc đề nghị cơ quan giữ sổ thêm quyền.",
        "Your post may not change the field “{0}” of this register. Ask somebody who may, or ask the keeper for the right.");

    public static readonly Error FeedQuestion = new("REG-0013", 400,
        "Câu hỏi không đúng: after từ 0, limit từ 1 đến {0}; theo thỏa thuận thì nêu cả purpose và fields là các trường của sổ.",
        "The question is wrong: after from 0, limit 1 to {0}; under an agreement give purpose and fields of the register as well.");

    public static readonly Error SubjectUnknown = new("REG-0014", 422,
        "Không tìm thấy người có số định danh này. Kiểm tra lại 12 chữ số.", "Nobody has this personal number. Check the 12 digits.");

    public static readonly Error SubjectMissing = new("REG-0015", 422,
        "Cho biết bản ghi về ai: số định danh 12 chữ số của người, mã số 10 hoặc 13 chữ số của tổ chức, hoặc giá trị trường phân biệt.",
        "Say whom the record is about: a personal number of 12 digits, an organisation's number of 10 or 13 digits, or the value of the key field.");

    public static readonly Error SearchTooBroad = new("REG-0016", 422,
        "Nhập ít nhất 2 ký tự đầu của giá trị cần tìm, và chọn trường mà sổ cho tìm.", "Give at least the first 2 characters, and a field that the register is searched by.");

    public static readonly Error RecordUnknown = new("REG-0017", 404, "Không có bản ghi nào của đối tượng này trong sổ.", "The register has no record of this subject.");

    public static readonly Error OtherTerritory = new("REG-0018", 403,
        "Người hoặc nơi của bản ghi này thuộc địa bàn khác, cơ quan của bạn không ghi được. Chuyển giấy tờ cho cơ quan của địa bàn đó.",
        "The person or place of this record belongs to another territory, so your agency may not write it. Send the paper to the agency of that territory.");

    public static readonly Error WrittenTwice = new("REG-0011", 422, "Một bản ghi có mặt hai lần trong cùng lần ghi. Gộp lại thành một.", "The same record stands twice in one write. Join the two.");
}
