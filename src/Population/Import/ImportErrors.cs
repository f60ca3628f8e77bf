using LienThong.Kernel.Results;

namespace LienThong.Population.Import;

/// <summary>What a bulk import can refuse: of the file, and of its rows ({0} the item, {1} a detail).</summary>
public static class ImportErrors
{
    public static readonly Error ImportUnknown = new("POP-0200", 404, "Không có lần nhập này. Xem danh sách các lần nhập.", "There is no such import. See the list of imports.");
    public static readonly Error ItemsMissing = new("POP-0201", 422, "Chưa chọn cột cho: {0}. Chọn cột của tệp cho các mục này.", "No column chosen for: {0}. Choose a column of the file for each.");
    public static readonly Error ColumnTwice = new("POP-0202", 422, "Một cột được chọn cho hai mục: {0}. Mỗi cột chỉ dùng một lần.", "A column is chosen for two items: {0}. Use each column once.");
    public static readonly Error NotNow = new("POP-0203", 409, "Lần nhập đang ở bước khác nên chưa làm được việc này. Tải lại trang để xem bước hiện tại.", "The import is at another step. Reload the page to see where it stands.");
    public static readonly Error FileNeeded = new("POP-0204", 422, "Chưa chọn tệp. Chọn tệp CSV hoặc NDJSON.", "No file. Choose a CSV or NDJSON file.");
    public static readonly Error AsOfWrong = new("POP-0205", 422, "Ngày của số liệu phải là ngày hôm nay hoặc trước đó.", "The day for which the data speaks must be today or earlier.");

    public static readonly Error Quote = new("POP-0210", 422, "Dấu ngoặc kép mở mà không đóng, hoặc có chữ sau dấu đóng. Sửa dấu ngoặc kép của dòng này.", "A quotation mark does not close, or text follows a closed one.");
    public static readonly Error CellCount = new("POP-0211", 422, "Số ô của dòng khác số cột. Thêm hoặc bớt dấu ngăn cách; ô có dấu ngăn cách bên trong thì đặt trong ngoặc kép.", "The row has another number of cells than the first line.");
    public static readonly Error CellTooLong = new("POP-0212", 422, "Có ô dài quá 10.000 ký tự. Rút ngắn ô đó.", "A cell has more than 10,000 characters.");
    public static readonly Error Control = new("POP-0213", 422, "Dòng có ký tự điều khiển (NUL hoặc tương tự). Xóa ký tự đó.", "The row has a control character (NUL or the like).");
    public static readonly Error Json = new("POP-0214", 422, "Dòng không phải một đối tượng JSON hợp lệ. Mỗi dòng là một đối tượng, mỗi mục một lần.", "The line is no valid JSON object.");
    public static readonly Error Missing = new("POP-0215", 422, "Thiếu {0}. Nhập giá trị cho mục này.", "{0} is missing.");
    public static readonly Error NumberShape = new("POP-0216", 422, "{0} phải đủ 12 chữ số và bắt đầu bằng mã tỉnh. Bảng tính thường bỏ mất số 0 ở đầu: định dạng cột là văn bản.", "{0} needs 12 digits beginning with a province. Spreadsheets drop leading zeros.");
    public static readonly Error NumberReserved = new("POP-0217", 422, "{0} bắt đầu bằng 099, dãy số không cấp cho người thật. Kiểm tra lại số.", "{0} begins with 099, which is never issued.");
    public static readonly Error NameWrong = new("POP-0218", 422, "{0} chỉ gồm chữ cái, từ 1 đến 200 ký tự. Bỏ số, ký hiệu, công thức; kiểm tra phông chữ.", "{0} has letters only, 1 to 200 characters.");
    public static readonly Error DateWrong = new("POP-0219", 422, "{0} không đọc được. Viết 07/03/1950, 03/1950 hoặc 1950; không dùng số ngày của bảng tính.", "{0} is no date. Write 07/03/1950, 03/1950 or 1950.");
    public static readonly Error BirthImpossible = new("POP-0220", 422, "Ngày sinh ở tương lai hoặc quá 130 năm trước. Kiểm tra lại năm sinh.", "The birth lies in the future or more than 130 years ago.");
    public static readonly Error NotInList = new("POP-0221", 422, "{0} không có trong danh mục. Viết mã hoặc tên theo danh mục.", "{0} is not in its code list.");
    public static readonly Error AreaUnknown = new("POP-0222", 422, "{0}: không tìm thấy địa bàn. Viết mã (2 hoặc 5 số) hoặc tên kèm tỉnh, ví dụ: Phường Bắc Giang, Bắc Ninh.", "{0}: no such area. Write the code, or the name with its province.");
    public static readonly Error AreaUnclear = new("POP-0223", 422, "{0}: tên này chỉ nhiều địa bàn, hoặc xã cũ đã chia về nhiều xã. Viết mã của xã hiện nay.", "{0}: the name means several areas, or the old commune was divided. Write the code of today's commune.");
    public static readonly Error TextWrong = new("POP-0224", 422, "{0} không đúng dạng hoặc dài quá {1} ký tự. Kiểm tra lại giá trị.", "{0} has a wrong shape or more than {1} characters.");
    public static readonly Error SinceWrong = new("POP-0225", 422, "Ngày bắt đầu thường trú phải đủ ngày, tháng, năm; không trước ngày sinh và không sau ngày của số liệu.", "The residence begins on a full date, not before the birth and not after the day of the data.");
    public static readonly Error PlaceIncomplete = new("POP-0226", 422, "Nơi thường trú cần cả xã, địa chỉ và quan hệ với chủ hộ. Điền mục còn thiếu: {0}.", "A permanent residence needs commune, address and relation to the head. Missing: {0}.");
    public static readonly Error HouseholdCodeMissing = new("POP-0227", 422, "Người này không phải chủ hộ nên phải có mã hộ. Điền mã hộ như dòng của chủ hộ.", "Somebody who is not the head needs the code of the household.");

