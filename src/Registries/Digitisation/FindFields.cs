using LienThong.Dictionary;
using LienThong.Kernel.Results;

namespace LienThong.Registries.Digitisation;

/// <summary>What was found for a field: its canonical value (or the text as read), where, how sure.</summary>
internal sealed record FoundField(FieldCode Field, string? Value, int? Page, int X, int Y, int Width, int Height, int Confidence)
{
    /// <summary>Below this a person must look with care.</summary>
    public const int Sure = 80;

    public bool Marked => Value is null || Confidence < Sure;
}

/// <summary>
/// Finds the values of fields on pages: labels by likeness (the machine misreads letters), the value to the right of its label, else beneath it. Pure.
/// </summary>
internal sealed class FindFields(IReadOnlyList<FieldLabels> fields, Func<FieldCode, string, Result<string>> canonical)
{
    private const double Alike = 0.78;

    private sealed record Row(int Page, IReadOnlyList<OcrWord> Words, IReadOnlyList<string> Folded);

    private sealed record Match(FieldCode Field, Row Row, int From, int Upto, double Likeness, int Length)
    {
        // a label ends with a colon and has something behind it; a heading has neither. Of two that fit, the longer says more.
        public double Weight => Math.Pow(Likeness, 4) * (1 + Math.Log2(Length) / 4) * (Row.Words[Upto - 1].Text.EndsWith(':') ? 1.5 : 1) * (Upto == Row.Words.Count ? 0.5 : 1);
    }

    public IReadOnlyList<FoundField> On(IReadOnlyList<OcrPage> pages)
    {
        var rows = pages.SelectMany((p, i) => Rows(p, i)).ToList();
        var chosen = Choose(rows);
        return [.. fields.Select(f => chosen.FirstOrDefault(m => m.Field == f.Field) is { } match ? Value(match, rows, chosen) : new FoundField(f.Field, null, null, 0, 0, 0, 0, 0))];
    }

    // lines as the machine saw them; pieces of one printed line that it took for columns are put together again
    private static IEnumerable<Row> Rows(OcrPage page, int number)
    {
        var lines = page.Words.SelectMany(Apart).Where(w => w.Text.Any(char.IsLetterOrDigit)).GroupBy(w => w.Line).Select(l => l.OrderBy(w => w.X).ToList()).OrderBy(l => l[0].X);
        List<List<OcrWord>> rows = [];
        foreach (var line in lines)
        {
            var left = rows.Find(r => r[^1].Right <= line[0].X + line[0].Height / 2 && Math.Abs(r[^1].Middle - line[0].Middle) < Math.Max(r[^1].Height, line[0].Height) / 2);
            if (left is null) rows.Add(line);
            else left.AddRange(line);
        }
        return rows.OrderBy(r => r[0].Middle).Select(r => new Row(number, r, [.. r.Select(w => WrittenCode.Fold(w.Text).Replace(" ", "", StringComparison.Ordinal))]));
    }

