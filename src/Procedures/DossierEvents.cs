namespace LienThong.Procedures;

/// <summary>A dossier was handed in. Agencies are codes of the Directory; papers are counted, never named with a person.</summary>
public sealed record DossierFiled(
    Guid Dossier, string Code, string Procedure, string Channel, string ReceivingAgency, string CompetentAgency, int PapersNamed, int PapersWaived, DateTimeOffset At) : IEvent
{
    public static string EventType => "procedures.filed";

    public string Subject => Dossier.ToString();
}

/// <summary>A dossier was accepted and has a due date.</summary>
public sealed record DossierReceived(Guid Dossier, string Code, string Procedure, string Agency, DateTimeOffset DueAt, DateTimeOffset At) : IEvent
{
    public static string EventType => "procedures.received";

    public string Subject => Dossier.ToString();
}

/// <summary>The applicant was asked for more; the clock stands still.</summary>
public sealed record SupplementAsked(Guid Dossier, string Code, string Procedure, string Agency, DateTimeOffset At) : IEvent
{
    public static string EventType => "procedures.supplement-asked";

    public string Subject => Dossier.ToString();
}

/// <summary>The dossier came to a decision: <c>approved</c>, <c>refused</c>, <c>stopped</c> or <c>withdrawn</c>.</summary>
public sealed record DossierDecided(Guid Dossier, string Code, string Procedure, string Agency, string Decision, bool OnTime, DateTimeOffset At) : IEvent
{
    public static string EventType => "procedures.decided";

    public string Subject => Dossier.ToString();
}

/// <summary>The result reached the applicant.</summary>
public sealed record DossierReturned(Guid Dossier, string Code, string Procedure, string Agency, bool Electronic, DateTimeOffset At) : IEvent
{
    public static string EventType => "procedures.returned";

    public string Subject => Dossier.ToString();
}

/// <summary>The applicant gave a mark of 1 to 5.</summary>
public sealed record DossierRated(Guid Dossier, string Code, string Procedure, string Agency, int Score, DateTimeOffset At) : IEvent
{
    public static string EventType => "procedures.rated";

    public string Subject => Dossier.ToString();
}

/// <summary>A decision was signed: what it orders must now be carried out in the register. Heard by this module itself, so that a crash in between loses nothing.</summary>
public sealed record OutcomeOrdered(Guid Dossier) : IEvent
{
    public static string EventType => "procedures.outcome-ordered";

    public string Subject => Dossier.ToString();
}
