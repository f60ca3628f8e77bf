namespace LienThong.Ledger;

/// <summary>
/// Declared here, implemented by a module to the right that knows people: lets an inspector search the book by what a person writes (a personal
/// number), while the book itself knows keys only.
/// </summary>
public interface ISubjectFinder
{
    /// <summary>The key of the subject with this number; null when this finder knows none.</summary>
    Task<Guid?> Find(string number, CancellationToken ct);
}
