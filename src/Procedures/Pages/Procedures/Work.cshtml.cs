using LienThong.Population;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Papers;
using LienThong.Procedures.Work;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Procedures.Pages;

/// <summary>One dossier on the officer's desk: what was declared beside what the registers say now, the papers, and only the actions that are allowed.</summary>
[Requires(ProcedureScopes.Handle)]
internal sealed class WorkModel(DossierShelf shelf, ProcedureLibrary library, CompareWithRegistry compare, Names names, IPopulation population, IStringLocalizer<Texts> T) : PageModel
{
    public Dossier Dossier { get; private set; } = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public Names Names => names;

    public IReadOnlyList<ComparedLine> Lines { get; private set; } = [];

    public IReadOnlyList<StoredProof> Proofs { get; private set; } = [];

    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    public IReadOnlyList<StepEntry> History { get; private set; } = [];

    /// <summary>Persons of the dossier whose records were merged, with the number that goes on.</summary>
    public IReadOnlyList<(MergedPerson Person, string Number)> Merged { get; private set; } = [];

    public MoveAction? Pressed { get; private set; }

    public IReadOnlyList<MoveRule> Open => StateMachine.Open(Definition, Dossier.Step, Standing.Of(HttpContext.Caller(), Dossier));

    public bool MayReappoint => Dossier.DueAt is not null && !StateMachine.Finished(Dossier.National) && Dossier.Reappointments < Definition.Supplement.Reappointments
        && Standing.Of(HttpContext.Caller(), Dossier).Contains(Actor.Decider);

    public IReadOnlyList<(string Form, string Name)> Prints
    {
        get
        {
            var prints = new List<(string, string)>();
            if (Dossier.ReceivedAt is not null) prints.Add(("01", T["Mẫu 01: giấy tiếp nhận và hẹn trả"]));
            if (Dossier.Supplements > 0) prints.Add(("02", T["Mẫu 02: yêu cầu bổ sung"]));
            if (Dossier.National is 3) prints.Add(("03", T["Mẫu 03: từ chối tiếp nhận"]));
            if (Dossier.Reappointments > 0) prints.Add(("04", T["Mẫu 04: xin lỗi và hẹn lại"]));
            if (Dossier.National is 8) prints.Add(("05", T["Mẫu 05: dừng xử lý"]));
            return prints;
        }
    }

    public string RoleName(string role) => Definition.Role(role)?.Name.Here ?? (role == "applicant" ? T["Người nộp"].Value : role);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => await Load(id, ct) ?? Page();

    public async Task<IActionResult> OnPost(Guid id, MoveAction what, int version, string? note, [FromServices] HandleDossier handle, CancellationToken ct)
    {
        var moved = await handle.Run(HttpContext.Caller(), new MoveWish(id, what, version, note), ct);
        if (!moved.Failed) return Redirect($"/work/{id}");
        Pressed = what;
        return await Load(id, ct) ?? this.Refused(moved.Faults);
    }

    public async Task<IActionResult> OnPostReappoint(Guid id, int version, string? dueOn, string? reason, [FromServices] Reappoint reappoint, CancellationToken ct)
    {
        var day = DisplayForms.ParseDate(dueOn ?? "") is { } iso ? DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : DateOnly.MinValue;
        var moved = await reappoint.Run(HttpContext.Caller(), id, version, new(day, reason ?? ""), ct);
        if (!moved.Failed) return Redirect($"/work/{id}");
        return await Load(id, ct) ?? this.Refused(moved.Faults);
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        if (await shelf.Find(id, ct) is not { } dossier) return NotFound();
        if (!Standing.Sees(caller, dossier)) return StatusCode(StatusCodes.Status403Forbidden);
        await names.Load(ct);
        Dossier = dossier;
        Definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        // A closed dossier is no ground to read registers again.
        Lines = dossier.Ended ? await Stored(id, ct) : await compare.Run(caller, dossier, Definition, ct);
        (Proofs, Files, History) = (await shelf.Proofs(id, ct), await shelf.Files(id, ct), await shelf.History(id, ct));
        var merged = await shelf.Merged(id, ct);
        var numbers = await population.NumbersOf([.. merged.Select(m => new PersonId(m.Survivor)).Distinct()], ct);
        Merged = [.. merged.Select(m => (m, numbers.TryGetValue(new(m.Survivor), out var number) ? number.ToString() : "–"))];
        return null;
    }

    private async Task<IReadOnlyList<ComparedLine>> Stored(Guid id, CancellationToken ct) =>
        [.. (await shelf.Answers(id, ct)).Select(a => (a, q: Definition.Question(a.Key))).Where(x => x.q is { Shown: true })
            .Select(x => new ComparedLine(x.a, x.q!.Label, x.a.Registered, CompareState.Declared, null, null))];
}
