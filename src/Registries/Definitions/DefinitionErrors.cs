using LienThong.Kernel.Results;

namespace LienThong.Registries.Definitions;

/// <summary>Refusals when a register is declared or changed.</summary>
public static class DefinitionErrors
{
    public static readonly Error CodeShape = new("REG-0100", 422,
        "Mã sổ gồm 3 đến 60 chữ thường không dấu, số, gạch ngang và bắt đầu bằng chữ. Ví dụ: quan-an.",
        "The code has 3 to 60 lower-case letters, digits and hyphens and begins with a letter, such as food-stalls.");

    public static readonly Error CodeTaken = new("REG-0101", 409, "Đã có sổ mang mã “{0}”. Chọn mã khác, hoặc sửa sổ đó.", "There is a register “{0}” already. Choose another code, or change that register.");

    public static readonly Error NotOwner = new("REG-0102", 403,
        "Chỉ cơ quan giữ sổ ({0}) được khai và sửa sổ này. Vào bằng tài khoản của cơ quan đó.", "Only the keeper ({0}) may declare and change this register. Sign in for that agency.");

    public static readonly Error DraftUnknown = new("REG-0103", 404, "Sổ “{0}” không có bản thảo. Mở sổ rồi bấm Sửa để lập bản thảo.", "The register “{0}” has no draft. Open it and press Change.");

    public static readonly Error Breaking = new("REG-0104", 409,
        "{0} Thay đổi này làm hỏng việc đang chạy nên chưa áp dụng. Đang dùng: {1}. Giữ trường lại, hoặc thỏa thuận với từng nơi rồi làm lại.",
        "{0} This change would break what runs and was not applied. In use by: {1}. Keep the field, or settle it with each of them first.");

    public static readonly Error YamlFaulty = new("REG-0105", 422, "Chưa đọc được YAML: {0}", "The YAML could not be read: {0}");

    public static readonly Error NameMissing = new("REG-0106", 422, "Điền ô này: người khác cần hiểu sổ ghi gì và theo căn cứ nào.", "Fill this in: others need to know what the register holds and by which rule.");

    public static readonly Error DatabaseNotKnown = new("REG-0107", 422,
        "Sổ {0} thuộc cơ sở dữ liệu “{1}” chưa có trong content/databases. Sửa mã, thêm vào từ điển, hoặc lấy mã của chính sổ.",
        "Register {0} belongs to the database “{1}”, which the dictionary does not have. Correct it, add it, or use the register's own code.");

    public static readonly Error KeeperUnknown = new("REG-0108", 422,
        "Sổ {0} do “{1}” giữ, chưa có trong content/agencies. Sửa mã hoặc thêm.", "Register {0} is kept by “{1}”, which is no known agency. Correct the code.");

    public static readonly Error NothingRequired = new("REG-0109", 422,
        "Sổ {0} chưa có trường bắt buộc nào. Thêm required.", "Register {0} has no compulsory field yet. Add one.");

    public static readonly Error KeyNotRequired = new("REG-0110", 422,
        "Sổ {0}: trường phân biệt {1} phải là trường bắt buộc. Thêm vào required.", "Register {0}: the key field {1} must be compulsory.");

    public static readonly Error TermInverted = new("REG-0111", 422,
        "Sổ {0} hết hiệu lực trước khi có hiệu lực. Sửa ngày.", "Register {0} ends before it begins. Correct the days.");

    public static readonly Error FieldNotKnown = new("REG-0112", 422,
        "Sổ {0} nêu trường “{1}” chưa có trong content/fields. Sửa mã hoặc thêm trường.", "Register {0} names the field “{1}”, which the dictionary does not have.");

    public static readonly Error FieldElsewhere = new("REG-0113", 422,
        "Sổ {0}: từ điển không nói {1} nằm ở {2}. Sửa database hoặc alsoIn của trường.", "Register {0}: the dictionary does not place {1} in {2}.");

    public static readonly Error FieldTwice = new("REG-0114", 422,
        "Trường {0} đã ở sổ {1} của cùng cơ sở dữ liệu. Một trường chỉ ở một sổ.", "The field {0} stands in register {1} of the same database already. A field belongs to one register.");

    public static readonly Error DatabaseNotYours = new("REG-0115", 403,
        "Cơ sở dữ liệu “{0}” thuộc {1}. Chọn cơ sở dữ liệu của cơ quan mình, hoặc để sổ là cơ sở dữ liệu riêng.",
        "The database “{0}” belongs to {1}. Choose one of your own agency, or let the register be a database of its own.");

    public static readonly Error KeyMissing = new("REG-0116", 422,
        "Sổ {0} không gắn với người hay tổ chức nên cần trường phân biệt. Chọn key.", "Register {0} is about neither persons nor organisations, so it needs a key field.");

    public static readonly Error DefaultNotHeld = new("REG-0117", 422, "Sổ {0}: giá trị mặc định của {1} không dùng được. Chọn trường của sổ và giá trị đúng kiểu.", "Register {0}: the default of {1} cannot be used.");

    public static readonly Error NothingChanged = new("REG-0118", 409, "Bản thảo giống hệt bản đang dùng. Sửa rồi hãy công bố.", "The draft says what the live version says. Change something first.");

    public static readonly Error NotHeld = new("REG-0119", 422, "Sổ {0}: “{1}” ở phần tìm kiếm hoặc quyền không phải trường của sổ, hoặc không tìm theo được (địa chỉ, người). Bỏ đi hoặc thêm trường.", "Register {0}: “{1}” under search or rights is no field of it, or cannot be searched by (addresses, persons).");

    public static readonly Error NotLive = new("REG-0120", 409, "Sổ “{0}” không có bản đang dùng. Công bố bản thảo trước.", "The register “{0}” has no live version. Publish the draft first.");
}