    public static readonly Error NumberTwice = new("POP-0230", 422, "Số định danh này đã có ở dòng {1} của tệp. Giữ một dòng cho mỗi người.", "This number stands in line {1} already. Keep one line for each person.");
    public static readonly Error NumberOfOther = new("POP-0231", 422, "Số định danh này đã có trong dân cư với họ tên, ngày sinh hoặc giới tính khác. Kiểm tra số; nếu đúng người thì làm cải chính.", "This number is in the register with another name, birth or sex. Check it; for the same person register a correction.");
    public static readonly Error NoHead = new("POP-0232", 422, "Hộ này không có dòng chủ hộ dùng được (không có, hoặc dòng {1} có lỗi). Sửa dòng chủ hộ trước.", "The household has no usable line of a head (none, or line {1} has a fault). Correct that first.");
    public static readonly Error TwoHeads = new("POP-0233", 422, "Hộ này có hơn một chủ hộ trong tệp (dòng {1}). Chỉ giữ một chủ hộ.", "The household has more than one head (line {1}). Keep one.");
    public static readonly Error AddressDiffers = new("POP-0234", 422, "Địa chỉ khác với địa chỉ của chủ hộ ở dòng {1}. Một hộ có một chỗ ở: sửa địa chỉ hoặc mã hộ.", "The address differs from the head's in line {1}.");
    public static readonly Error HeadTaken = new("POP-0235", 422, "Hộ này đã nhập trước đó và đã có chủ hộ. Chọn quan hệ khác cho người này.", "The household was imported before and has a head. Choose another relation.");
    public static readonly Error HeadElsewhere = new("POP-0236", 422, "Chủ hộ ở dòng {1} đã có trong dân cư, nhưng hộ không do nhập mà có. Đăng ký thường trú cho người này vào hộ đó.", "The head in line {1} is in the register but the household did not come by import. Register the residence.");
    public static readonly Error ParentUnknown = new("POP-0237", 422, "Không tìm thấy số định danh của {0} trong dân cư và trong tệp. Sửa số, hoặc để trống và chỉ ghi họ tên.", "The number of the {0} is neither in the register nor in the file. Correct it, or give the name only.");
    public static readonly Error ParentImplausible = new("POP-0238", 422, "Giới tính hoặc tuổi của {0} không khớp với người này. Kiểm tra số định danh của {0}.", "Sex or age of the {0} does not fit. Check the number.");
    public static readonly Error ParentFaulty = new("POP-0239", 422, "Dòng {1} của {0} trong tệp có lỗi. Sửa dòng đó trước.", "Line {1} of the {0} has a fault. Correct it first.");
    public static readonly Error HouseholdClosed = new("POP-0240", 422, "Hộ đã nhập trước đó nay đã đóng hoặc không còn chủ hộ. Đăng ký thường trú cho người này bằng thủ tục.", "The household imported before is closed or without a head. Register the residence.");
    public static readonly Error InRegister = new("POP-0241", 409, "Người này đã có trong dân cư, không nhập lại.", "This person is in the register already; not imported again.");
    public static readonly Error NumberRemark = new("POP-0242", 422, "Số định danh không khớp giới tính hoặc năm sinh. Vẫn nhập; nên kiểm tra lại.", "The number does not fit sex or year of birth. Imported; worth a check.");
    public static readonly Error NumberInBlock = new("POP-0243", 422, "Số định danh này nằm trong khối số đã giao cho một xã để đăng ký ngoại tuyến, chưa đối chiếu xong. Chờ xã đối chiếu khối rồi gửi lại dòng này; nếu xã đã cấp số này cho đúng người này thì xã ghi khi đối chiếu.", "The number lies in a block that a commune took for work without a line. Send the row again once the commune has reconciled the block; if it gave this number to this person, it enters the birth there.");

    private static readonly Dictionary<string, Error> ByCode = typeof(ImportErrors).GetFields().Select(f => f.GetValue(null)).OfType<Error>().ToDictionary(e => e.Code, StringComparer.Ordinal);

    /// <summary>The error of a stored code.</summary>
    internal static Error Of(string code) => ByCode[code];
}
