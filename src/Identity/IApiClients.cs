using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Identity;

/// <summary>Systems that call our API with a key.</summary>
public interface IApiClients
{
    /// <summary>Registers a system and gives its key, which is shown this once: only its hash is kept.</summary>
    Task<Result<IssuedKey>> Add(Caller caller, NewApiClient client, CancellationToken ct);

    /// <summary>All systems, newest first, at most 500.</summary>
    Task<IReadOnlyList<ApiClient>> List(CancellationToken ct);

    /// <summary>Takes a key back; it stops working within 5 seconds on every node.</summary>
    Task<Result> Revoke(Caller caller, Guid client, CancellationToken ct);
}

/// <summary>What is needed to register a system.</summary>
/// <param name="Name">1–200 characters.</param>
/// <param name="Agency">Code of the agency that answers for it.</param>
/// <param name="Live">False: a key for trying out (<c>lt_test_…</c>); true: <c>lt_live_…</c>.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="EndsOn">Last day, or null.</param>
public sealed record NewApiClient(string Name, string Agency, bool Live, IReadOnlyList<string> Scopes, DateOnly? EndsOn = null);

/// <summary>A key on its way to its owner. Never log it.</summary>
public sealed record IssuedKey(Guid Id, string Key)
{
    /// <summary>Without the key, in case a log line prints it.</summary>
    public override string ToString() => $"IssuedKey {Id}";
}

/// <summary>A system that calls us.</summary>
/// <param name="Id">Key; <c>Caller.Id</c> of its requests.</param>
/// <param name="Name">Name.</param>
/// <param name="Agency">Code of the agency.</param>
/// <param name="Live">False for trying out.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="KeyStart">First characters of the key, to tell keys apart.</param>
/// <param name="CreatedAt">When registered.</param>
/// <param name="UsedOn">Last day on which it called (Hà Nội).</param>
/// <param name="EndsOn">Last day, or null.</param>
/// <param name="RevokedAt">When taken back, or null.</param>
public sealed record ApiClient(
    Guid Id, string Name, string Agency, bool Live, IReadOnlyList<string> Scopes, string KeyStart, DateTimeOffset CreatedAt, DateOnly? UsedOn, DateOnly? EndsOn, DateTimeOffset? RevokedAt);
