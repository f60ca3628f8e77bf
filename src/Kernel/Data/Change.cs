namespace LienThong.Kernel.Data;

/// <summary>One statement of a write: insert, update or delete, without a trailing semicolon and without <c>returning</c>.</summary>
/// <param name="Sql">A constant statement with positional parameters.</param>
/// <param name="Args">Its arguments, in order.</param>
/// <remarks>
/// A change is expected to touch at least one row. One that touches none rolls the whole write back as
/// <see cref="Results.KernelErrors.Conflict"/>: this is how an optimistic <c>where version = $n</c> is enforced.
/// </remarks>
public sealed record Change(string Sql, object?[] Args)
{
    /// <summary>True where touching no row is fine, such as an upsert that changes nothing.</summary>
    public bool AnyRows { get; init; }
}
