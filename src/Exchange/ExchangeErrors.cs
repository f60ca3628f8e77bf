using LienThong.Kernel.Results;

namespace LienThong.Exchange;

/// <summary>What the door to personal data refuses, and what to do then. Every refusal of a reading is itself written to the ledger.</summary>
public static class ExchangeErrors
{
    public static readonly Error AgreementUnknown = new("EXC-0001", 403,
        "Chưa có thỏa thuận “{0}” nên không được đọc dữ liệu. Xem các thỏa thuận của cơ quan tại /exchange hoặc gửi đề nghị mới.",
        "There is no agreement “{0}”, so nothing may be read. See the agreements of your agency at /exchange or request one.");

    public static readonly Error AgreementNotApproved = new("EXC-0002", 403,
        "Thỏa thuận “{0}” chưa được chủ quản dữ liệu duyệt. Chờ duyệt hoặc liên hệ cơ quan chủ quản.",
        "The agreement “{0}” is not approved by the data owner yet. Wait, or ask the owner.");

    public static readonly Error AgreementSuspended = new("EXC-0003", 403,
        "Thỏa thuận “{0}” đang bị tạm dừng. Liên hệ cơ quan chủ quản dữ liệu để biết lý do.",
        "The agreement “{0}” is suspended. Ask the data owner for the reason.");

    public static readonly Error AgreementEnded = new("EXC-0004", 403,
        "Thỏa thuận “{0}” không còn (hoặc chưa) hiệu lực. Gửi đề nghị gia hạn.",
        "The agreement “{0}” is not in force (any more or yet). Request a new term.");

    public static readonly Error ConsumerNotCovered = new("EXC-0005", 403,
        "Cơ quan của bạn không thuộc bên được đọc theo thỏa thuận “{0}”. Dùng thỏa thuận của cơ quan mình.",
        "Your agency is not covered by the agreement “{0}”. Use one of your own.");

    public static readonly Error WrongPurpose = new("EXC-0006", 403,
        "Thỏa thuận “{0}” chỉ cho mục đích “{1}”. Nêu đúng mục đích, hoặc dùng thỏa thuận khác.",
        "The agreement “{0}” is for the purpose “{1}” only. State the right purpose or use another agreement.");

    public static readonly Error WrongBasis = new("EXC-0007", 403,
        "Lần đọc này phải nêu căn cứ thuộc loại: {0}, kèm số hoặc mã của nó.",
        "This reading must cite a ground of kind {0}, with its number or code.");

    public static readonly Error FieldsNotAgreed = new("EXC-0008", 403,
        "Thỏa thuận không cho đọc các trường: {0}. Bỏ các trường này rồi gửi lại; không trường nào được trả về.",
        "The agreement does not give these fields: {0}. Leave them out and send again; nothing was returned.");

    public static readonly Error PersonLocked = new("EXC-0009", 403,
        "Dữ liệu của người này đã khóa (đã mất hoặc theo quyết định). Chỉ thỏa thuận có quyền riêng mới được đọc.",
        "The record of this person is locked (death or an order). Only an agreement that says so may read it.");

    public static readonly Error QuotaExhausted = new("EXC-0010", 429,
        "Thỏa thuận “{0}” đã dùng hết {1} lượt đọc của hôm nay. Đợi sang ngày mai hoặc đề nghị tăng hạn mức.",
        "The agreement “{0}” has used its {1} readings of today. Wait for tomorrow or request a higher quota.");

    public static readonly Error NotOwnData = new("EXC-0011", 403,
        "Thỏa thuận này chỉ để đọc dữ liệu của chính mình. Đăng nhập bằng tài khoản của người đó.",
        "This agreement is for one's own data only. Sign in as that person.");

    public static readonly Error NoFields = new("EXC-0012", 422,
        "Nêu từ 1 đến 60 trường cần đọc, mỗi trường một lần.", "Name 1 to 60 fields, each once.");

    public static readonly Error TooManySubjects = new("EXC-0013", 422,
        "Mỗi lần đọc từ 1 đến 1.000 người. Chia nhỏ danh sách rồi gửi lại.", "A reading is about 1 to 1,000 subjects. Split the list.");

