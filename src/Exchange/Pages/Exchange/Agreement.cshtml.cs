using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Exchange.Pages;

/// <summary>One agreement: what it gives, who decided, what flowed; its owner decides here.</summary>
[Requires(ExchangeScopes.See)]
internal sealed class AgreementPage(ListAgreements list, IDictionary dictionary, Db db, AgreementBook book, TimeProvider clock) : PageModel
{
    /// <summary>A field of the mask in words.</summary>
    internal sealed record MaskedField(FieldCode Code, string Name, string Database, Sensitivity? Sensitivity);

    public ListAgreements.Detail Shown { get; private set; } = null!;

    public IReadOnlyList<MaskedField> Fields { get; private set; } = [];

    /// <summary>What this visitor can do with it now.</summary>
    public IReadOnlyList<AgreementAct> Acts { get; private set; } = [];

    public async Task<IActionResult> OnGet(string code, CancellationToken ct) => await Load(code, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string code, AgreementAct act, string? reason, CancellationToken ct)
    {
        if (!HttpContext.Caller().May(ExchangeScopes.Manage)) return StatusCode(403);
        var decided = await DecideAgreement.Handle(code, new DecideAgreement.Request(act, reason), HttpContext.Caller(), db, book, clock, ct);
        if (!decided.Failed) return Redirect("/exchange/agreements/" + code);
        return await Load(code, ct) ? this.Refused(decided.Faults) : NotFound();
    }

    public static string NameOf(AgreementAct act) => act switch
    {
        AgreementAct.Approve => "Duyệt",
        AgreementAct.Suspend => "Tạm dừng",
        AgreementAct.Resume => "Cho chạy lại",
        _ => "Kết thúc",
    };

    /// <summary>Past forms of what is stored in the history.</summary>
    public static string EventName(string change) => change switch
    {
        "requested" => "Đã đề nghị",
        "approve" => "Đã duyệt",
        "suspend" => "Đã tạm dừng",
        "resume" => "Đã cho chạy lại",
        _ => "Đã kết thúc",
    };

    public static string DecisionName(string word) => word switch
    {
        "approved" => "Đã duyệt",
        "suspended" => "Tạm dừng",
        _ => "Chờ duyệt",
    };

    public static string SensitivityName(Sensitivity? sensitivity) => sensitivity switch
    {
        Sensitivity.Sensitive => "Nhạy cảm",
        Sensitivity.Basic => "Cơ bản",
        Sensitivity.Open => "Mở",
        _ => "–",
    };

    private async Task<bool> Load(string code, CancellationToken ct)
    {
        var found = await list.One(code, HttpContext.Caller(), ct);
        if (found.Failed) return false;
        Shown = found.Value;
        var edition = await dictionary.Current(ct);
        Fields = [.. Shown.Row.Agreement.Fields.Select(f => (Code: f, Definition: edition.Field(f)))
            .Select(f => new MaskedField(f.Code, f.Definition?.Vi ?? f.Code.Value, edition.Database(f.Definition?.Database ?? "")?.Vi ?? "–", f.Definition?.Sensitivity))];
        if (HttpContext.Caller().May(ExchangeScopes.Manage) && Shown.Row.MayDecide)
        {
            var decisions = Shown.Row.Decisions.ToDictionary(d => d.Owner, d => d.Word, StringComparer.Ordinal);
            var owner = decisions.Keys.Where(o => DecideAgreement.Acts(HttpContext.Caller(), o)).MaxBy(o => o.Length)!;
            Acts = [.. Enum.GetValues<AgreementAct>().Where(a => DecideAgreement.Next(Shown.Row.Agreement.State, decisions, owner, a) is not null)];
        }
        return true;
    }
}
