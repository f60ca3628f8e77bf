using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Registries.Digitisation;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Registries.Pages;

/// <summary>A scan beside its form: the paper left, the fields right, each with its place on the paper. Works by keyboard and without scripts.</summary>
[Requires(RegistryScopes.Write)]
internal sealed class ScanPageModel(Db db, ScanRights rights, IDictionary dictionaries, FieldTexts texts, VerifyScan verify, ScanQueue queue, IStringLocalizer<Texts> T) : PageModel
{
    private DictionaryEdition dictionary = null!;
    private FieldText text = null!;

    public ScanState Scan { get; private set; } = null!;

    public RegistryDefinition Registry { get; private set; } = null!;

    public IReadOnlyList<FieldCode> Asked { get; private set; } = [];

    public SignatureView? Signature { get; private set; }

    /// <summary>Who answers for the record.</summary>
    public sealed record SignatureView(DateTimeOffset At, string Agency, Guid Entry, string Scan, string Record);

    public async Task<IActionResult> OnGet(string registry, Guid id, CancellationToken ct) => await Load(registry, id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string registry, Guid id, int version, CancellationToken ct)
    {
        var typed = Request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        var done = await verify.Submit(HttpContext.Caller(), id, version, typed, ct);
        if (done.Failed) return await Again(registry, id, done.Faults, ct);
        return await queue.Next(HttpContext.Caller(), registry, id, ct) is { } next ? Redirect($"/registries/digitise/{registry}/{next}") : Redirect($"/registries/digitise/{registry}?done={done.Value}");
    }

    public async Task<IActionResult> OnPostRefuse(string registry, Guid id, int version, string? reason, CancellationToken ct)
    {
        var done = await verify.Refuse(HttpContext.Caller(), id, version, reason ?? "", ct);
        return done.Failed ? await Again(registry, id, done.Faults, ct) : Redirect($"/registries/digitise/{registry}?done=refused");
    }

    public ScanField? BoxOf(FieldCode field) => Scan.Fields.FirstOrDefault(f => f.Field == field && f.Page is not null);

    public int WidthOf(ScanField box) => Scan.Pages.First(p => p.Page == box.Page).Width;

    public int HeightOf(ScanField box) => Scan.Pages.First(p => p.Page == box.Page).Height;

    public string NameOf(FieldCode field) => field == PaperLabels.Subject ? T["Số định danh của người trên giấy"].Value : dictionary.Field(field) is { } known ? Languages.Current == "en" ? known.En : known.Vi : field.Value;

    public bool Needed(FieldCode field) => field == PaperLabels.Subject || Registry.Required.Contains(field);

    // the second officer sees nothing; the third sees what the two said
    public string ValueOf(FieldCode field) => Scan.Turn == 1 ? text.Typed(field, Scan.Fields.FirstOrDefault(f => f.Field == field)?.Value) : "";

    public string? HintOf(FieldCode field)
    {
        if (Scan.Turn == 3) return T["Người thứ nhất: {0}. Người thứ hai: {1}.", Said(0, field), Said(1, field)];
        return Scan.Turn == 1 && Scan.Fields.FirstOrDefault(f => f.Field == field) is { Marked: true } read ? (read.Value is null ? Needed(field) ? T["Cần xem kỹ: máy không tìm thấy."] : T["Máy không tìm thấy; để trống nếu giấy không ghi."] : T["Cần xem kỹ: máy không chắc ({0} %).", read.Confidence]).Value : null;
    }

    public IEnumerable<Choice>? ChoicesOf(FieldCode field) =>
        dictionary.Field(field) is { Type: FieldType.Code, CodeList: { } list } && dictionary.CodeList(list) is { Values.Count: > 0 } codes ? codes.Values.Select(v => new Choice(v.Code, Languages.Current == "en" ? v.En : v.Vi)) : null;

    private string Said(int look, FieldCode field) => text.Typed(field, Scan.Looks[look].Answers.GetValueOrDefault(field.Value)) is { Length: > 0 } said ? said : "–";

    private async Task<IActionResult> Again(string registry, Guid id, Faults faults, CancellationToken ct) => await Load(registry, id, ct) ? this.Refused(faults) : NotFound();

    private async Task<bool> Load(string registry, Guid id, CancellationToken ct)
    {
        if (await ScanState.Find(db, id, ct) is not { } scan || scan.Registry != registry || scan.Agency != HttpContext.Caller().Agency) return false;
        var allowed = await rights.For(HttpContext.Caller(), registry, ct);
        if (allowed.Failed) return false;
        var definition = allowed.Value;
        dictionary = await dictionaries.Current(ct);
        text = await texts.Of(definition, ct);
        (Scan, Registry) = (scan, definition);
        Asked = scan.Turn > 0 ? scan.Asked(definition) : [PaperLabels.Subject, .. definition.Fields];
        if (scan.State == "done") Signature = await db.One(Sql.Signature, [id], static r => new SignatureView(r.Instant(0), r.GetString(1), r.GetGuid(2), Convert.ToHexStringLower(r.GetFieldValue<byte[]>(3)), Convert.ToHexStringLower(r.GetFieldValue<byte[]>(4))), ct);
        return true;
    }

    private static class Sql
    {
        public const string Signature = "select s.at, s.agency, s.entry, s.scan_hash, s.record_hash from registries.scan_signature s where s.scan = $1";
    }
}
