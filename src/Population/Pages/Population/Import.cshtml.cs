using System.Globalization;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Import;
using LienThong.Population.Legal;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>One import: its columns, its check, its progress. Counts only; the refused rows are a download.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class ImportPage(Db db, SetMapping mapping, ReadResults results, DecideImport decide, LegalRules rules, TimeProvider clock) : PageModel
{
    private ImportMapping suggested = new(new Dictionary<string, int>());

    public ImportState Import { get; private set; } = null!;

    public ImportResults? Results { get; private set; }

    public IEnumerable<Choice> Columns => Import.Head.Columns.Select((c, i) => new Choice(i.ToString(CultureInfo.InvariantCulture), c));

    public IEnumerable<Choice> DocumentKinds => rules.Cases("document", clock.Today()).Select(c => new Choice(c.Code, c.Vi));

    public string AsOf => (Import.AsOf ?? clock.Today()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string? DocumentDate => Import.Document?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string? Chosen(string item) => suggested[item] is var at and >= 0 ? at.ToString(CultureInfo.InvariantCulture) : null;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        // asked of the browser by header: works without script, and a reader can stop it by leaving
        if (Import.Works) Response.Headers["Refresh"] = "5";
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        foreach (var item in ImportItems.All)
        {
            if (int.TryParse(Request.Form[item.Code].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var at)) columns[item.Code] = at;
        }
        suggested = new(columns);
        if (Day("asOf") is not { } asOf) return this.Refused(ImportErrors.AsOfWrong.At("/asOf"));
        if (Day("document.date") is not { } date) return this.Refused(PopulationErrors.DayWrong.At("/document/date"));
        var form = Request.Form;
        var done = await mapping.Handle(HttpContext.Caller(), id, new(columns, asOf, new(form["document.kind"].ToString(), form["document.number"].ToString(), date, form["document.agency"].ToString())), ct);
        if (!done.Failed) return Redirect($"/population/imports/{id}");
        // codes of items have points, as the names of the fields have
        return this.Refused(new Faults([.. done.Faults]));
    }

    public async Task<IActionResult> OnPostDecide(Guid id, string act, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var done = act == "take" ? await decide.Take(caller, id, ct) : await decide.Withdraw(caller, id, ct);
        if (!done.Failed) return Redirect(act == "take" ? $"/population/imports/{id}" : "/population/imports");
        return await Load(id, ct) ? this.Refused(done.Faults) : NotFound();
    }

    public static string StateWord(string state) => state switch
    {
        "mapping" => "Chờ chọn cột", "checking" => "Đang kiểm tra", "checked" => "Đã kiểm tra, chưa nhập", "applying" => "Đang nhập", "linking" => "Đang nối cha mẹ", "done" => "Đã nhập xong", _ => "Đã bỏ",
    };

    private DateOnly? Day(string name) => DateOnly.TryParseExact(DateInput.Read(Request.Form, name) ?? "", "yyyy-MM-dd", out var day) ? day : null;

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await ImportState.Find(db, id, ct) is not { } import || import.Agency != HttpContext.Caller().Agency) return false;
        Import = import;
        if (import.State is not ("mapping" or "checking")) Results = await results.Count(import, ct);
        suggested = await mapping.Suggest(import, ct);
        return true;
    }
}
