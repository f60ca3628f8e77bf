namespace LienThong.Procedures;

/// <summary>Every refusal of this module. A code is permanent; the text says what to do.</summary>
internal static class ProceduresErrors
{
    public static readonly Error ProcedureUnknown = new("PRO-0001", 404,
        "Không có thủ tục mang mã này đang áp dụng. Tìm lại trong danh sách dịch vụ.", "No procedure in force has this code. Look it up in the list of services.");

    public static readonly Error DraftUnknown = new("PRO-0002", 404,
        "Không tìm thấy tờ khai này của bạn. Mở lại từ trang Hồ sơ của tôi.", "This draft of yours was not found. Open it again from My dossiers.");

    public static readonly Error DossierUnknown = new("PRO-0003", 404,
        "Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ.", "The dossier was not found. Check its code.");

    public static readonly Error AnswerMissing = new("PRO-0004", 422,
        "Điền “{0}”.", "Fill in “{0}”.");

    public static readonly Error AnswerTooLong = new("PRO-0005", 422,
        "“{0}” dài quá {1} ký tự. Viết ngắn lại.", "“{0}” is longer than {1} characters. Shorten it.");

    public static readonly Error DateUnreadable = new("PRO-0006", 422,
        "“{0}” phải là một ngày có thật, ví dụ 7/3/2026.", "“{0}” must be a real date such as 7/3/2026.");

    public static readonly Error DateInFuture = new("PRO-0007", 422,
        "“{0}” không thể sau hôm nay.", "“{0}” cannot be after today.");

    public static readonly Error NameUnreadable = new("PRO-0008", 422,
        "“{0}” chỉ gồm chữ cái, dấu cách, dấu nháy và gạch nối, có cả họ và tên.", "“{0}” takes letters, spaces, apostrophes and hyphens, with family and given name.");

    public static readonly Error NumberUnreadable = new("PRO-0009", 422,
        "“{0}” phải có đúng 12 chữ số, như trên thẻ căn cước.", "“{0}” must have exactly 12 digits, as on the identity card.");

    public static readonly Error PhoneUnreadable = new("PRO-0010", 422,
        "“{0}” phải là số di động 10 chữ số bắt đầu bằng 0, ví dụ 0912 345 678.", "“{0}” must be a mobile number of 10 digits that begins with 0, such as 0912 345 678.");

    public static readonly Error EmailUnreadable = new("PRO-0011", 422,
        "“{0}” phải có dạng ten@noi.vn.", "“{0}” must look like name@place.vn.");

    public static readonly Error ChoiceUnknown = new("PRO-0012", 422,
        "Chọn một trong các câu trả lời của “{0}”.", "Choose one of the answers to “{0}”.");

    public static readonly Error CommuneUnknown = new("PRO-0013", 422,
        "Không tìm thấy xã, phường này. Gõ lại tên, có thể thêm tên tỉnh sau dấu phẩy.", "No such commune was found. Type its name again, if needed with the province after a comma.");

    public static readonly Error CommuneAmbiguous = new("PRO-0014", 422,
        "Có nhiều nơi cùng tên. Chọn một nơi bên dưới.", "Several places have this name. Choose one below.");

    public static readonly Error PaperMissing = new("PRO-0015", 422,
        "Cần tải lên “{0}”, vì chưa lấy được dữ liệu thay cho giấy này.", "Upload “{0}”: the data that replaces it could not be had.");

    public static readonly Error FileTooLarge = new("PRO-0016", 413,
        "Tệp lớn hơn {0} MB. Chụp lại ảnh nhỏ hơn rồi tải lên.", "The file is larger than {0} MB. Take a smaller picture and upload it.");

    public static readonly Error FileKind = new("PRO-0017", 422,
        "Chỉ nhận ảnh JPG, PNG hoặc tệp PDF. Chọn tệp khác.", "Only JPG, PNG and PDF files are accepted. Choose another file.");

    public static readonly Error MoveNotAllowed = new("PRO-0018", 409,
        "Hồ sơ đang ở bước “{0}” nên không làm được việc này. Tải lại trang để xem bước hiện tại.", "The dossier stands at “{0}”, where this cannot be done. Reload to see the present step.");

    public static readonly Error OtherAgency = new("PRO-0019", 403,
        "Hồ sơ này thuộc cơ quan khác. Chuyển cho {0} xử lý.", "This dossier belongs to another agency. Leave it to {0}.");

    public static readonly Error SupplementSpent = new("PRO-0020", 409,
        "Mỗi hồ sơ chỉ được yêu cầu bổ sung {0} lần. Hãy quyết định trên những gì đã có.", "Supplements may be asked for {0} time(s) only. Decide on what is there.");

