using LienThong.Kernel.Access;
using Npgsql;

namespace LienThong.Identity.Proofing;

/// <summary>What somebody came to the counter for.</summary>
internal enum CaseKind
{
    /// <summary>Open an account, or raise it to level 2.</summary>
    Identify,

    /// <summary>Open an account for a foreigner.</summary>
    Foreigner,

    /// <summary>Lift a lock that the owner asked for.</summary>
    Unlock,

    /// <summary>Remove ways to sign in that were lost, and begin anew.</summary>
    Recover,
}

/// <summary>A case as the second official sees it.</summary>
internal sealed record CounterCase(
    Guid Id, CaseKind Kind, Guid? Person, AccountId? Account, string? Agency, IReadOnlyList<ComparedItem> Compared, string Papers, string? Sealed,
    string OpenedBy, DateTimeOffset OpenedAt, string State, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason)
{
    public const string Columns = "id, kind, person, account, agency, compared, papers, sealed, opened_by, opened_at, state, decided_by, decided_at, reason";

    public bool Waits => State == "waiting";

    public static CounterCase Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), Enum.Parse<CaseKind>(r.GetString(1), ignoreCase: true), r.GuidOrNull(2), r.GuidOrNull(3) is { } id ? new AccountId(id) : null, r.TextOrNull(4),
        r.FromJson<List<ComparedItem>>(5), r.GetString(6), r.TextOrNull(7), r.GetString(8), r.Instant(9), r.GetString(10), r.TextOrNull(11), r.InstantOrNull(12), r.TextOrNull(13));
}

/// <summary>Who may work at the counter.</summary>
internal static class CounterScopes
{
    public const string Proof = "identity.proof";
}

/// <summary>Cases of an agency: those that wait, and those of the last days.</summary>
internal sealed class CounterCases(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    /// Cases of the caller's agency; administrators see all. At most 100.
    public Task<List<CounterCase>> For(Caller caller, CancellationToken ct) =>
        db.Many(Sql.List, [Everywhere(caller) ? null : caller.Agency, clock.GetUtcNow() - Shown], CounterCase.Read, ct);

    /// One case that the caller may see; null when there is none.
    public async Task<CounterCase?> Find(Caller caller, Guid id, CancellationToken ct) =>
        await db.One(Sql.Find, [id], CounterCase.Read, ct) is { } found && (Everywhere(caller) || found.Agency == caller.Agency) ? found : null;

    private static bool Everywhere(Caller caller) => caller.May(Accounts.Refusals.Manage);

    static class Sql
    {
        public const string List = $"""
            select {CounterCase.Columns} from identity.counter_case
            where ($1::text is null or agency = $1) and (state = 'waiting' or opened_at > $2)
            order by state <> 'waiting', opened_at desc limit 100
            """;

        public const string Find = $"select {CounterCase.Columns} from identity.counter_case where id = $1";
    }
}
