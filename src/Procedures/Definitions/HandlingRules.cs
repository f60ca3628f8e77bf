using LienThong.Kernel.Time;

namespace LienThong.Procedures.Definitions;

/// <summary>Fee in đồng, chosen by channel and by the day of filing.</summary>
internal sealed record FeeRule : ILegal
{
    public required Words Name { get; init; }
    public required IReadOnlyList<Channel> Channels { get; init; }
    public required long Amount { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public required string LegalBasis { get; init; }
    public string? Confidence { get; init; }
}

/// <summary>When the result is due. Working days do not count the day of reception.</summary>
internal sealed record DeadlineRule
{
    public required DeadlineKind Kind { get; init; }

    /// <summary>For <see cref="DeadlineKind.WorkingDays"/>.</summary>
    public int Days { get; init; }

    /// <summary>For <see cref="DeadlineKind.SameDay"/>: hour (Hà Nội) from which the result moves to the next working day.</summary>
    public int CutOffHour { get; init; } = 15;

    public required string LegalBasis { get; init; }
}

internal enum DeadlineKind
{
    SameDay,
    WorkingDays,
}

/// <summary>The one request for supplements.</summary>
internal sealed record SupplementRule
{
    /// <summary>After the papers came: count the whole limit again (general rule), or only what was left.</summary>
    public required AfterSupplement After { get; init; }

    public required int Requests { get; init; }

    /// <summary>How many times the officer may promise another day, with an apology (form 04).</summary>
    public required int Reappointments { get; init; }

    public required string LegalBasis { get; init; }
}

internal enum AfterSupplement
{
    Restart,
    Resume,
}

/// <summary>An inner step; the outside sees only its national code (1–10).</summary>
internal sealed record StepRule
{
    public required string Code { get; init; }
    public required int National { get; init; }
    public required Words Name { get; init; }

    /// <summary>What happens now, told to the applicant.</summary>
    public required Words Tells { get; init; }

    /// <summary>The body that must move next.</summary>
    public Actor? Waits { get; init; }
}

internal sealed record MoveRule
{
    public required MoveAction Action { get; init; }
    public required IReadOnlyList<string> From { get; init; }
    public required string To { get; init; }
    public required Actor By { get; init; }
}

internal enum MoveAction
{
    Receive,
    Refuse,
    AskSupplement,
    GiveSupplement,
    Check,
    Forward,
    SendBack,
    Approve,
    CarryOut,
    RegistryRefused,
    Return,
    Stop,
    Withdraw,
}

internal enum Actor
{
    Applicant,

    /// <summary>The agency where the dossier was handed in.</summary>
    Receiver,

    /// <summary>The agency that the law makes decide.</summary>
    Decider,

    System,
}

internal sealed record OutcomeRule
{
    /// <summary><c>population.registerBirth</c> or <c>population.registerPermanentResidence</c>.</summary>
    public required string Action { get; init; }
}

internal sealed record ResultRule
{
    public required string Code { get; init; }
    public required Words Name { get; init; }
}

/// <summary>What the applicant is told when a step is reached. <c>{code}</c>, <c>{due}</c> and <c>{note}</c> are filled in.</summary>
internal sealed record NoticeRule
{
    public required string Step { get; init; }
    public required Words Title { get; init; }
    public required Words Text { get; init; }
}
