namespace LienThong.Kernel.Data;

/// <summary>
/// Looks one key up as if alone, while those who ask at the same time share a query. A look-up starts after it was asked for, so it sees everything committed before.
/// <paramref name="find"/> answers the keys that exist.
/// </summary>
public sealed class LookUp<TKey, TValue> where TKey : notnull where TValue : struct
{
    private readonly Lane<(TKey Key, TaskCompletionSource<TValue?> Answer)> lane;

    public LookUp(Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> find, LanePace pace, TimeProvider clock) => lane = new(group => Answer(find, group), pace, clock);

    /// <summary>The value of a key; null when there is none.</summary>
    public Task<TValue?> Find(TKey key, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<TValue?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lane.Enqueue((key, answer));
        return answer.Task.WaitAsync(ct);
    }

    private static async Task Answer(Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> find, List<(TKey Key, TaskCompletionSource<TValue?> Answer)> group)
    {
        try
        {
            var found = await find([.. group.Select(g => g.Key).Distinct()]);
            foreach (var (key, answer) in group) answer.TrySetResult(found.TryGetValue(key, out var value) ? value : null);
        }
        catch (Exception e)
        {
            foreach (var (_, answer) in group) answer.TrySetException(e);
        }
    }
}
