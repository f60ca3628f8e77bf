using LienThong.Identity;
using LienThong.Identity.Sessions;
using LienThong.Procedures.Definitions;
using Microsoft.AspNetCore.Http;

namespace LienThong.Procedures.Filing;

/// <summary>Whether whoever files is as surely known as the procedure asks for (Decree 69/2024/NĐ-CP art. 20). Sources of callers tell the level; without one it is 0.</summary>
internal static class AskLevel
{
    /// The refusal of an API call; null when the level is high enough.
    public static Fault? Refusal(HttpContext http, ProcedureDefinition definition) =>
        Falls(http, definition) ? ProceduresErrors.LevelTooLow.With(definition.AuthenticationLevel) : null;

    /// Where a browser goes to raise its level and comes back; null when the level is high enough.
    public static string? Detour(HttpContext http, ProcedureDefinition definition, string returnTo) =>
        Falls(http, definition) ? Acr.Address(returnTo, definition.AuthenticationLevel) : null;

    private static bool Falls(HttpContext http, ProcedureDefinition definition) =>
        (http.Assurance()?.AuthenticationLevel ?? 0) < definition.AuthenticationLevel;
}
