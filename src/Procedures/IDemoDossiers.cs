namespace LienThong.Procedures;

/// <summary>Past dossiers for the demonstration, so that queues, maps and measures look like a province at work. Only in demo mode.</summary>
public interface IDemoDossiers
{
    /// <summary>
    /// Makes dossiers of the last 60 days for the given people. Does nothing when dossiers are there. Answers how many were made.
    /// </summary>
    /// <param name="people">Synthetic persons with the commune of their residence; a few hundred are enough.</param>
    /// <param name="seed">Same seed, same people, same day: the same dossiers.</param>
    /// <param name="ct">Stops it.</param>
    Task<int> Make(IReadOnlyList<DemoApplicant> people, int seed, CancellationToken ct);
}

/// <summary>Somebody who filed.</summary>
/// <param name="Person">Subject key.</param>
/// <param name="FullName">Name.</param>
/// <param name="Commune">5-digit code of the commune of residence.</param>
public sealed record DemoApplicant(Guid Person, string FullName, string Commune);
