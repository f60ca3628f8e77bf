using LienThong.Kernel.Results;

namespace LienThong.Identity;

/// <summary>Refusals about kinds of accounts, acting for others, cases at the counter, recovery and outside sign-in. Codes are permanent.</summary>
public static class AccountErrors
{
    public static readonly Error LevelMissing = new("IDN-0300", 422,
        "Chọn mức định danh 1 hoặc 2.", "Choose identification level 1 or 2.");

    public static readonly Error CardUnreadable = new("IDN-0301", 422,
        "Không đọc được mã QR ở mục “{0}”. Quét lại mặt có mã; thẻ mới có mã ở mặt sau.",
        "The QR code could not be read at “{0}”. Scan the side with the code again; new cards have it on the back.");

    public static readonly Error PersonNotFound = new("IDN-0302", 422,
        "Không tìm thấy người có số này trong cơ sở dữ liệu dân cư. Xem lại số trên thẻ.",
        "Nobody in the population register has this number. Check the number on the card.");

    public static readonly Error CardDiffers = new("IDN-0303", 409,
        "Thẻ không khớp dữ liệu dân cư ở: {0}. Không mở được tài khoản; hướng dẫn người dân đến công an cấp xã để kiểm tra thẻ.",
        "The card differs from the population register in: {0}. The account cannot be opened; send the person to the commune police to have the card checked.");

    public static readonly Error PapersMissing = new("IDN-0304", 422,
        "Ghi giấy tờ thứ hai đã xem và điều đã đối chiếu (từ 5 đến 500 ký tự).", "Name the second paper that was looked at and what was compared (5 to 500 characters).");

    public static readonly Error SamePerson = new("IDN-0305", 403,
        "Người mở việc không được tự quyết định. Nhờ một cán bộ khác xem lại và quyết định.",
        "Whoever opened the case may not decide it. Ask another official to look and decide.");

    public static readonly Error OwnCase = new("IDN-0306", 403,
        "Không tự xác minh tài khoản của chính mình. Nhờ cán bộ khác.", "Nobody proves their own account. Ask another official.");

    public static readonly Error CaseUnknown = new("IDN-0307", 404,
        "Không có việc này. Xem danh sách việc đang chờ.", "There is no such case. See the list of waiting cases.");

    public static readonly Error CaseDecided = new("IDN-0308", 409,
        "Việc này đã có quyết định. Mở việc mới nếu cần.", "This case was decided already. Open a new one if needed.");

    public static readonly Error TooYoung = new("IDN-0309", 409,
        "Người này chưa đủ {0} tuổi nên chưa tự dùng tài khoản. Cha, mẹ mở tài khoản cho con ở trang Làm thay.",
        "This person is under {0} and cannot hold the account alone. A parent opens one for the child on the page Act for others.");

    public static readonly Error NoAccount = new("IDN-0310", 422,
        "Người này chưa có tài khoản. Chọn việc mở tài khoản.", "This person has no account. Choose to open one.");

    public static readonly Error ForeignPaperMalformed = new("IDN-0311", 422,
        "Số giấy tờ chỉ gồm 5–20 chữ cái không dấu và chữ số, như in trên giấy. Sửa lại.",
        "The number of the paper has 5 to 20 plain letters and digits, as printed. Correct it.");

    public static readonly Error NationalityMalformed = new("IDN-0312", 422,
        "Quốc tịch là mã ba chữ cái in trên hộ chiếu (như JPN, KOR, USA), không phải VNM.",
        "The nationality is the code of three letters printed in the passport (JPN, KOR, USA), not VNM.");

    public static readonly Error PaperExpired = new("IDN-0313", 422,
        "Giấy tờ đã hết hạn hoặc thiếu ngày hết hạn. Kiểm tra ngày trên giấy.", "The paper has expired or the last day is missing. Check the date on it.");

    public static readonly Error PaperTaken = new("IDN-0314", 409,
        "Đã có tài khoản với giấy tờ này. Tìm tài khoản đó.", "There is an account with this paper already. Look it up.");

    public static readonly Error BirthDateMissing = new("IDN-0315", 422,
        "Điền ngày sinh như trên giấy tờ.", "Give the date of birth as on the paper.");

    public static readonly Error ActivationRefused = new("IDN-0316", 401,
        "Mã kích hoạt không đúng, chưa đến giờ dùng, đã dùng hoặc đã hết hạn. Kiểm tra từng chữ, hoặc đến quầy xin mã mới.",
        "The activation code is wrong, not valid yet, used or expired. Check each letter, or ask for a new one at a counter.");

    public static readonly Error RecoveryRefused = new("IDN-0317", 401,
        "Không khớp. Cần đúng số định danh hoặc tên đăng nhập, một mã khôi phục chưa dùng và mã của ứng dụng. Thiếu một thứ thì mang thẻ căn cước đến quầy.",
        "These do not match. You need your number or login, an unused recovery code and the code of the app. If one is missing, take your identity card to a counter.");

    public static readonly Error LevelTwoNeeded = new("IDN-0318", 403,
        "Việc này cần tài khoản mức độ 2. Mang thẻ căn cước đến quầy để nâng mức.", "This needs an account of level 2. Take your identity card to a counter to raise it.");

    public static readonly Error OrganisationCodeMalformed = new("IDN-0319", 422,
        "Mã tổ chức gồm 3–35 chữ số, chữ in hoa, dấu chấm hoặc gạch nối (mã số doanh nghiệp, mã cơ quan hoặc mã trong quyết định). Sửa lại.",
        "The code of an organisation has 3 to 35 digits, capital letters, dots or hyphens (enterprise number, agency code or the code of its decision). Correct it.");

