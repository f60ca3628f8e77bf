using LienThong.Kernel.Time;

namespace LienThong.Procedures.Definitions;

/// <summary>Procedures in force, for programs: the list and one whole definition.</summary>
internal static class ReadProcedure
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("procedures", async (string? q, ProcedureLibrary library, CancellationToken ct) =>
                (await library.Search(q, ct)).Select(d => new Item(d.Code, d.Version, d.Name.Vi, d.Name.En, d.Gain.Here, d.EffectiveFrom, d.LegalBasis)))
            .Public("Administrative procedures are published by law (Decree 63/2010/NĐ-CP)");
        r.Api.MapGet("procedures/{code}", async (string code, DateOnly? on, ProcedureLibrary library, TimeProvider clock, CancellationToken ct) =>
                (await library.InForce(on ?? clock.Today(), ct)).FirstOrDefault(d => string.Equals(d.Code, code, StringComparison.Ordinal)) is { } found
                    ? TypedResults.Json(found, Json.Options)
                    : (IResult)(Result)ProceduresErrors.ProcedureUnknown)
            .Public("Administrative procedures are published by law (Decree 63/2010/NĐ-CP)")
            .Refuses(ProceduresErrors.ProcedureUnknown);
    }

    /// <summary>A procedure in the list.</summary>
    public sealed record Item(string Code, int Version, string NameVi, string NameEn, string Gain, DateOnly EffectiveFrom, string LegalBasis);
}
