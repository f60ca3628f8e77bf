using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Text;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>Third step: fields chosen from the dictionary; which are compulsory, which tells records apart, by which records are found.</summary>
[Requires(RegistryScopes.Define)]
public sealed class DraftFieldsPage(IServiceProvider services) : DraftPage(services)
{
    private const int MostFound = 30;

    /// <summary>What was searched for.</summary>
    public string? Query { get; private set; }

    /// <summary>Fields found that the draft does not hold yet.</summary>
    public IReadOnlyList<FieldDefinition> Found { get; private set; } = [];

    /// <summary>The definition of a field.</summary>
    public FieldDefinition? Field(FieldCode code) => Edition.Field(code);

    /// <summary>404 when there is no draft that the reader may change.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, string? q, CancellationToken ct)
    {
        if (!await OpenDraft(registry, ct)) return NotFound();
        Query = q;
        var words = VietnameseText.SearchKey(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Found = [.. Edition.Fields.Where(f => !Draft.Holds(f.Code) && (words.Length == 0 ? f.Database == Draft.Database || (Draft.Database == Draft.Code && f.Owner == Draft.Keeper) : Matches(f, words))).Take(MostFound)];
        return Page();
    }

    /// <summary>Adds the ticked fields as optional ones.</summary>
    public Task<IActionResult> OnPostAddAsync(string registry, string[]? add, string? q, CancellationToken ct) =>
        Save(registry, d => d with { Optional = [.. d.Optional, .. (add ?? []).Select(f => new FieldCode(f)).Where(f => !d.Holds(f))] }, "/fields" + (string.IsNullOrEmpty(q) ? "" : "?q=" + Uri.EscapeDataString(q)), ct);

    /// <summary>Saves what each field is: compulsory, optional or taken out; key; search.</summary>
    public Task<IActionResult> OnPostAsync(string registry, string? key, string[]? search, CancellationToken ct)
    {
        var form = Request.Form;
        return Save(registry, d =>
        {
            string? Wanted(FieldCode f) => form["use-" + f.Value];
            var fields = d.Fields.ToList();
            return d with
            {
                Required = [.. fields.Where(f => Wanted(f) == "required")],
                Optional = [.. fields.Where(f => Wanted(f) is not ("required" or "out"))],
                Key = string.IsNullOrEmpty(key) ? null : new FieldCode(key),
                Search = [.. (search ?? []).Select(f => new FieldCode(f)).Where(f => d.Holds(f) && Wanted(f) != "out")],
            };
        }, "/rights", ct);
    }

    private static bool Matches(FieldDefinition field, string[] words)
    {
        var text = VietnameseText.SearchKey($"{field.Code} {field.Vi} {field.En} {field.Definition}");
        return words.All(w => text.Contains(w, StringComparison.Ordinal));
    }
}
