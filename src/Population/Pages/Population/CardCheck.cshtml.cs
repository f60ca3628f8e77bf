using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Population.Api;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>An officer scans or pastes the QR code of a card and sees, item by item, how it agrees with the register. The values of the register are not shown.</summary>
[Requires(PopulationScopes.Read)]
internal sealed class CardCheckPage(ICards cards) : PageModel
{
    public CardCheck? Result { get; private set; }

    public async Task<IActionResult> OnPost(string? qr, CancellationToken ct)
    {
        var check = await cards.Check(ReadAsKeeper.Ground(HttpContext.Caller()), qr ?? "", ct);
        if (check.Failed) return this.Refused(check.Faults);
        Result = check.Value;
        return Page();
    }

    public bool Differs => Result!.Items.Any(i => i.Outcome == ItemOutcome.Mismatch) || Result.State is { } state && state != "valid";

    public static string ItemWord(string item) => item switch
    {
        "number" => "Số định danh", "oldNumber" => "Số CMND cũ", "fullName" => "Họ và tên", "birthDate" => "Ngày sinh", "sex" => "Giới tính", "residence" => "Nơi thường trú", _ => "Ngày cấp thẻ",
    };

    public static string OutcomeWord(CardItem item) => (item.Item, item.Outcome) switch
    {
        (_, ItemOutcome.Match) => "Khớp",
        ("number", ItemOutcome.Near) => "Số đã được thay bằng số khác",
        ("residence", ItemOutcome.Near) => "Khác nơi thường trú hiện nay (thẻ ghi địa chỉ lúc cấp)",
        (_, ItemOutcome.Near) => "Gần khớp: thiếu dấu hoặc một bên biết ít hơn",
        ("issued", ItemOutcome.Mismatch) => "Không khớp: có thể đã cấp thẻ khác",
        (_, ItemOutcome.Mismatch) => "Không khớp",
        (_, ItemOutcome.Absent) => "Cơ sở dữ liệu chưa có",
        _ => "Thẻ không ghi",
    };
}
