using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Work;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Procedures.Pages;

/// <summary>The officer's queue: what is mine, the most urgent first.</summary>
[Requires(ProcedureScopes.Handle)]
internal sealed class QueueModel(ReadQueue queue, ProcedureLibrary library, Names names, IStringLocalizer<Texts> T) : PageModel
{
    private readonly Dictionary<string, ProcedureDefinition> definitions = new(StringComparer.Ordinal);
    private IReadOnlyList<(QueueView View, long Count, long Overdue)> counts = [];

    public QueueView View { get; private set; }

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public bool IsFirst { get; private set; }

    public DateTimeOffset Now => names.Now;

    public string Agency => HttpContext.Caller().Agency is { } code ? names.Agency(code) : "";

    public IReadOnlyList<(QueueView View, string Name, long? Count, long Overdue)> Views =>
        [.. new[] { (QueueView.New, T["Mới nộp"].Value), (QueueView.Doing, T["Đang làm"].Value), (QueueView.Waiting, T["Chờ người dân"].Value), (QueueView.Closed, T["Đã xong"].Value) }
            .Select(v => (v.Item1, v.Item2, v.Item1 is QueueView.Closed ? (long?)null : counts.FirstOrDefault(c => c.View == v.Item1).Count, counts.FirstOrDefault(c => c.View == v.Item1).Overdue))];

    public string NameOf(string code) => definitions[code].Name.Here;

    public string StepOf(QueueRow row) => definitions[row.ProcedureCode].Steps.FirstOrDefault(s => string.Equals(s.Code, row.Step, StringComparison.Ordinal))?.Name.Here ?? NationalStatus.Names[row.National].Here;

    public async Task<IActionResult> OnGet(QueueView? view, string? after, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        View = view ?? QueueView.New;
        IsFirst = string.IsNullOrEmpty(after);
        var page = await queue.Run(caller, View, after, ct);
        (Rows, Next) = (page.Rows, page.Next);
        counts = await queue.Counts(caller, Now, ct);
        foreach (var code in Rows.Select(r => r.ProcedureCode).Distinct(StringComparer.Ordinal))
            definitions[code] = await library.Today(code, ct) ?? (await library.InForce(names.Today, ct)).First(d => string.Equals(d.Code, code, StringComparison.Ordinal));
        return Page();
    }
}
