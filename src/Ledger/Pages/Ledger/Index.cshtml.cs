using System.Globalization;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Ledger.Entries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Ledger.Pages;

/// <summary>The inspector's search. Every search is itself written to the book.</summary>
[Requires(LedgerScopes.Inspect)]
internal sealed class SearchPage(ILedger ledger, IEnumerable<ISubjectFinder> finders, TimeProvider clock) : PageModel
{
    /// <summary>What was typed; empty boxes are no condition.</summary>
    public sealed record Typed(string? Subject, string? Actor, string? Agency, string? Agreement, string? Purpose, string? From, string? To, Guid? Before);

    public Typed Form { get; private set; } = new(null, null, null, null, null, null, null, null);

    public LedgerPage? Found { get; private set; }

    /// <summary>What was wrong: the name of the box and what to do.</summary>
    public IReadOnlyList<(string Field, string Text)> Faults { get; private set; } = [];

    public Checkpoint? Newest { get; private set; }

    public static IReadOnlyList<string> Purposes { get; } = [.. Enum.GetNames<Purpose>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    public async Task OnGet(Typed form, CancellationToken ct)
    {
        Form = form;
        Newest = await ledger.LatestCheckpoint(ct);
        if (Request.Query.Count == 0) return;
        var query = await Read(form, ct);
        if (query.Failed)
        {
            Tell(query.Faults);
            return;
        }
        var found = await InspectEntries.Search(ledger, HttpContext.Caller(), query.Value, clock, ct);
        if (found.Failed) Tell(found.Faults);
        else Found = found.Value;
    }

    /// <summary>The address of the next page: the same conditions from the last entry shown.</summary>
    public string? Next => Found?.Next is not { } next ? null : "/ledger" + Microsoft.AspNetCore.Http.QueryString.Create(
        new Dictionary<string, string?>
        {
            ["subject"] = Form.Subject, ["actor"] = Form.Actor, ["agency"] = Form.Agency, ["agreement"] = Form.Agreement, ["purpose"] = Form.Purpose,
            ["from"] = Form.From, ["to"] = Form.To, ["before"] = next.ToString(),
        });

    private void Tell(Faults faults)
    {
        Response.StatusCode = 422;
        Faults = [.. faults.Select(f => (f.Field ?? "subject", f.Text(CultureInfo.CurrentUICulture)))];
    }

    private async Task<Result<LedgerQuery>> Read(Typed form, CancellationToken ct)
    {
        var check = new Check();
        var subject = await Subject(form.Subject, ct);
        check.That(form.Subject is null or "" || subject is not null, "/subject", LedgerErrors.IdentifierUnreadable);
        var (from, to) = (Day(form.From, check, "/from"), Day(form.To, check, "/to"));
        if (!check.Ok) return check.Faults;
        return new LedgerQuery(
            subject, Text(form.Actor), Text(form.Agency), Text(form.Agreement), Text(form.Purpose),
            from is { } first ? HanoiTime.At(first) : null, to is { } last ? HanoiTime.At(last.AddDays(1)) : null, form.Before);
    }

    private async Task<Guid?> Subject(string? text, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Guid.TryParse(text.Trim(), out var id)) return id;
        foreach (var finder in finders)
        {
            if (await finder.Find(text.Replace(" ", "", StringComparison.Ordinal), ct) is { } found) return found;
        }
        return null;
    }

    private static DateOnly? Day(string? text, Check check, string pointer)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var ok = DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        check.That(ok, pointer, LedgerErrors.TimeUnreadable);
        return ok ? day : null;
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
