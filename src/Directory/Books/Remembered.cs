using System.Collections.Concurrent;

namespace LienThong.Directory.Books;

/// Answers of one edition that are asked for again and again (every read of the broker asks who the caller's agency is). Emptied when full.
sealed class Remembered<TKey, TAnswer>(int most)
    where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, TAnswer> answers = new();
    int count;

    public TAnswer Of<TBy>(TKey key, TBy by, Func<TKey, TBy, TAnswer> work)
    {
        if (answers.TryGetValue(key, out var known)) return known;
        if (Interlocked.Increment(ref count) > most)
        {
            answers.Clear();
            Interlocked.Exchange(ref count, 0);
        }
        return answers.GetOrAdd(key, work, by);
    }
}
