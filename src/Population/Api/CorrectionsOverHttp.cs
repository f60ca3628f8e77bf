using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Corrections;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Requests for correction: by citizens about themselves, and their decision by officers.</summary>
internal static class CorrectionsOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("own-corrections", (CorrectionAsked asked, Caller caller, ICorrections corrections, CancellationToken ct) => corrections.Ask(caller, asked, ct)).Requires(PopulationScopes.Own).Idempotent()
            .Refuses(CorrectionErrors.OwnOnly, CorrectionErrors.ItemUnknown, CorrectionErrors.EvidenceNeeded, CorrectionErrors.AskedAlready, CorrectionErrors.TooManyOpen, CorrectionErrors.SameValue);
        r.Api.MapGet("own-corrections", (Caller caller, ICorrections corrections, CancellationToken ct) => corrections.Mine(caller, ct)).Requires(PopulationScopes.Own);
        r.Api.MapDelete("own-corrections/{id}", (Guid id, Caller caller, ICorrections corrections, CancellationToken ct) => corrections.Withdraw(caller, id, ct)).Requires(PopulationScopes.Own)
            .Refuses(CorrectionErrors.OwnOnly, CorrectionErrors.RequestDecided);
        r.Api.MapGet("corrections", (Caller caller, ICorrections corrections, CancellationToken ct) => corrections.Queue(caller, ct)).Requires(PopulationScopes.Manage);
        r.Api.MapPost("corrections/accepted", Accept).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.RegistryWorkOnly, CorrectionErrors.RequestUnknown, CorrectionErrors.RequestDecided, CorrectionErrors.OtherArea, PopulationErrors.DocumentMissing, PopulationErrors.NothingChanges);
        r.Api.MapPost("corrections/refused", Refuse).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.RegistryWorkOnly, CorrectionErrors.RequestUnknown, CorrectionErrors.RequestDecided, CorrectionErrors.OtherArea, CorrectionErrors.ReasonNeeded);
    }

    public sealed record Refusal(Guid Request, string Reason);

    private static async Task<Result<ActRegistered>> Accept(CorrectionAccepted act, Caller caller, ICorrections corrections, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await corrections.Accept(caller, act, ct);

    private static async Task<Result> Refuse(Refusal refused, Caller caller, ICorrections corrections, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await corrections.Refuse(caller, refused.Request, refused.Reason, ct);
}
