using LienThong.Kernel.Events;

namespace LienThong.Exchange;

/// <summary>A source stopped answering: readings of its fields say Unavailable until it is back.</summary>
public sealed record SourceDown(string Database, string Reason, DateTimeOffset At) : IEvent
{
    public static string EventType => "exchange.source-down";

    public string Subject => Database;
}

/// <summary>A source answers again.</summary>
public sealed record SourceUp(string Database, DateTimeOffset At) : IEvent
{
    public static string EventType => "exchange.source-up";

    public string Subject => Database;
}

/// <summary>An agreement changed its state: requested, approved, suspended, ended.</summary>
public sealed record AgreementChanged(string Agreement, string State, string By) : IEvent
{
    public static string EventType => "exchange.agreement-changed";

    public string Subject => Agreement;
}
