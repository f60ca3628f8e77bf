using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Registries.Records;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>An officer of the keeper types one record from a paper. The form is made from the definition.</summary>
[Requires(RegistryScopes.Write)]
public sealed class EnterPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The register.</summary>
    public RegistryDefinition Registry { get; private set; } = null!;

    /// <summary>Fields that this officer may write.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await Load(registry, ct);

    /// <summary>Writes the record; empty boxes are left as they stand.</summary>
    public async Task<IActionResult> OnPostAsync(string registry, string? number, string? document, CancellationToken ct)
    {
        var page = await Load(registry, ct);
        if (page is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult) return page;
        var values = Fields.Select(f => (f.Code, Value: Typed(f))).Where(v => !string.IsNullOrWhiteSpace(v.Value)).ToDictionary(v => v.Code, v => v.Value);
        var subject = await Get<FindSubject>().Of(Registry, number, Registry.Key is { } key ? values.GetValueOrDefault(key) : null, ct);
        var from = DateInput.Read(Request.Form, "from");
        var check = new Check();
        if (subject.Failed) check.Faults.AddRange(subject.Faults);
        check.That(!string.IsNullOrWhiteSpace(document), "/document", Bulk.LoadErrors.DocumentMissing);
        check.That(DateOnly.TryParseExact(from, "yyyy-MM-dd", out var day), "/from", Bulk.LoadErrors.DayMissing);
        if (!check.Ok) return this.Refused(check.Faults);
        var put = await Get<IRegistries>().PutRecords(Reader, registry, [new(subject.Value, values, day, null, new(Origin.Typed, document!.Trim(), Reader.Agency))], ct);
        return put.Failed ? this.Refused(new Faults([.. put.Faults.Select(f => f.Pointer is { } at && at.StartsWith("/0/", StringComparison.Ordinal) ? f.At("/" + at[3..]) : f)]))
            : Redirect($"/registries/{registry}/records/{subject.Value}?written=true");
    }

    /// <summary>Values of the code list of a field.</summary>
    public IEnumerable<CodeValue> Choices(FieldDefinition field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.CodeList is { } list ? Edition.CodeList(list)?.Values ?? [] : [];
    }

    private string? Typed(FieldDefinition field) => field.Type is FieldType.Date or FieldType.PartialDate ? DateInput.Read(Request.Form, field.Code.Value) : Request.Form[field.Code.Value].ToString().Trim();

    private async Task<IActionResult> Load(string registry, CancellationToken ct)
    {
        await Open(ct);
        if (await Get<IRegistries>().Find(registry, ct) is not { } found) return NotFound();
        Registry = found;
        if (Get<Keepers>().Of(Reader, found, Edition) is not { Change.Count: > 0 } rights) return StatusCode(403);
        Fields = [.. found.Fields.Where(f => rights.Change.Contains(f) || f == found.Key).Select(Edition.Field).OfType<FieldDefinition>()];
        return Page();
    }
}
