using LienThong.Kernel.Results;

namespace LienThong.Identity.Consents;

/// Refusals about consents. Codes are permanent.
internal static class ConsentErrors
{
    public static readonly Error RequiredRefused = new("IDN-0230", 422,
        "Hệ thống này không phục vụ được nếu thiếu “{0}”. Đồng ý mục đó, hoặc chọn “Từ chối tất cả”.",
        "This system cannot serve you without “{0}”. Agree to it, or choose “Refuse all”.");

    public static readonly Error ConsentUnknown = new("IDN-0231", 404,
        "Không có lần đồng ý này, hoặc nó đã được rút lại.", "There is no such consent, or it was withdrawn already.");

    public static readonly Error ChoiceMissing = new("IDN-0233", 422,
        "Chọn đồng ý hoặc từ chối.", "Choose to agree or to refuse.");
}
