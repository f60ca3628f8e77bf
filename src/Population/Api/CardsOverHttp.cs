using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Cards;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Cards by officers of the register: issue, end, history, and the check of a QR code.</summary>
internal static class CardsOverHttp
{
    private static readonly Error[] Common =
    [
        PopulationErrors.RegistryWorkOnly, PopulationErrors.DocumentKindUnknown, PopulationErrors.DocumentMissing, PopulationErrors.ActInFuture, PopulationErrors.PersonUnknown,
        PopulationErrors.PersonLocked, CardErrors.CardTooEarly, CardErrors.CardKindUnknown,
    ];

    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("cards", Issue).Requires(PopulationScopes.Manage).Idempotent().Refuses([.. Common, CardErrors.CardValid, CardErrors.NoCard]);
        r.Api.MapPost("cards/ended", End).Requires(PopulationScopes.Manage).Idempotent().Refuses([.. Common, CardErrors.NoValidCard]);
        r.Api.MapPost("cards/check", Check).Requires(PopulationScopes.Read).Refuses(CardErrors.CardUnreadable, CardErrors.NumberNotKnown);
        r.Api.MapGet("persons/{id}/cards", Of).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown);
    }

    public sealed record CheckRequest(string Qr);

    private static async Task<Result<ActRegistered>> Issue(CardIssue act, Caller caller, ICards cards, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await cards.Issue(caller, act, ct);

    private static async Task<Result<ActRegistered>> End(CardEnd act, Caller caller, ICards cards, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await cards.End(caller, act, ct);

    private static Task<Result<CardCheck>> Check(CheckRequest request, Caller caller, ICards cards, CancellationToken ct) => cards.Check(ReadAsKeeper.Ground(caller), request.Qr, ct);

    private static async Task<Result<IReadOnlyList<IdentityCard>>> Of(PersonId id, Caller caller, ICards cards, ReadAsKeeper read, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Papers, ct);
        return allowed.Failed ? allowed.Faults : (await cards.Of(id, ct)).ToArray();
    }
}