    public static readonly Error SubjectUnreadable = new("EXC-0014", 422,
        "Đối tượng phải là số định danh 12 chữ số hoặc mã UUID.", "The subject must be a personal number of 12 digits or a UUID.");

    public static readonly Error SubjectUnknown = new("EXC-0015", 404,
        "Không có người nào mang số này. Kiểm tra lại số.", "Nobody has this number. Check it.");

    public static readonly Error RequestUnreadable = new("EXC-0016", 400,
        "Nội dung gửi lên thiếu hoặc sai: cần agreement, purpose, basis (kind, reference), subject, fields.",
        "The request is incomplete or wrong: agreement, purpose, basis (kind, reference), subject and fields are needed.");

    public static readonly Error CodeTaken = new("EXC-0020", 409,
        "Mã thỏa thuận này đã có. Chọn mã khác.", "This agreement code is taken. Choose another.");

    public static readonly Error CodeUnreadable = new("EXC-0021", 422,
        "Mã gồm 3–60 chữ thường không dấu, số và dấu gạch ngang, ví dụ: nha-o-xa-hoi.", "A code has 3 to 60 lower-case letters, digits and hyphens.");

    public static readonly Error ConsumerUnknown = new("EXC-0022", 422,
        "Không có cơ quan hoặc nhóm cơ quan “{0}”. Chọn mã trong danh mục cơ quan.", "There is no agency or class “{0}”. Choose one of the directory.");

    public static readonly Error FieldUnknown = new("EXC-0023", 422,
        "Từ điển không có trường “{0}”. Xem danh sách tại /dictionary.", "The dictionary has no field “{0}”. See /dictionary.");

    public static readonly Error ReasonNeeded = new("EXC-0024", 422,
        "Ghi lý do, ít nhất 10 chữ.", "Give a reason of at least 10 letters.");

    public static readonly Error LegalBasisNeeded = new("EXC-0025", 422,
        "Ghi căn cứ pháp lý: tên văn bản, số, điều.", "Give the legal basis: act, number, article.");

    public static readonly Error NotTheOwner = new("EXC-0026", 403,
        "Chỉ cơ quan chủ quản dữ liệu của thỏa thuận này được quyết định.", "Only an owner of the data of this agreement may decide.");

    public static readonly Error WrongState = new("EXC-0027", 409,
        "Thỏa thuận đang ở trạng thái “{0}” nên không làm được việc này. Tải lại trang.", "The agreement is “{0}”, so this cannot be done. Reload the page.");

    public static readonly Error DatesWrong = new("EXC-0028", 422,
        "Ngày hết hạn phải sau ngày bắt đầu và không quá 5 năm.", "The last day must follow the first, by at most 5 years.");

    public static readonly Error SourceUnknown = new("EXC-0030", 404,
        "Không có nguồn dữ liệu “{0}”. Xem danh sách tại /exchange/sources.", "There is no data source “{0}”. See /exchange/sources.");

    public static readonly Error ConsentMissing = new("EXC-0033", 403,
        "Sự đồng ý được viện dẫn không có, đã rút lại, hết hạn, hoặc không gồm các mục này. Xin người dân đồng ý rồi gọi lại.",
        "The consent cited does not exist, was withdrawn, has ended or does not cover these fields. Ask the person, then call again.");

    public static readonly Error BasisTooLong = new("EXC-0031", 422,
        "Mã căn cứ dài từ 1 đến 200 ký tự.", "The reference of the ground has 1 to 200 letters.");

    public static readonly Error GroundNotOpen = new("EXC-0032", 403,
        "Căn cứ “{0}” không tồn tại, đã kết thúc, hoặc không liên quan đến người này hay cơ quan của bạn. Mở đúng hồ sơ đang xử lý rồi làm lại.",
        "The ground “{0}” does not exist, is closed, or does not concern this person or your agency. Open the case in progress and try again.");

    public static readonly Error BeyondDetails = new("EXC-0034", 403,
        "Thẻ truy cập chỉ cho đọc những mục, mục đích và thỏa thuận ghi trong authorization_details. Gọi trong phạm vi đó hoặc xin thẻ mới.",
        "The access token allows only the fields, the purpose and the agreement of its authorization_details. Stay within them or ask for another token.");
}
