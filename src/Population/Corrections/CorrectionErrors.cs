using LienThong.Kernel.Results;

namespace LienThong.Population.Corrections;

/// <summary>What the work on requests for correction can refuse.</summary>
public static class CorrectionErrors
{
    public static readonly Error OwnOnly = new("POP-0140", 403,
        "Chỉ chính người đó mới yêu cầu sửa dữ liệu của mình. Đăng nhập bằng tài khoản cá nhân.", "Only the person can ask for this. Sign in with a personal account.");
    public static readonly Error ItemUnknown = new("POP-0141", 422,
        "Chọn thông tin cần sửa trong danh sách.", "Choose the item to correct from the list.");
    public static readonly Error EvidenceNeeded = new("POP-0142", 422,
        "Ghi rõ giấy tờ chứng minh, từ 5 đến 1.000 ký tự. Ví dụ: giấy khai sinh số 12/2001 của xã Đông.", "Say which papers prove it, in 5 to 1,000 characters.");
    public static readonly Error AskedAlready = new("POP-0143", 409,
        "Bạn đã yêu cầu sửa thông tin này và đang chờ trả lời. Rút yêu cầu cũ nếu muốn gửi lại.", "You asked for this already and the answer is pending. Withdraw the old request to ask again.");
    public static readonly Error TooManyOpen = new("POP-0144", 409,
        "Bạn đang có {0} yêu cầu chờ trả lời. Đợi trả lời hoặc rút bớt, rồi gửi tiếp.", "You have {0} requests that wait. Wait for an answer or withdraw one.");
    public static readonly Error RequestUnknown = new("POP-0145", 404, "Không có yêu cầu này. Mở lại danh sách.", "No such request. Open the list again.");
    public static readonly Error RequestDecided = new("POP-0146", 409, "Yêu cầu này đã được trả lời hoặc đã rút.", "This request was answered or withdrawn.");
    public static readonly Error ReasonNeeded = new("POP-0147", 422,
        "Nhập lý do từ chối, từ 5 đến 1.000 ký tự, để người dân hiểu và biết cần làm gì.", "Give a reason of 5 to 1,000 characters that tells the citizen what to do.");
    public static readonly Error OtherArea = new("POP-0148", 403,
        "Yêu cầu này thuộc địa bàn khác. Cơ quan của địa bàn đó trả lời.", "This request belongs to another area, whose agency answers it.");
    public static readonly Error SameValue = new("POP-0149", 422,
        "Cơ sở dữ liệu đã ghi đúng như vậy. Không cần sửa.", "The register says so already. Nothing to correct.");
    public static readonly Error DecisionNeeded = new("POP-0150", 422, "Chọn: sửa theo yêu cầu, hay từ chối.", "Choose: correct as asked, or refuse.");

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } =
        [OwnOnly, ItemUnknown, EvidenceNeeded, AskedAlready, TooManyOpen, RequestUnknown, RequestDecided, ReasonNeeded, OtherArea, SameValue, DecisionNeeded];
}
