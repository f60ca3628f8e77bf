namespace LienThong.Programme.Import;

/// <summary>How alike two texts are, by words in order: 2 × longest common subsequence ÷ both lengths. 1 is the same words, 0 none in common.</summary>
public static class Similarity
{
    /// Above this two rows of one plan are shown as saying the same twice.
    public const double Duplicate = 0.70;

    /// Above this a row is offered as derived from a row of a parent plan; a person confirms.
    public const double Derived = 0.60;

    public static double Of(string first, string second) => Of(Fold.Words(first), Fold.Words(second), 0);

    internal static double Of(string[] first, string[] second, double floor)
    {
        if (first.Length == 0 || second.Length == 0) return 0;
        var bound = 2.0 * Common(first, second) / (first.Length + second.Length);
        if (bound < floor) return bound; // words in any order already say no: skip the exact count
        var row = new int[second.Length + 1];
        foreach (var word in first)
        {
            var diagonal = 0;
            for (var j = 1; j <= second.Length; j++)
            {
                var above = row[j];
                row[j] = word == second[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
                diagonal = above;
            }
        }
        return 2.0 * row[^1] / (first.Length + second.Length);
    }

    /// <summary>For each child its likeliest parent row at or above <see cref="Derived"/>.</summary>
    public static IReadOnlyList<(string Child, string Parent, double Similarity)> Derivations(
        IReadOnlyList<(string Code, string Title)> children, IReadOnlyList<(string Code, string Title)> parents)
    {
        var known = parents.Select(static p => (p.Code, Words: Fold.Words(p.Title))).ToArray();
        var found = new List<(string, string, double)>();
        foreach (var (code, title) in children)
        {
            var words = Fold.Words(title);
            var best = known.Select(p => (p.Code, Score: Of(words, p.Words, Derived))).OrderByDescending(static p => p.Score).FirstOrDefault();
            if (best.Score >= Derived) found.Add((code, best.Code, Math.Round(best.Score, 2)));
        }
        return found;
    }

    internal static IReadOnlyList<NearDuplicate> Duplicates(IReadOnlyList<ParsedItem> items)
    {
        // Comparing all pairs is for plans of people's size; a list of thousands is no plan.
        if (items.Count > 600) return [];
        var words = items.Select(static i => (Title: Fold.Words(i.Title), Product: Fold.Words(string.Join(' ', i.Products)))).ToArray();
        var found = new List<NearDuplicate>();
        for (var i = 0; i < items.Count; i++)
            for (var j = i + 1; j < items.Count; j++)
            {
                var title = Of(words[i].Title, words[j].Title, Duplicate);
                // Connection tasks differ in one name only ("… với cơ sở dữ liệu thuế"): the differing words must be few, not the one that matters.
                if (title >= Duplicate && !OneNameApart(words[i].Title, words[j].Title)) { found.Add(Pair(items, i, j, "title", title)); continue; }
                var product = words[i].Product.Length < 10 ? 0 : Of(words[i].Product, words[j].Product, 0.95);
                if (product >= 0.95) found.Add(Pair(items, i, j, "product", product));
            }
        return found;
    }

    private static NearDuplicate Pair(IReadOnlyList<ParsedItem> items, int i, int j, string what, double score) => new(items[i].Code, items[j].Code, what, Math.Round(score, 2));

    /// Same words around one name ("… với cơ sở dữ liệu thuế", "… với cơ sở dữ liệu hộ tịch"): a series, not a repetition.
    private static bool OneNameApart(string[] first, string[] second)
    {
        int head = 0, tail = 0, shorter = Math.Min(first.Length, second.Length);
        while (head < shorter && first[head] == second[head]) head++;
        while (tail < shorter - head && first[^(tail + 1)] == second[^(tail + 1)]) tail++;
        return head + tail >= 6 && Of(first[head..^tail], second[head..^tail], 0) < 0.5;
    }

    private static int Common(string[] first, string[] second)
    {
        var counts = new Dictionary<string, int>();
        foreach (var word in first) counts[word] = counts.GetValueOrDefault(word) + 1;
        var common = 0;
        foreach (var word in second)
            if (counts.TryGetValue(word, out var n) && n > 0) { counts[word] = n - 1; common++; }
        return common;
    }
}
