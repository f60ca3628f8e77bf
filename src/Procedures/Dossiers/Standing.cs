using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>As whom a caller stands before a dossier. Nobody stands before a dossier of another agency.</summary>
internal static class Standing
{
    public static IReadOnlySet<Actor> Of(Caller caller, Dossier dossier)
    {
        var actors = new HashSet<Actor>();
        if (caller.Kind is CallerKind.System && caller.Agency is null) actors.Add(Actor.System);
        if (caller.Person == dossier.Applicant && caller.Kind is CallerKind.Person) actors.Add(Actor.Applicant);
        if (caller.Agency is not { } agency || !caller.May(ProcedureScopes.Handle)) return actors;
        if (Same(agency, dossier.CompetentAgency) || (dossier.DeskAgency is { } desk && Same(agency, desk))) actors.UnionWith([Actor.Decider, Actor.Receiver]);
        if (Receives(agency, dossier)) actors.Add(Actor.Receiver);
        return actors;
    }

    /// <summary>May open the work page: the deciding or the receiving agency.</summary>
    public static bool Sees(Caller caller, Dossier dossier) => Of(caller, dossier).Overlaps([Actor.Decider, Actor.Receiver]);

    // A people's committee answers for the one-stop centre under it: H05.07210 for H05.07210.HCC.
    private static bool Receives(string agency, Dossier dossier) =>
        Same(agency, dossier.ReceivingAgency) || Same(agency + ".HCC", dossier.ReceivingAgency);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}

/// <summary>Scopes of this module.</summary>
internal static class ProcedureScopes
{
    /// <summary>File and follow one's own dossiers.</summary>
    public const string File = "dossier.file";

    /// <summary>Handle dossiers of one's agency.</summary>
    public const string Handle = "dossier.handle";
}
