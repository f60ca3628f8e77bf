using System.Collections.Concurrent;

namespace LienThong.Identity.Security;

/// <summary>Remembers answers for three seconds, so that a busy caller costs one look-up and a revocation works within five.</summary>
internal sealed class ShortMemory<T>(TimeProvider clock)
    where T : class
{
    /// <summary>How long an answer is trusted.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(3);

    private const int Most = 50_000;
    private readonly ConcurrentDictionary<string, (T? Value, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    public bool TryGet(string key, out T? value)
    {
        value = null;
        if (!known.TryGetValue(key, out var entry) || entry.Until <= clock.GetUtcNow()) return false;
        value = entry.Value;
        return true;
    }

    public void Keep(string key, T? value)
    {
        if (known.Count >= Most) known.Clear();                  // strangers can fill it; forgetting costs only look-ups
        known[key] = (value, clock.GetUtcNow() + Span);
    }

    public void Forget(string key) => known.TryRemove(key, out _);

    public void ForgetAll() => known.Clear();
}
