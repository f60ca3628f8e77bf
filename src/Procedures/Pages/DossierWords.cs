using LienThong.Dictionary;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using Microsoft.Extensions.Localization;

namespace LienThong.Procedures.Pages;

/// <summary>States and dates of dossiers in words; colours only repeat what the words say.</summary>
internal static class DossierWords
{
    /// <summary>The colour of a national status, as lt-tag knows it.</summary>
    public static string Tag(int national) => national switch
    {
        1 => "new",
        2 or 4 => "working",
        5 or 6 => "waiting",
        9 or 10 => "done",
        3 or 8 => "late",
        _ => "neutral",
    };

    /// <summary>Còn 3 ngày, đến hạn hôm nay, quá hạn 2 ngày; the clock stands still while the applicant is asked.</summary>
    public static (string Text, string Tag) Due(IStringLocalizer<Texts> t, DateTimeOffset? due, DateTimeOffset? finished, int national, DateTimeOffset now)
    {
        if (due is null) return (t["Chưa hẹn"], "neutral");
        if (national == 5) return (t["Tạm dừng"], "waiting");
        var days = HanoiTime.DateOf(due.Value).DayNumber - HanoiTime.DateOf(finished ?? now).DayNumber;
        return Deadlines.State(due, finished, now) switch
        {
            DueState.Overdue => (finished is null ? t["Quá hạn {0} ngày", Math.Max(-days, 0)] : t["Trễ hạn"], "late"),
            DueState.Today => (finished is null ? t["Đến hạn hôm nay"] : t["Đúng hạn"], finished is null ? "waiting" : "done"),
            _ => (finished is null ? t["Còn {0} ngày", days] : t["Trước hạn"], "done"),
        };
    }

    /// <summary>What was done, in words for the history.</summary>
    public static string Action(IStringLocalizer<Texts> t, string action) => action switch
    {
        "file" => t["Nộp hồ sơ"],
        "receive" => t["Nhận hồ sơ"],
        "refuse" => t["Không nhận hồ sơ"],
        "askSupplement" => t["Yêu cầu bổ sung"],
        "giveSupplement" => t["Đã bổ sung"],
        "check" => t["Bắt đầu đối chiếu"],
        "forward" => t["Trình ký"],
        "sendBack" => t["Trả lại để xem thêm"],
        "approve" => t["Đã ký"],
        "carryOut" => t["Đã ghi vào cơ sở dữ liệu"],
        "registryRefused" => t["Cơ sở dữ liệu chưa nhận"],
        "return" => t["Trả kết quả"],
        "stop" => t["Dừng xử lý"],
        "withdraw" => t["Rút hồ sơ"],
        "reappoint" => t["Hẹn lại ngày trả"],
        "pay" => t["Nộp lệ phí"],
        _ => action,
    };

    /// <summary>What a button says.</summary>
    public static string Button(IStringLocalizer<Texts> t, MoveAction action) => action switch
    {
        MoveAction.Receive => t["Nhận hồ sơ"],
        MoveAction.Refuse => t["Không nhận"],
        MoveAction.AskSupplement => t["Yêu cầu bổ sung"],
        MoveAction.Check => t["Bắt đầu đối chiếu"],
        MoveAction.Forward => t["Trình ký"],
        MoveAction.SendBack => t["Trả lại để xem thêm"],
        MoveAction.Approve => t["Ký duyệt và trả kết quả"],
        MoveAction.Stop => t["Dừng xử lý"],
        _ => Action(t, DossierWrites.WordOf(action)),
    };
}
