using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Papers;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LienThong.Procedures.Pages;

/// <summary>A paper that was not asked for, with what stands for it.</summary>
internal sealed record WaivedPaper(string Name, string? Why, IReadOnlyList<string> Databases, DateTimeOffset? AsOf, string Agreement);

/// <summary>Paper by paper: not needed, with source, time and agreement; or to be handed in, with the reason why data does not suffice.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class PapersModel(Drafts drafts, UploadPaper uploads, Names names, IStringLocalizer<Texts> T) : DraftPage(drafts, names)
{
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    public IReadOnlyList<PaperState> Papers { get; private set; } = [];

    public string Why(PaperState paper) => paper.Reason switch
    {
        AskReason.SourceUnavailable => T["{0} đang không trả lời nên cần giấy này.", string.Join(", ", paper.Databases.Select(Names.Database))],
        AskReason.ValueAbsent => T["Cơ sở dữ liệu chưa có thông tin này của bạn."],
        AskReason.ValueChanged => T["Bạn đã sửa thông tin của cơ sở dữ liệu nên cần giấy này."],
        _ => T["Chưa có dữ liệu thay cho giấy này."],
    };

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Begin(ct) ?? Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Begin(ct) is { } missing) return missing;
        var check = new Check();
        foreach (var file in Request.Form.Files.Where(f => f.Length > 0 && Papers.Any(p => string.Equals(p.Paper.Code, f.Name, StringComparison.Ordinal))))
        {
            var kept = await uploads.Run(HttpContext.Caller(), Id, file.Name, file, ct);
            if (kept.Failed) check.Faults.AddRange(kept.Faults);
        }
        await Begin(ct);
        foreach (var paper in Papers.Where(p => p.Missing && check.Faults.All(f => f.Field != p.Paper.Code)))
            check.That(false, ProceduresErrors.PaperMissing.With(paper.Paper.Name.Here).At("/" + paper.Paper.Code));
        return check.Ok ? Redirect($"{Root}/check") : this.Refused(check.Faults);
    }

    public async Task<IActionResult> OnPostRemove(Guid remove, CancellationToken ct)
    {
        if (await Begin(ct) is { } missing) return missing;
        await uploads.Remove(Id, remove, ct);
        return Redirect($"{Root}/papers");
    }

    private async Task<IActionResult?> Begin(CancellationToken ct)
    {
        if (await Open(ct) is { } missing) return missing;
        Files = await uploads.Of(Id, ct);
        Papers = Decide(Form, Files);
        return null;
    }
}
