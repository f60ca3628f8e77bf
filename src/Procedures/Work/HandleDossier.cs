using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Outcomes;

namespace LienThong.Procedures.Work;

/// <summary>
/// Everything an officer does to a dossier: receive, refuse, ask for a supplement, check, forward, send back, approve, stop. One address for each
/// action; the version that the officer saw comes in If-Match. Approving carries the decision into the register at once.
/// </summary>
internal sealed class HandleDossier(DossierDesk desk, DossierShelf shelf, CarryOutDecision outcome, IServiceProvider services)
{
    /// <param name="Note">Reason; compulsory for refuse, askSupplement, sendBack and stop.</param>
    public sealed record Request(string? Note = null);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("dossiers/{id:guid}/{action}", async (Guid id, string action, Request request, Caller caller, HandleDossier handle, HttpRequest http, CancellationToken ct) =>
        {
            if (ActionOf(action) is not { } wanted) return ProceduresErrors.ActionUnknown;
            if (Versions.Of(http) is not { } version) return ProceduresErrors.VersionMissing;
            var moved = await handle.Run(caller, new MoveWish(id, wanted, version, request.Note), ct);
            return moved.Failed ? Result<Moved>.Refused(moved.Faults) : Moved.Of(moved.Value, http);
        })
        .Requires(ProcedureScopes.Handle)
        .Idempotent()
        .Refuses(ProceduresErrors.DossierUnknown, ProceduresErrors.OtherAgency, ProceduresErrors.MoveNotAllowed, ProceduresErrors.SupplementSpent,
            ProceduresErrors.ReasonMissing, ProceduresErrors.VersionMissing, ProceduresErrors.OutcomeNotReady, KernelErrors.Conflict);

    /// <summary>Where the dossier stands after the move.</summary>
    public sealed record Moved(Guid Id, string Code, string Step, int National, DateTimeOffset? DueAt, int Version)
    {
        public static Moved Of(Dossier d, HttpRequest http)
        {
            http.HttpContext.Response.Headers.ETag = Versions.Tag(d.Version);
            return new(d.Id, d.Code, d.Step, d.National, d.DueAt, d.Version);
        }
    }

    public async Task<Result<Dossier>> Run(Caller caller, MoveWish wish, CancellationToken ct)
    {
        if (wish.Action is MoveAction.CarryOut or MoveAction.Return or MoveAction.RegistryRefused) return ProceduresErrors.ActionUnknown;
        if (wish.Action is not MoveAction.Approve) return await desk.Move(caller, wish, ct);

        if (await shelf.Find(wish.Dossier, ct) is { } before && Standing.Of(caller, before).Contains(Actor.Decider))
        {
            var ready = await outcome.Ready(before, ct);
            if (ready.Failed) return ready.Faults;
        }
        var approved = await desk.Move(caller, wish, ct);
        if (approved.Failed) return approved;
        await CarryOutNow(caller, wish.Dossier, ct);
        return await shelf.Find(wish.Dossier, ct) is { } after ? after : ProceduresErrors.DossierUnknown;
    }

    // The signature stands whatever happens here: the order is in the outbox and is tried again until the register answers.
    private async Task CarryOutNow(Caller caller, Guid dossier, CancellationToken ct)
    {
        try
        {
            await outcome.Run(caller, dossier, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.OutcomeDelayed(services.LoggerFor<HandleDossier>(), e);
        }
    }

    public static MoveAction? ActionOf(string word) =>
        Enum.TryParse<MoveAction>(word, ignoreCase: true, out var action) && !word.All(char.IsAsciiDigit) ? action : null;
}

/// <summary>Lines in the log of the program; never a name, a number or an address.</summary>
internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Warning, "A decision could not be carried out at once; the outbox will try again")]
    public static partial void OutcomeDelayed(ILogger logger, Exception why);

    public static ILogger LoggerFor<T>(this IServiceProvider services) => services.GetRequiredService<ILogger<T>>();
}

/// <summary>ETag and If-Match of dossiers: the version in quotes.</summary>
internal static class Versions
{
    public static string Tag(int version) => $"\"{version}\"";

    public static int? Of(HttpRequest request) =>
        int.TryParse(request.Headers.IfMatch.ToString().Trim().TrimStart('W', '/').Trim('"'), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;
}
