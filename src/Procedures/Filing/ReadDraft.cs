using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Papers;

namespace LienThong.Procedures.Filing;

/// <summary>A draft as programs see it: what is known with source and time, what is still to be asked, and each paper with its verdict.</summary>
internal static class ReadDraft
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("drafts/{id:guid}", async (Guid id, Caller caller, Drafts drafts, UploadPaper uploads, CancellationToken ct) =>
        {
            var opened = await drafts.Open(caller, id, ct);
            if (opened.Failed) return Result<DraftView>.Refused(opened.Faults);
            var files = await uploads.Of(id, ct);
            return View(opened.Value, files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal));
        })
        .Requires(ProcedureScopes.File)
        .Refuses(ProceduresErrors.DraftUnknown);

    public sealed record DraftView(Guid Id, string Procedure, int DefinitionVersion, IReadOnlyList<Line> Lines, IReadOnlyList<Paper> Papers);

    /// <summary>A line of the form.</summary>
    public sealed record Line(string Key, string Role, string? Field, string Label, string Origin, string? Value, string? Display, string? Database, DateTimeOffset? AsOf, bool Asked);

    /// <summary>A paper of the dossier.</summary>
    public sealed record Paper(string Code, string Name, string Verdict, string? Reason, IReadOnlyList<string> Databases, DateTimeOffset? AsOf);

    private static DraftView View(OpenDraft open, IReadOnlySet<string> uploaded) => new(
        open.Draft.Id, open.Definition.Code, open.Definition.Version,
        [.. open.Form.Lines.Where(l => l.Visible).Select(Of)],
        [.. PaperDecision.Decide(open.Form, uploaded).Select(p => new Paper(
            p.Paper.Code, p.Paper.Name.Here, Camel(p.Verdict.ToString()), p.Reason is { } why ? Camel(why.ToString()) : null, [.. p.Databases], p.AsOf))]);

    private static Line Of(FormLine l) => new(
        l.Key, l.Question.Role, l.Question.Field, l.Question.Label.Here, Camel(l.Origin.ToString()), l.Value, l.Display, l.Fact?.Database, l.Fact?.AsOf, l.Asked);

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