    // "tính:Nữ" is a label and a value
    private static IEnumerable<OcrWord> Apart(OcrWord word)
    {
        var colon = word.Text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == word.Text.Length - 1) return [word];
        var left = word.Width * (colon + 1) / word.Text.Length;
        return [word with { Text = word.Text[..(colon + 1)], Width = left }, word with { Text = word.Text[(colon + 1)..], X = word.X + left, Width = word.Width - left }];
    }

    // the surest labels first; no word belongs to two labels, no field has two places
    private List<Match> Choose(List<Row> rows)
    {
        List<Match> chosen = [];
        foreach (var match in fields.SelectMany(f => f.Texts.SelectMany(t => Matches(f.Field, t, rows))).OrderByDescending(m => m.Weight).ThenBy(m => m.Row.Page).ThenBy(m => m.From))
        {
            if (chosen.Exists(c => c.Field == match.Field || (c.Row == match.Row && c.From < match.Upto && match.From < c.Upto))) continue;
            chosen.Add(match);
        }
        return chosen;
    }

    private static IEnumerable<Match> Matches(FieldCode field, string text, List<Row> rows)
    {
        var words = WrittenCode.Fold(text).Split(' ');
        var label = string.Concat(words);
        foreach (var row in rows)
        {
            for (var from = 0; from < row.Words.Count; from++)
            {
                for (var upto = from + Math.Max(1, words.Length - 1); upto <= Math.Min(row.Words.Count, from + words.Length + 1); upto++)
                {
                    var likeness = Likeness(label, string.Concat(row.Folded.Skip(from).Take(upto - from)));
                    // a short label ("Số") is one only exactly so, at the beginning of what stands there
                    if (likeness >= (label.Length < 5 ? 1 : Alike) && (label.Length >= 5 || from == 0 || row.Words[from].X - row.Words[from - 1].Right > 2 * row.Words[from].Height))
                        yield return new(field, row, from, upto, likeness, label.Length);
                }
            }
        }
    }

    private FoundField Value(Match match, List<Row> rows, List<Match> chosen)
    {
        var words = Until(match.Row, match.Upto, chosen, int.MaxValue);
        if (words.Count == 0) words = Beneath(match, rows, chosen);
        if (words.Count == 0) return new(match.Field, null, match.Row.Page, match.Row.Words[match.From].X, match.Row.Words[match.From].Y, match.Row.Words[match.Upto - 1].Right - match.Row.Words[match.From].X, match.Row.Words[match.From].Height, 0);
        var text = string.Join(' ', words.Select(w => w.Text)).TrimStart(':', '.', ' ', '-', '…').TrimEnd('.', ',', ';', ' ', '…', '_');
        var read = canonical(match.Field, text);
        var sure = Math.Min(words.Average(w => w.Confidence), words.Min(w => w.Confidence) + 15);
        var confidence = (int)Math.Round(Math.Min(sure, match.Likeness * 100));
        var (x, y) = (words.Min(w => w.X), words.Min(w => w.Y));
        return new(match.Field, read.Failed ? text : read.Value, match.Row.Page, x, y, words.Max(w => w.Right) - x, words.Max(w => w.Y + w.Height) - y, read.Failed ? Math.Min(confidence, 30) : confidence);
    }

    // up to the next label of the row, or a gap that no sentence has
    private static List<OcrWord> Until(Row row, int from, List<Match> chosen, int right)
    {
        List<OcrWord> words = [];
        for (var i = from; i < row.Words.Count; i++)
        {
            var word = row.Words[i];
            if (chosen.Exists(c => c.Row == row && c.From <= i && i < c.Upto) || word.X > right) break;
            if (words.Count > 0 && word.X - words[^1].Right > 5 * word.Height) break;
            words.Add(word);
        }
        return words;
    }

    private static List<OcrWord> Beneath(Match match, List<Row> rows, List<Match> chosen)
    {
        var label = match.Row.Words[match.From];
        var below = rows.Where(r => r.Page == match.Row.Page && r.Words[0].Middle > match.Row.Words.Max(w => w.Middle)).MinBy(r => r.Words[0].Middle);
        if (below is null || below.Words[0].Y - label.Y > 4 * label.Height) return [];
        var first = below.Words.ToList().FindIndex(w => w.Right > label.X - label.Height);
        return first < 0 || chosen.Exists(c => c.Row == below && c.From == first) ? [] : Until(below, first, chosen, int.MaxValue);
    }

    /// <summary>1 for the same text, 0 for nothing in common (Levenshtein over the longer length).</summary>
    public static double Likeness(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return 0;
        if (Math.Abs(a.Length - b.Length) > Math.Max(a.Length, b.Length) / 3) return 0;
        var before = new int[b.Length + 1];
        var now = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) before[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++) now[j] = Math.Min(Math.Min(before[j] + 1, now[j - 1] + 1), before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (before, now) = (now, before);
        }
        return 1 - (double)before[b.Length] / Math.Max(a.Length, b.Length);
    }
}
