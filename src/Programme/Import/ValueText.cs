using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>A value cell of a target → comparator, number and unit. Vietnamese numbers: a point groups thousands, a comma starts decimals.</summary>
internal static partial class ValueText
{
    /// <param name="title">of the target: "không quá 30%" there turns a bare 30% into "at most"</param>
    /// <param name="unit">from a unit column, when the table has one</param>
    public static TargetValue? Read(string cell, int? horizon, string title, string? unit)
    {
        var text = cell.Trim();
        var key = Fold.Key(text);
        if (key.Length == 0 || EmptyWords().IsMatch(key)) return new TargetValue(horizon, Comparator.Empty, null, null, text);
        if (DoneWords().IsMatch(key)) return new TargetValue(horizon, Comparator.Done, null, null, text);
        var m = Number().Match(key);
        if (!m.Success) return null;
        if (Parse(m.Groups["number"].Value) is not { } value) return null;
        var stated = Sign(m.Groups["sign"].Value);
        var measured = m.Groups["unit"].Value.Trim() is { Length: > 0 } own ? text[m.Groups["unit"].Index..].Trim() : unit;
        var comparator = stated ?? (NotMore(Fold.Key(title), measured) ? Comparator.AtMost : Comparator.AtLeast);
        return new TargetValue(horizon, comparator, value, measured, text);
    }

    private static Comparator? Sign(string sign) => sign.Trim() switch
    {
        "" => null,
        "≥" or ">=" or "=>" or "it nhat" or "toi thieu" or "tu" or "dat" or "dat tren" or "khong duoi" or "khong thap hon" => Comparator.AtLeast,
        "≤" or "<=" or "=<" or "khong qua" or "khong vuot qua" or "toi da" or "khong lon hon" => Comparator.AtMost,
        ">" or "tren" or "hon" => Comparator.Above,
        "<" or "duoi" => Comparator.Below,
        _ => null,
    };

    /// Only words about a value of the same unit count: "không quá 3 ngày" says nothing about a percentage.
    private static bool NotMore(string title, string? unit)
    {
        foreach (Match m in Ceiling().Matches(title))
        {
            var measured = m.Groups["unit"].Value;
            if (measured == "%" ? unit == "%" : unit is not null and not "%" && Fold.Key(unit).StartsWith(measured, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static decimal? Parse(string number)
    {
        var plain = Thousands().IsMatch(number) ? number.Replace(".", "", StringComparison.Ordinal) : number;
        plain = plain.Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex(@"^(-+|/|x?\s*khong ap dung|n/a|khong|\.+|…)$")] private static partial Regex EmptyWords();
    [GeneratedRegex(@"^(da )?(hoan thanh|hoan tat|xong|dat|co|x)\.?$")] private static partial Regex DoneWords();
    [GeneratedRegex(@"^(?<sign>≥|≤|>=|<=|=>|=<|>|<|it nhat|toi thieu|khong duoi|khong thap hon|khong qua|khong vuot qua|khong lon hon|toi da|dat tren|tren|hon|duoi|dat|tu)?\s*(?<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(?<unit>%|[^\d\s%][^\d%]*)?$")] private static partial Regex Number();
    [GeneratedRegex(@"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")] private static partial Regex Thousands();
    [GeneratedRegex(@"(?:khong qua|khong vuot qua|toi da|khong lon hon)\s*\d+(?:[.,]\d+)?\s*(?<unit>%|[a-z]+)")] private static partial Regex Ceiling();
}
