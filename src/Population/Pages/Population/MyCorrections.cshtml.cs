using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Corrections;
using LienThong.Population.Persons;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>A citizen sees what the register says, asks for a correction and follows the answer. The own look stands in the ledger like every other.</summary>
[Requires(PopulationScopes.Own)]
internal sealed class MyCorrectionsPage(ICorrections corrections, WrittenItem written, IDataBroker broker, TimeProvider clock) : PageModel
{
    public DataAnswer? Data { get; private set; }

    public IReadOnlyList<CorrectionRequest> Requests { get; private set; } = [];

    /// <summary>What each request asks for, in words.</summary>
    public Dictionary<Guid, string> Shown { get; } = [];

    public string Key { get; private set; } = "";

    public string? Done { get; private set; }

    /// <summary>The item that the citizen came to correct: chosen in the form.</summary>
    public string? Item { get; private set; }

    /// <summary>Items that a correction can set, with what the register says now.</summary>
    public IEnumerable<(string Item, string Label, string? Now)> Items =>
        ActPage.ItemNames.Where(i => PersonItems.MaySet(ItemChangeKind.Correction, i.Key)).Select(i => (i.Key, i.Value, Data?[new(i.Key)]?.Shown));

    public IEnumerable<Choice> Choices => Items.Select(i => new Choice(i.Item, i.Label));

    /// <summary>An open request about the item stands already.</summary>
    public bool Waits(string item) => Requests.Any(r => r.State == "open" && r.Item == item);

    public async Task<IActionResult> OnGet(string? done, string? item, CancellationToken ct)
    {
        (Done, Item) = (done, item);
        return await Load(ct) ?? Page();
    }

    public async Task<IActionResult> OnPost(string? item, string? value, string? evidence, CancellationToken ct)
    {
        if (await Load(ct) is { } refused) return refused;
        Key = Request.Form["key"].ToString();
        var asked = await corrections.Ask(HttpContext.Caller(), new(Key, item ?? "", await written.Read(item ?? "", value ?? "", ct), evidence ?? ""), ct);
        return asked.Failed ? this.Refused(asked.Faults) : Redirect("/my/corrections?done=asked");
    }

    public async Task<IActionResult> OnPostWithdraw(Guid id, CancellationToken ct)
    {
        var done = await corrections.Withdraw(HttpContext.Caller(), id, ct);
        if (!done.Failed) return Redirect("/my/corrections?done=withdrawn");
        return await Load(ct) ?? this.Refused(done.Faults);
    }

    public static string ItemName(string item) => ActPage.ItemNames.GetValueOrDefault(item, item);

    public static string StateWord(CorrectionRequest request) => request switch
    {
        { Overdue: true } => "Quá hạn trả lời", { State: "open" } => "Đang chờ trả lời", { State: "accepted" } => "Đã sửa", { State: "refused" } => "Bị từ chối", _ => "Đã rút",
    };

    private async Task<IActionResult?> Load(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        if (caller is not { Kind: CallerKind.Person, Person: { } self }) return StatusCode(StatusCodes.Status403Forbidden);
        Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        Requests = await corrections.Mine(caller, ct);
        foreach (var request in Requests) Shown[request.Id] = await written.Show(request.Item, request.Value, ct);
        var fields = ActPage.ItemNames.Keys.Where(i => PersonItems.MaySet(ItemChangeKind.Correction, i)).Select(i => new FieldCode(i)).ToArray();
        var answer = await broker.Read(new(caller, "own-data", Purpose.OwnData, new(BasisKind.OwnData, "corrections"), new(self), fields), ct);
        if (answer.Failed) return this.Refused(answer.Faults);
        Data = answer.Value;
        return null;
    }
}