    public static readonly Error OrganisationTaken = new("IDN-0320", 409,
        "Tổ chức này đã có tài khoản hoặc đang chờ mở. Hỏi người đại diện của tổ chức.", "This organisation has an account or one is being opened. Ask its representative.");

    public static readonly Error AgentUnknown = new("IDN-0321", 422,
        "Không có tài khoản mức độ 2 đang hoạt động với số “{0}”. Người đó cần mở tài khoản trước.",
        "No active account of level 2 has the number “{0}”. That person needs an account first.");

    public static readonly Error ConsentOutstanding = new("IDN-0322", 409,
        "Chưa đủ đồng ý của những người cùng đại diện. Chờ họ trả lời.", "Not every co-representative has consented. Wait for their answers.");

    public static readonly Error RequestUnknown = new("IDN-0323", 404,
        "Không có yêu cầu này, hoặc đã xử lý xong.", "There is no such request, or it was settled.");

    public static readonly Error NotRepresentative = new("IDN-0324", 403,
        "Chỉ người đại diện của tổ chức làm được việc này.", "Only a representative of the organisation can do this.");

    public static readonly Error ScopesMissing = new("IDN-0325", 422,
        "Chọn ít nhất một việc được giao, trong những việc tổ chức làm được.", "Choose at least one thing to delegate, of those that the organisation may do.");

    public static readonly Error PeriodTooLong = new("IDN-0326", 422,
        "Ghi ngày cuối, từ hôm nay đến nhiều nhất ba năm. Hết hạn thì giao lại.", "Give a last day, from today to three years at most. Delegate again afterwards.");

    public static readonly Error AlreadyDelegated = new("IDN-0327", 409,
        "Người này đang có quyền làm thay. Thu hồi quyền cũ trước.", "This person may act already. Revoke that first.");

    public static readonly Error MandateUnknown = new("IDN-0328", 404,
        "Quyền này không có hoặc đã kết thúc. Tải lại trang.", "This mandate does not exist or has ended. Reload the page.");

    public static readonly Error NotYourChild = new("IDN-0329", 403,
        "Dữ liệu dân cư không ghi bạn là cha, mẹ hoặc người giám hộ của người này. Nếu sai, đến Ủy ban nhân dân cấp xã để kiểm tra hộ tịch.",
        "The population register does not name you as a parent or guardian of this person. If that is wrong, ask the commune's civil-status desk.");

    public static readonly Error ChildIsAdult = new("IDN-0330", 409,
        "Người này đã đủ {0} tuổi và tự dùng tài khoản của mình.", "This person is {0} or older and uses an account of their own.");

    public static readonly Error RegisterSilent = new("IDN-0331", 503,
        "Cơ sở dữ liệu dân cư chưa trả lời nên chưa đối chiếu được. Thử lại sau vài phút.", "The population register does not answer, so nothing could be compared. Try again in a few minutes.");

    public static readonly Error PasswordKnown = new("IDN-0332", 422,
        "Mật khẩu này nhiều người dùng hoặc dễ đoán từ thông tin của bạn (tên, ngày sinh, số định danh). Chọn một câu khác.",
        "This password is widely used or easy to guess from your name, date of birth or number. Choose another sentence.");

    public static readonly Error FactorWaits = new("IDN-0333", 403,
        "Cách đăng nhập này mới được thêm bằng mật khẩu nên chưa có hiệu lực đầy đủ. Chờ hết thời gian ghi ở trang Tài khoản, hoặc mang thẻ căn cước đến quầy để dùng ngay.",
        "This way to sign in was added with a password only and does not count fully yet. Wait until the time on your account page, or take your identity card to a counter.");

    public static readonly Error DecisionMissing = new("IDN-0334", 422,
        "Chọn đồng ý hoặc từ chối.", "Choose to approve or to refuse.");

    public static readonly Error KindMissing = new("IDN-0335", 422,
        "Chọn việc mà người dân cần.", "Choose what the person needs.");

    public static readonly Error UpstreamUnknown = new("IDN-0340", 404,
        "Không có hệ thống đăng nhập ngoài này. Về trang đăng nhập và chọn lại.", "There is no such outside sign-in. Go back to the sign-in page and choose again.");

    public static readonly Error UpstreamStale = new("IDN-0341", 401,
        "Lần đăng nhập này đã hết hạn, đã dùng hoặc không bắt đầu ở trình duyệt này. Bắt đầu lại từ trang đăng nhập.",
        "This sign-in has expired, was used, or did not begin in this browser. Begin again on the sign-in page.");

    public static readonly Error UpstreamDeclined = new("IDN-0342", 401,
        "Hệ thống kia không cho đăng nhập hoặc bạn đã dừng. Thử lại, hoặc đăng nhập cách khác.", "The other system refused, or you stopped. Try again or sign in another way.");

    public static readonly Error UpstreamUntrusted = new("IDN-0343", 502,
        "Câu trả lời của hệ thống kia không kiểm tra được nên không dùng. Thử lại; nếu còn lỗi, báo quản trị viên.",
        "The answer of the other system could not be verified and was not used. Try again; if it goes on, tell the administrator.");

    public static readonly Error UpstreamDiffers = new("IDN-0344", 403,
        "Thông tin của hệ thống kia không khớp cơ sở dữ liệu dân cư nên chưa đăng nhập được. Mang thẻ căn cước đến quầy để kiểm tra.",
        "What the other system says differs from the population register, so you were not signed in. Take your identity card to a counter.");

    public static readonly Error UpstreamOtherAccount = new("IDN-0345", 403,
        "Tài khoản ở hệ thống kia đang liên kết với một tài khoản khác tại đây. Mang thẻ căn cước đến quầy để kiểm tra.",
        "The account at the other system is linked with another account here. Take your identity card to a counter.");
}
