using LienThong.Kernel.Results;

namespace LienThong.Registries.Bulk;

/// <summary>Refusals when a file of records is loaded.</summary>
public static class LoadErrors
{
    public static readonly Error ColumnUnknown = new("REG-0130", 422,
        "Cột “{0}” không phải trường của sổ. Dùng tên hoặc mã trường, thêm cột “number” (số định danh hoặc mã số), “from” và “to” (ngày). Xóa cột thừa.",
        "The column “{0}” is no field of the register. Use names or codes of fields, and the columns number, from and to.");

    public static readonly Error FileMissing = new("REG-0131", 422, "Chọn tệp CSV hoặc NDJSON để nạp.", "Choose a CSV or NDJSON file.");

    public static readonly Error TooManyRows = new("REG-0132", 422, "Tệp có hơn {0} dòng. Chia nhỏ ra rồi nạp từng tệp.", "The file has more than {0} rows. Split it up.");

    public static readonly Error DocumentMissing = new("REG-0133", 422, "Ghi số văn bản hoặc tên đợt chuyển đổi làm căn cứ của các bản ghi.", "Give the document that the records rest on.");

    public static readonly Error RowFaulty = new("REG-0134", 422, "Không tách được dòng này ({0}). Kiểm tra dấu nháy, số ô và ký tự lạ.", "The row cannot be taken apart ({0}).");

    public static readonly Error DayMissing = new("REG-0135", 422, "Cột “from” cần một ngày như 2026-11-21 hoặc 21/11/2026.", "The column from needs a day such as 2026-11-21.");

    public static readonly Error LoadUnknown = new("REG-0136", 404, "Không có lần nạp này, hoặc các dòng bị loại đã hết hạn lưu.", "There is no such load, or its rejects are no longer kept.");
}
