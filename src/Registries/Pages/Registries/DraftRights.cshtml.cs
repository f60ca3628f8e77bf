using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>Fourth step: which posts of the keeper see and change which fields. What is not ticked is hidden.</summary>
[Requires(RegistryScopes.Define)]
public sealed class DraftRightsPage(IServiceProvider services) : DraftPage(services)
{
    /// <summary>Rights as rows of the form, with one empty row at the end.</summary>
    public IReadOnlyList<FieldRight> Rows => [.. Draft.Rights, new("", [], [])];

    /// <summary>Choices of a row: every field that is not sensitive together, and each field.</summary>
    public IEnumerable<FieldCode> Fields => Draft.Fields;

    /// <summary>True for a sensitive field.</summary>
    public bool Sensitive(FieldCode field) => Edition.Field(field)?.Sensitivity == Sensitivity.Sensitive;

    /// <summary>404 when there is no draft that the reader may change.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await OpenDraft(registry, ct) ? Page() : NotFound();

    /// <summary>Saves; rows without a post are left out.</summary>
    public Task<IActionResult> OnPostAsync(string registry, CancellationToken ct)
    {
        var form = Request.Form;
        var rights = new List<FieldRight>();
        for (var row = 0; form.ContainsKey($"post-{row}") && row < 100; row++)
        {
            var post = form[$"post-{row}"].ToString().Trim();
            if (post.Length > 0) rights.Add(new(post, [.. form[$"see-{row}"].OfType<string>()], [.. form[$"change-{row}"].OfType<string>()]));
        }
        return Save(registry, d => d with { Rights = rights }, form["more"] == "true" ? "/rights" : "", ct);
    }
}