    public static readonly Error ReappointmentSpent = new("PRO-0021", 409,
        "Mỗi hồ sơ chỉ được hẹn lại {0} lần.", "A dossier may be given a new date {0} time(s) only.");

    public static readonly Error ReasonMissing = new("PRO-0022", 422,
        "Ghi lý do để người dân hiểu và biết phải làm gì (10–1000 ký tự).", "Give the reason so that the applicant understands and knows what to do (10 to 1000 characters).");

    public static readonly Error AgencyUnknown = new("PRO-0023", 422,
        "Chưa xác định được cơ quan giải quyết. Kiểm tra lại xã, phường đã chọn.", "The competent agency could not be found. Check the commune.");

    public static readonly Error AlreadyOpen = new("PRO-0024", 409,
        "Bạn đã có hồ sơ {0} về việc này đang được giải quyết. Mở hồ sơ đó để theo dõi.", "You already have dossier {0} about this matter in progress. Open it to follow.");

    public static readonly Error TrackingUnknown = new("PRO-0025", 404,
        "Mã hồ sơ và số điện thoại không khớp. Xem lại giấy tiếp nhận.", "Dossier code and phone number do not agree. Look at the receipt.");

    public static readonly Error TrackingTooOften = new("PRO-0026", 429,
        "Đã thử sai nhiều lần với mã này. Chờ một giờ rồi thử lại.", "This code was tried with wrong numbers too often. Wait an hour.");

    public static readonly Error RatingUnreadable = new("PRO-0027", 422,
        "Chọn mức hài lòng từ 1 đến 5.", "Choose a mark from 1 to 5.");

    public static readonly Error RatingTooEarly = new("PRO-0028", 409,
        "Đánh giá được sau khi có kết quả.", "You can rate after the result is there.");

    public static readonly Error NewDateTooEarly = new("PRO-0029", 422,
        "Ngày hẹn lại phải sau ngày hẹn cũ {0} và là ngày làm việc.", "The new date must be a working day after the former one, {0}.");

    public static readonly Error VersionMissing = new("PRO-0030", 428,
        "Thiếu tiêu đề If-Match. Đọc lại hồ sơ và gửi kèm ETag của nó.", "The If-Match header is missing. Read the dossier and send its ETag.");

    public static readonly Error PersonNeeded = new("PRO-0031", 403,
        "Cần đăng nhập bằng tài khoản công dân để nộp hồ sơ.", "Sign in with a citizen account to file.");

    public static readonly Error PersonNotInHousehold = new("PRO-0032", 422,
        "Người được chọn không có trong hộ của bạn. Chọn lại.", "A chosen person is not in your household. Choose again.");

    public static readonly Error OutcomeNotReady = new("PRO-0033", 409,
        "Hồ sơ thiếu dữ liệu để ghi vào cơ sở dữ liệu: {0}. Bổ sung trước khi duyệt.", "The dossier lacks data for the register: {0}. Complete it before approving.");

    public static readonly Error ChannelNotOffered = new("PRO-0034", 422,
        "Thủ tục này không nhận qua kênh đã chọn.", "This procedure is not offered through that channel.");

    public static readonly Error ActionUnknown = new("PRO-0035", 404,
        "Không có việc này. Xem danh sách việc làm được trong hồ sơ.", "There is no such action. See the actions that the dossier offers.");

    public static readonly Error FileUnknown = new("PRO-0036", 404,
        "Không tìm thấy tệp.", "The file was not found.");

    public static readonly Error FeeNotDue = new("PRO-0037", 409,
        "Hồ sơ này không có khoản phải nộp.", "Nothing is to be paid for this dossier.");

    public static readonly Error AssistedConsentMissing = new("PRO-0038", 422,
        "Xác nhận rằng người dân có mặt và nhờ bạn nộp giúp.", "Confirm that the applicant is present and asked you to file for them.");

    public static readonly Error LevelTooLow = new("PRO-0040", 403,
        "Thủ tục này cần mức xác thực {0}. Đăng nhập lại bằng khóa truy cập (passkey), hoặc bằng mật khẩu và mã xác thực.",
        "This procedure needs authentication level {0}. Sign in again with a passkey, or with password and code.");

    public static readonly Error PersonUnknown = new("PRO-0039", 422,
        "Không tìm thấy người có số ở “{0}”. Xem lại 12 chữ số trên thẻ căn cước.", "Nobody has the number given in “{0}”. Check the 12 digits on the identity card.");
}
