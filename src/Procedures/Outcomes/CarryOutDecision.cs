using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;

namespace LienThong.Procedures.Outcomes;

/// <summary>
/// Carries a signed decision into the register. The order stands in the outbox since the signature, the register knows the dossier's key: whatever
/// crashes in between, trying again neither loses nor doubles the effect. Runs at once after the signature and, if that fails, from the outbox.
/// </summary>
internal sealed class CarryOutDecision(
    DossierShelf shelf, DossierDesk desk, ProcedureLibrary library, IPopulation population, IDirectory directory, TimeProvider clock)
{
    /// <summary>Whether the dossier holds all that the register needs; asked before signing.</summary>
    public async Task<Result> Ready(Dossier dossier, CancellationToken ct)
    {
        var definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        var input = await Input(dossier, ct);
        if (IsBirth(definition)) return BirthOutcome.Registration(input) is { Failed: true } birth ? birth.Faults : Result.Done;
        return ResidenceOutcome.Registration(input) is { Failed: true } move ? move.Faults : Result.Done;
    }

    /// <summary>Does nothing when the dossier is no longer waiting for it.</summary>
    /// <exception cref="OutcomeFailedException">The register is away: try again later.</exception>
    public async Task Run(Caller caller, Guid id, CancellationToken ct)
    {
        if (await shelf.Find(id, ct) is not { Step: DefinitionCheck.CarryingStep } dossier) return;
        var definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        var outcome = await Enter(caller, definition, await Input(dossier, ct), ct);
        var system = Caller.Program("procedures");
        if (outcome.Failed)
        {
            if (outcome.Faults[0].Error.Status is >= 500 or 429) throw new OutcomeFailedException(outcome.Faults[0].Error.Code);
            var why = string.Join(" ", outcome.Faults.Select(f => f.Text(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"))));
            await desk.Write(system, dossier, definition, [(MoveAction.RegistryRefused, why)], ct);
            return;
        }
        // A conflict means that somebody else wrote the same result a moment ago.
        await desk.Write(system, dossier with { Result = outcome.Value }, definition, [(MoveAction.CarryOut, null), (MoveAction.Return, null)], ct);
    }

    private async Task<Result<DossierResult>> Enter(Caller caller, ProcedureDefinition definition, OutcomeInput input, CancellationToken ct) =>
        IsBirth(definition) ? await EnterBirth(caller, definition, input, ct) : await EnterResidence(caller, definition, input, ct);

    private async Task<Result<DossierResult>> EnterBirth(Caller caller, ProcedureDefinition definition, OutcomeInput input, CancellationToken ct)
    {
        var registration = BirthOutcome.Registration(input);
        if (registration.Failed) return registration.Faults;
        var born = await population.RegisterBirth(caller, registration.Value, ct);
        if (born.Failed) return born.Faults;
        return Outcome(definition, input,
        [
            new(new() { Vi = "Họ và tên", En = "Full name" }, registration.Value.FullName),
            new(new() { Vi = "Số định danh cá nhân", En = "Personal number" }, born.Value.Number.ToString()),
            new(new() { Vi = "Ngày sinh", En = "Date of birth" }, HanoiTime.Show(registration.Value.BirthDate)),
            new(new() { Vi = "Nơi đăng ký khai sinh", En = "Registered at" }, PlaceName(registration.Value.BirthRegistrationPlace)),
        ]);
    }

    private async Task<Result<DossierResult>> EnterResidence(Caller caller, ProcedureDefinition definition, OutcomeInput input, CancellationToken ct)
    {
        var registration = ResidenceOutcome.Registration(input);
        if (registration.Failed) return registration.Faults;
        var moved = await population.RegisterPermanentResidence(caller, registration.Value, ct);
        if (moved.Failed) return moved.Faults;
        return Outcome(definition, input,
        [
            new(new() { Vi = "Nơi thường trú mới", En = "New permanent residence" },
                string.Join(", ", new[] { registration.Value.Address, PlaceName(moved.Value.Commune) }.OfType<string>())),
            new(new() { Vi = "Số người được đăng ký", En = "Persons registered" }, moved.Value.People.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new(new() { Vi = "Từ ngày", En = "From" }, HanoiTime.Show(registration.Value.From)),
        ]);
    }

    private DossierResult Outcome(ProcedureDefinition definition, OutcomeInput input, IReadOnlyList<ResultFact> facts)
    {
        var now = clock.GetUtcNow();
        var number = $"{input.Dossier.Code.Split('-')[^1]}/{input.Today.Year}";
        return new([.. definition.Results.Select(r => new ResultDocument(r.Code, r.Name, number, now))], facts);
    }

    private async Task<OutcomeInput> Input(Dossier dossier, CancellationToken ct)
    {
        var today = clock.Today();
        var commune = directory.AgencyAt(dossier.CompetentAgency, today)?.Area ?? dossier.CompetentAgency.Split('.').ElementAtOrDefault(1) ?? "";
        return new(dossier, await shelf.Answers(dossier.Id, ct), await shelf.People(dossier.Id, ct), today, commune);
    }

    private string PlaceName(string commune) => directory.AreaAt(commune, clock.Today()) is { } area ? directory.PathOf(area.Id) : commune;

    private static bool IsBirth(ProcedureDefinition definition) => string.Equals(definition.Outcome.Action, "population.registerBirth", StringComparison.Ordinal);
}

/// <summary>The register did not answer; the order stays in the outbox and is tried again.</summary>
internal sealed class OutcomeFailedException(string code) : Exception($"The register refused for now: {code}.");
