using LienThong.Procedures.Dossiers;
using LienThong.Population;
using LienThong.Procedures.Definitions;
using Microsoft.AspNetCore.Http;

namespace LienThong.Procedures.Filing;

/// <summary>Begins a form: pins the version in force today and reads what the state already knows, so that the first screen is already filled.</summary>
internal sealed class StartDraft(Drafts drafts, ProcedureLibrary library, ReadFacts facts, IPopulation population, TimeProvider clock)
{
    /// <param name="Code">The procedure.</param>
    /// <param name="ForNumber">Assisted filing: personal number of the applicant who stands at the counter.</param>
    /// <param name="Present">Assisted filing: the applicant is present and asked for help.</param>
    public sealed record Request(string Code, string? ForNumber = null, bool Present = false);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("drafts", async (Request request, Caller caller, HttpContext http, ProcedureLibrary library, StartDraft start, CancellationToken ct) =>
            await library.Today(request.Code, ct) is { } definition && AskLevel.Refusal(http, definition) is { } low ? low : await start.Run(caller, request, ct))
        .Requires(ProcedureScopes.File)
        .Idempotent()
        .Refuses(ProceduresErrors.ProcedureUnknown, ProceduresErrors.PersonNeeded, ProceduresErrors.LevelTooLow);

    public async Task<Result<Guid>> Run(Caller caller, Request request, CancellationToken ct)
    {
        if (await library.Today(request.Code, ct) is not { } definition) return ProceduresErrors.ProcedureUnknown;
        var assisted = request.ForNumber is not null;
        if (assisted && !request.Present) return ProceduresErrors.AssistedConsentMissing.At("/present");
        var person = assisted ? await ByNumber(request.ForNumber, ct) : caller.Person;
        if (person is not { } applicant) return assisted ? ProceduresErrors.NumberUnreadable.With("Số định danh").At("/forNumber") : ProceduresErrors.PersonNeeded;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var draft = new Draft
        {
            Id = id, Account = caller.Id, Person = applicant, AssistedBy = assisted ? caller.Id : null, Code = definition.Code, Definition = definition.Version,
            Channel = assisted ? Channel.Counter : Channel.Online, Facts = [],
            Answers = new Dictionary<string, string>(StringComparer.Ordinal), UpdatedAt = clock.GetUtcNow(), Version = 1,
        };
        // The draft stands first: it is the ground of the readings.
        var begun = await drafts.Begin(caller, draft, ct);
        if (begun.Failed) return begun;
        var known = await facts.For(caller, definition, id, applicant, ct);
        var saved = await drafts.Save(caller, draft with { Subjects = known.Subjects, Facts = known.Facts, FactsAt = clock.GetUtcNow() }, ct);
        return saved.Failed ? saved.Faults : id;
    }

    private async Task<Guid?> ByNumber(string? text, CancellationToken ct) =>
        PersonalNumber.TryParse(text?.Replace(" ", "", StringComparison.Ordinal), null, out var number) ? (await population.ByNumber(number, ct))?.Value : null;
}
