namespace LienThong.Identity.Provider;

/// <summary>
/// Spends what may be used once, for callers that have no statement of their own to do it in: whatever waits while one insert is under way goes into
/// the next, so that a busy resource pays for one commit per hundreds of proofs, and replay stays impossible over all nodes and restarts.
/// </summary>
internal sealed class SpendProofs(Db db)
{
    private const int Most = 512;
    private readonly Lock gate = new();
    private List<Waiting> waiting = [];
    private bool working;

    /// <summary>True for the first who brings it.</summary>
    public Task<bool> Do(UsedOnce once, CancellationToken ct)
    {
        var mine = new Waiting(once, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Add(mine);
            if (working) return mine.Done.Task.WaitAsync(ct);
            working = true;
        }
        _ = Task.Run(Work, CancellationToken.None);
        return mine.Done.Task.WaitAsync(ct);
    }

    /// <summary>True when each of those given is new; all are spent.</summary>
    public async Task<bool> All(UsedOnce? first, UsedOnce? second, CancellationToken ct)
    {
        var both = await Task.WhenAll(first is { } a ? Do(a, ct) : Task.FromResult(true), second is { } b ? Do(b, ct) : Task.FromResult(true));
        return both[0] && both[1];
    }

    private async Task Work()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    working = false;
                    return;
                }
                batch = waiting.Count <= Most ? waiting : waiting[..Most];
                waiting = waiting.Count <= Most ? [] : waiting[Most..];
            }
            await Spend(batch);
        }
    }

    private async Task Spend(List<Waiting> batch)
    {
        try
        {
            var (slots, keys) = UsedOnce.Columns([.. batch.Select(w => (UsedOnce?)w.Once)]);
            var fresh = await db.Many(Sql.Spend, [slots, keys], r => Convert.ToHexString(r.GetFieldValue<byte[]>(0)), CancellationToken.None);
            var unclaimed = fresh.ToHashSet(StringComparer.Ordinal);
            foreach (var one in batch) one.Done.SetResult(unclaimed.Remove(Convert.ToHexString(one.Once.Key)));
        }
        catch (Exception e)
        {
            foreach (var one in batch) one.Done.TrySetException(e);
        }
    }

    private sealed record Waiting(UsedOnce Once, TaskCompletionSource<bool> Done);

    static class Sql
    {
        public const string Spend = """
            insert into identity.used_once (slot, key) select slot, key from unnest($1::smallint[], $2::bytea[]) as u (slot, key) on conflict do nothing returning key
            """;
    }
}
