using System.Collections.Concurrent;
using System.Collections.Frozen;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange.Broker;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Exchange.Agreements;

/// <summary>An agreement in memory with what was worked out for it: who belongs to the consumer, how field sets are read.</summary>
sealed class LiveAgreement(Agreement agreement, int edition)
{
    private const int MostPlans = 500;
    private readonly ConcurrentDictionary<(string Agency, DateOnly Day), bool> members = new();
    private readonly ConcurrentDictionary<FieldSet, ReadPlan> plans = new();

    public Agreement Agreement => agreement;

    /// <summary>Edition of the dictionary that the plans were made with.</summary>
    public int Edition => edition;

    public bool Covers(string agency, DateOnly day, IDirectory directory)
    {
        if (members.TryGetValue((agency, day), out var known)) return known;
        if (members.Count > 20_000) members.Clear();
        return members[(agency, day)] = agreement.Consumers.Any(c => IsCovered(c, agency, day, directory));
    }

    public ReadPlan PlanFor(IReadOnlyList<FieldCode> fields, object sources, Func<IReadOnlyList<FieldCode>, ReadPlan> make)
    {
        if (plans.TryGetValue(new FieldSet(fields), out var plan) && ReferenceEquals(plan.MadeFrom, sources)) return plan;
        if (plans.Count > MostPlans) plans.Clear();
        plan = make([.. fields]);
        return plans[new FieldSet(plan.Fields)] = plan;
    }

    // A unit acts for the body above it; the successor of a body that ended keeps its agreements.
    private static bool IsCovered(string consumer, string agency, DateOnly day, IDirectory directory)
    {
        if (consumer.StartsWith("class:", StringComparison.Ordinal)) return directory.IsMember(consumer, agency, day);
        if (IsWithin(consumer, agency)) return true;
        if (directory.AgencyAt(consumer, day) is not null || directory.AgencyLives(consumer) is not [.., var last]) return false;
        return directory.Today(last).Bodies.Any(b => IsWithin(b.Code, agency));
    }

    private static bool IsWithin(string body, string agency) =>
        agency.StartsWith(body, StringComparison.Ordinal) && (agency.Length == body.Length || agency[body.Length] == '.');
}

/// <summary>All agreements in memory, never older than the options say: the hot path asks no database for them.</summary>
sealed class AgreementBook(Db db, IDictionary dictionary, ExchangeOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile FrozenDictionary<string, LiveAgreement> agreements = FrozenDictionary<string, LiveAgreement>.Empty;
    private long loadedAt = long.MinValue;

    public ValueTask<FrozenDictionary<string, LiveAgreement>> Current(CancellationToken ct) =>
        IsFresh() ? ValueTask.FromResult(agreements) : new(Load(ct));

    /// <summary>The next reader loads again: called after a change on this node.</summary>
    public void Forget() => Volatile.Write(ref loadedAt, long.MinValue);

    public void Dispose() => loading.Dispose();

    private bool IsFresh() =>
        Volatile.Read(ref loadedAt) is var at && at != long.MinValue && clock.GetElapsedTime(at) < options.AgreementsFresh;

    private async Task<FrozenDictionary<string, LiveAgreement>> Load(CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (IsFresh()) return agreements;
            var started = clock.GetTimestamp();
            var edition = (await dictionary.Current(ct)).Number;
            var before = agreements;
            var now = await db.Many(Sql.All, [], Read, ct);
            agreements = now.ToFrozenDictionary(a => a.Code, a =>
                before.TryGetValue(a.Code, out var live) && live.Agreement.Version == a.Version && live.Edition == edition ? live : new LiveAgreement(a, edition),
                StringComparer.Ordinal);
            Volatile.Write(ref loadedAt, started);
            return agreements;
        }
        finally
        {
            loading.Release();
        }
    }

    public static Agreement Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetFieldValue<string[]>(5), r.GetBoolean(6),
        Words.Parse<Purpose>(r.GetString(7)) ?? throw new InvalidOperationException("stored purpose"),
        [.. r.GetFieldValue<string[]>(8).Select(b => Words.Parse<BasisKind>(b) ?? throw new InvalidOperationException("stored basis"))],
        [.. r.GetFieldValue<string[]>(9).Select(f => new FieldCode(f))],
        r.GetBoolean(10), r.IntOrNull(11), r.GetString(12), r.Date(13), r.DateOrNull(14),
        Words.Parse<AgreementState>(r.GetString(15)) ?? throw new InvalidOperationException("stored state"));

    public static class Sql
    {
        public const string Columns =
            "code, version, vi, en, why, consumers, persons, purpose, bases, fields, locked_persons, quota_per_day, legal_basis, valid_from, valid_to, state";
        public const string All = "select " + Columns + " from exchange.agreement order by code limit 20000";
    }
}
