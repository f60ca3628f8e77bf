using LienThong.Kernel.Results;

namespace LienThong.Dictionary;

/// <summary>Refusals of the data dictionary. A code never changes its meaning.</summary>
public static class DictionaryErrors
{
    public static readonly Error FieldUnknown = new("DIC-0001", 404,
        "Từ điển không có trường “{0}”. Tìm mã đúng tại /dictionary.", "The dictionary has no field “{0}”. Find the right code at /dictionary.");

    public static readonly Error PaperUnknown = new("DIC-0002", 404,
        "Từ điển không có giấy tờ “{0}”. Xem danh sách tại /dictionary/papers.", "The dictionary has no paper “{0}”. See /dictionary/papers.");

    public static readonly Error DatabaseUnknown = new("DIC-0003", 404,
        "Từ điển không có cơ sở dữ liệu “{0}”. Xem danh sách tại /dictionary/databases.", "The dictionary has no database “{0}”. See /dictionary/databases.");

    public static readonly Error CodeListUnknown = new("DIC-0004", 404,
        "Từ điển không có danh mục “{0}”. Xem danh sách tại /dictionary/codelists.", "The dictionary has no code list “{0}”. See /dictionary/codelists.");

    public static readonly Error FilterUnknown = new("DIC-0005", 400,
        "Không lọc được theo “{0}”. Dùng một trong: {1}.", "“{0}” is not a filter value. Use one of: {1}.");

    public static readonly Error NotYetPublished = new("DIC-0006", 404,
        "Đến hết ngày {0} chưa có danh mục trường nào được công bố. Chọn ngày sau.", "Nothing had been published by the end of {0}. Choose a later day.");

    public static readonly Error EditionUnknown = new("DIC-0007", 404,
        "Không có bản công bố số {0}. Xem các bản tại /dictionary/editions.", "There is no edition {0}. See /dictionary/editions.");

    public static readonly Error NoFieldsAsked = new("DIC-0008", 400,
        "Chưa nêu trường nào. Thêm ?fields=person.fullName,person.birthDate (1 đến 200 trường).",
        "No field was named. Add ?fields=person.fullName,person.birthDate (1 to 200 fields).");

    public static readonly Error ValueEmpty = new("DIC-0010", 422, "{0}: chưa có giá trị. Điền vào.", "{0}: there is no value. Fill it in.");

    public static readonly Error ValueTooLong = new("DIC-0011", 422,
        "{0}: dài quá {1} ký tự. Rút ngắn lại.", "{0}: longer than {1} characters. Shorten it.");

    public static readonly Error ValueShape = new("DIC-0012", 422,
        "{0}: không đúng dạng. Điền như ví dụ: {1}.", "{0}: not the right form. Write it like: {1}.");

    public static readonly Error ValueNotDate = new("DIC-0013", 422,
        "{0}: không phải ngày có thật. Điền dạng {1}.", "{0}: not a real date. Write it as {1}.");

    public static readonly Error ValueNotInList = new("DIC-0014", 422,
        "{0}: “{1}” không có trong danh mục {2}. Chọn một giá trị của danh mục.", "{0}: “{1}” is not in the list {2}. Choose one of its values.");

    public static readonly Error ValueNotNumber = new("DIC-0015", 422,
        "{0}: không phải số. Điền chữ số, dấu thập phân là dấu chấm.", "{0}: not a number. Use digits, with a point as decimal mark.");

    public static readonly Error ValueNotYesNo = new("DIC-0016", 422, "{0}: chỉ nhận true hoặc false.", "{0}: only true or false.");

    public static readonly Error ValueNotArea = new("DIC-0017", 422,
        "{0}: mã đơn vị hành chính có 2 chữ số (tỉnh) hoặc 5 chữ số (xã).", "{0}: an area code has 2 digits (province) or 5 digits (commune).");

    public static readonly Error ValueNotStructure = new("DIC-0018", 422,
        "{0}: cấu trúc không đúng. Cần {1}.", "{0}: the structure is wrong. Needed: {1}.");
}
