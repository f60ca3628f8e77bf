using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Papers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>What pages need to show places, agencies and databases by name.</summary>
internal sealed class Names(IDirectory directory, IDictionary dictionary, TimeProvider clock)
{
    private DictionaryEdition? edition;

    public async Task Load(CancellationToken ct) => edition = await dictionary.Current(ct);

    public string Database(string code) => edition?.Database(code) is { } found ? (LienThong.Ui.Languages.Current == "en" ? found.En : found.Vi) : code;

    public string Agency(string code)
    {
        var body = directory.AgencyAt(code, clock.Today()) ?? (directory.AgencyLives(code) is [.., var last] ? last : null);
        return body is null ? code : LienThong.Ui.Languages.Current == "en" && body.NameEn.Length > 0 ? body.NameEn : body.Name;
    }

    public string Place(string commune) => directory.AreaAt(commune, clock.Today()) is { } area ? directory.PathOf(area.Id) : commune;

    public IReadOnlyList<Area> Communes(string text) => CommuneSearch.Find(directory, text, clock.Today());

    public string Shown(FormLine line) => line.Question.Kind is AnswerKind.Commune && line.Value is { } code ? Place(code) : line.Display ?? line.Value ?? "";

    public DateOnly Today => clock.Today();

    public DateTimeOffset Now => clock.GetUtcNow();
}

/// <summary>A screen of the filing journey: opens the draft of whoever began it.</summary>
internal abstract class DraftPage(Drafts drafts, Names names) : PageModel
{
    public OpenDraft Opened { get; private set; } = null!;

    public Names Names => names;

    public FormState Form => Opened.Form;

    public ProcedureDefinition Definition => Opened.Definition;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Loads the draft; a page to show instead when there is none.</summary>
    protected async Task<IActionResult?> Open(CancellationToken ct)
    {
        await names.Load(ct);
        var opened = await drafts.Open(HttpContext.Caller(), Id, ct);
        if (opened.Failed) return NotFound();
        Opened = opened.Value;
        return null;
    }

    public string Root => $"/file/{Id}";

    /// <summary>The screen after the given page of questions; the papers when nothing more is to be asked.</summary>
    public string After(string? page) => Form.PageAfter(page) is { } next ? $"{Root}/questions/{next.Code}" : $"{Root}/papers";

    /// <summary>The screen before the given page of questions.</summary>
    public string Before(string? page)
    {
        var pages = Form.PagesToAsk.Select(p => p.Code).ToList();
        var at = page is null ? pages.Count : pages.IndexOf(page);
        return at > 0 ? $"{Root}/questions/{pages[at - 1]}" : $"{Root}/known";
    }

    /// <summary>Where we are: step of all screens of this journey, so that nobody wonders how long it will take.</summary>
    public (int Step, int Of) Progress(string screen)
    {
        var screens = new List<string> { "known" };
        screens.AddRange(Form.PagesToAsk.Select(p => p.Code));
        screens.AddRange(["papers", "check"]);
        return (Math.Max(screens.IndexOf(screen), 0) + 1, screens.Count);
    }

    /// <summary>The answers that a form sent, by question key; several choices of one question are joined.</summary>
    protected Dictionary<string, string?> Sent(IEnumerable<string> keys) =>
        keys.ToDictionary(k => k, k => Request.Form.TryGetValue(k, out var values) ? string.Join(',', values.ToArray()) : "", StringComparer.Ordinal)!;

    protected static IReadOnlySet<string> Codes(IEnumerable<Dossiers.StoredFile> files) => files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<PaperState> Decide(FormState form, IEnumerable<Dossiers.StoredFile> files) => PaperDecision.Decide(form, Codes(files));
}

/// <summary>One question on a page, with places to choose from when a name was not clear.</summary>
internal sealed record QuestionView(FormLine Line, FormState Form, Names Names, IReadOnlyList<Area>? Places, bool Heading);
