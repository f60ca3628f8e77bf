using System.Diagnostics;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Ui.Pages;

/// <summary>What a person reads when a page refuses or fails: what happened, and what to do now.</summary>
[PublicPage("người chưa đăng nhập cũng cần biết vì sao trang không mở được")]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    private static readonly Dictionary<int, (string Title, string[] Advice)> Known = new()
    {
        [400] = ("Trang không gửi được",
            ["Có thể trang đã mở quá lâu, hoặc đường dẫn bị thiếu.", "Quay lại trang trước, tải lại rồi gửi lần nữa. Những gì đã lưu vẫn còn."]),
        [403] = ("Tài khoản này không được xem trang này",
            ["Trang này dành cho người có nhiệm vụ khác.", "Nếu bạn cần trang này cho công việc, hãy nhờ quản trị viên của cơ quan bạn cấp quyền."]),
        [404] = ("Không tìm thấy trang",
            ["Nếu bạn gõ địa chỉ, hãy kiểm tra lại.", "Nếu bạn bấm vào một liên kết, trang có thể đã chuyển đi nơi khác."]),
        [405] = ("Địa chỉ này không mở được như vậy",
            ["Địa chỉ này dành cho chương trình gọi bằng cách khác.", "Nếu bạn bấm vào một liên kết, hãy báo cho nơi đưa liên kết đó."]),
        [409] = ("Dữ liệu vừa thay đổi",
            ["Có người vừa sửa chính dữ liệu này.", "Mở lại trang, xem nội dung mới rồi làm lại."]),
        [413] = ("Tệp quá lớn", ["Chọn tệp nhỏ hơn, hoặc chụp lại ảnh với độ phân giải thấp hơn."]),
        [422] = ("Yêu cầu quá rộng", ["Thu hẹp điều kiện tìm kiếm rồi thử lại."]),
        [429] = ("Quá nhiều yêu cầu", ["Chờ một phút rồi thử lại."]),
        [500] = ("Hệ thống gặp lỗi",
            ["Lỗi ở phía chúng tôi, không phải do bạn. Những gì đã lưu vẫn còn.", "Thử lại sau ít phút."]),
        [503] = ("Dịch vụ tạm ngừng",
            ["Hệ thống đang bảo trì hoặc quá tải. Hồ sơ đã nộp không bị mất.", "Thử lại sau ít phút. Việc gấp, bạn có thể đến bộ phận một cửa."]),
    };

    /// <summary>All that these pages can say; a test asks for their English.</summary>
    internal static IEnumerable<string> Texts => Known.Values.SelectMany(page => page.Advice.Append(page.Title));

    public string Title { get; private set; } = "";

    public IReadOnlyList<string> Advice { get; private set; } = [];

    /// <summary>Lets support find the failure in the logs; only where something broke.</summary>
    public string? Trace { get; private set; }

    public void OnGet(int status) => Show(status);

    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        (Title, Advice) = Known.TryGetValue(status, out var page) ? page : Known[status >= 500 ? 500 : 404];
        Trace = status >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        Response.StatusCode = Known.ContainsKey(status) ? status : status >= 500 ? 500 : 404;
    }
}
