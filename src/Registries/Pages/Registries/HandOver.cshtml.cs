using LienThong.Kernel.Modules;
using LienThong.Registries.Definitions;
using LienThong.Registries.HandOvers;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>A register changes hands: proposed by its keeper, accepted by the receiver, with the history of who kept it when.</summary>
[Requires(RegistryScopes.Define)]
public sealed class HandOverPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The register.</summary>
    public RegistryDefinition Registry { get; private set; } = null!;

    internal IReadOnlyList<HandOverRow> History { get; private set; } = [];

    internal HandOverRow? Waiting => History.FirstOrDefault(h => h.DoneAt is null && h.WithdrawnAt is null);

    /// <summary>May the reader accept what waits.</summary>
    public bool MayAccept => Waiting is { AcceptedAt: null } open && Owners.May(Reader, open.To);

    /// <summary>May the reader take it back or refuse it.</summary>
    public bool MayWithdraw => Waiting is { } open && (Owners.May(Reader, open.From) || Owners.May(Reader, open.To));

    /// <summary>Shows history and form.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await Load(registry, ct) ? Page() : NotFound();

    /// <summary>The keeper proposes.</summary>
    public Task<IActionResult> OnPostAsync(string registry, string? to, string? document, CancellationToken ct) => Do(registry, work =>
        work.Propose(Reader, registry, new(to ?? "", document ?? "", DateOnly.TryParseExact(DateInput.Read(Request.Form, "effective"), "yyyy-MM-dd", out var day) ? day : default), ct), ct);

    /// <summary>The receiver accepts.</summary>
    public Task<IActionResult> OnPostAcceptAsync(string registry, CancellationToken ct) => Do(registry, work => work.Accept(Reader, registry, ct), ct);

    /// <summary>Either side takes it back.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(string registry, CancellationToken ct) => Do(registry, work => work.Withdraw(Reader, registry, ct), ct);

    private async Task<IActionResult> Do(string registry, Func<HandOver, Task<Kernel.Results.Result>> work, CancellationToken ct)
    {
        var done = await work(Get<HandOver>());
        if (!done.Failed) return Redirect($"/registries/{registry}/handover");
        return await Load(registry, ct) ? this.Refused(done.Faults) : NotFound();
    }

    private async Task<bool> Load(string registry, CancellationToken ct)
    {
        await Open(ct);
        if (await Get<IRegistries>().Find(registry, ct) is not { } found) return false;
        Registry = found;
        History = await Get<HandOver>().History(registry, ct);
        return true;
    }
}
