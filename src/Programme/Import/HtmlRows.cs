using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>Rows of HTML tables become tab-separated lines, so that a plan saved as a web page reads like any other. Line numbers stay those of the file.</summary>
internal static partial class HtmlRows
{
    public static IEnumerable<(int Number, string Text)> Flatten(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!RowStart().IsMatch(lines[i])) { yield return (i + 1, lines[i]); continue; }
            var start = i;
            var row = lines[i];
            while (!row.Contains("</tr", StringComparison.OrdinalIgnoreCase) && i + 1 < lines.Length) row += " " + lines[++i].Trim();
            foreach (Match tr in Row().Matches(row)) yield return (start + 1, Cells(tr.Groups[1].Value));
        }
    }

    private static string Cells(string row) => string.Join('\t', Cell().Matches(row).Select(static cell =>
    {
        var span = Span().Match(cell.Groups[1].Value) is { Success: true } m ? int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : 1;
        return cell.Groups[2].Value.Replace('\t', ' ').Trim() + new string('\t', Math.Clamp(span, 1, 40) - 1);
    }));

    [GeneratedRegex(@"<tr[\s>]", RegexOptions.IgnoreCase)] private static partial Regex RowStart();
    [GeneratedRegex(@"<tr[^>]*>(.*?)(?:</tr|$)", RegexOptions.IgnoreCase)] private static partial Regex Row();
    [GeneratedRegex(@"<t[dh]([^>]*)>(.*?)(?=</t[dh]|<t[dh][\s>]|$)", RegexOptions.IgnoreCase)] private static partial Regex Cell();
    [GeneratedRegex(@"colspan\s*=\s*[""']?(\d{1,2})", RegexOptions.IgnoreCase)] private static partial Regex Span();
}
