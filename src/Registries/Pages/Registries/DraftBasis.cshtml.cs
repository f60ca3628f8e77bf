using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Text;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>Second step: name, keeper, database, legal basis.</summary>
[Requires(RegistryScopes.Define)]
public sealed class DraftBasisPage(IServiceProvider services) : DraftPage(services)
{
    /// <summary>What was typed.</summary>
    public sealed record Form(string? Vi, string? En, string? Definition, RegistrySubject? KeyedBy, string? Keeper, string? Database, string? LegalBasis, bool DoubleCheck, bool Anywhere);

    /// <summary>Databases that the reader's agency owns.</summary>
    public IEnumerable<DatabaseDefinition> Databases => Edition.Databases.Where(d => d.Code == Draft.Database || Owners.May(Reader, d.Owner));

    /// <summary>404 when there is no draft that the reader may change.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await OpenDraft(registry, ct) ? Page() : NotFound();

    /// <summary>Saves and goes to the fields.</summary>
    public Task<IActionResult> OnPostAsync(string registry, Form form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Save(registry, d => d with
        {
            Vi = VietnameseText.Normalise(form.Vi ?? ""), En = VietnameseText.Normalise(form.En ?? ""), Definition = VietnameseText.Normalise(form.Definition ?? ""),
            KeyedBy = form.KeyedBy ?? d.KeyedBy, Keeper = (form.Keeper ?? "").Trim(), Database = string.IsNullOrWhiteSpace(form.Database) ? d.Code : form.Database.Trim(),
            LegalBasis = VietnameseText.Normalise(form.LegalBasis ?? ""), DoubleCheck = form.DoubleCheck, Anywhere = form.Anywhere,
        }, "/fields", ct);
    }
}
