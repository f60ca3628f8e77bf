using LienThong.Identity.Accounts;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Finds accounts, for the administrator.</summary>
[Requires(Refusals.Manage)]
internal sealed class AccountsPage(FindAccounts find) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    public List<AccountRow> Rows { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => Rows = (await find.Do(Q, ct)).Value;
}

/// Words and colours of accounts; keys of the texts.
internal static class AccountWords
{
    public static string Kind(AccountKind kind) => kind switch
    {
        AccountKind.Citizen => "Công dân",
        AccountKind.Foreigner => "Người nước ngoài",
        AccountKind.Official => "Cán bộ, công chức",
        AccountKind.Organisation => "Tổ chức",
        _ => "Hệ thống",
    };

    public static string State(AccountState state) => state switch
    {
        AccountState.Active => "Đang hoạt động",
        AccountState.LockedByOwner => "Khóa theo yêu cầu của chủ",
        AccountState.LockedByAuthority => "Cơ quan khóa",
        AccountState.LockedByDeath => "Khóa vì đã đăng ký khai tử",
        AccountState.LockedByMerge => "Khóa vì hồ sơ dân cư đã gộp vào hồ sơ khác",
        _ => "Đã hủy",
    };

    public static string Colour(AccountState state) => state switch
    {
        AccountState.Active => "done",
        AccountState.Cancelled => "neutral",
        _ => "waiting",
    };
}
