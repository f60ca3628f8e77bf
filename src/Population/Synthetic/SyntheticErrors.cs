using System.Globalization;
using LienThong.Kernel.Text;

namespace LienThong.Population.Synthetic;

/// <summary>Errors as they happen at a counter: a slip of the keyboard, a tone on the wrong letter, a part of a name left out, day and month swapped, only the year known.</summary>
internal sealed class SyntheticErrors(SeededRandom random)
{
    private const string Letters = "abcdeghiklmnopqrstuvxy";
    private static readonly string[] Accented = ["aáàảãạăắằẳẵặâấầẩẫậ", "eéèẻẽẹêếềểễệ", "iíìỉĩị", "oóòỏõọôốồổỗộơớờởỡợ", "uúùủũụưứừửữự", "yýỳỷỹỵ", "dđ"];

    /// <summary>A name with one error; never the same name.</summary>
    public string Name(string name)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var words = name.Split(' ');
            var damaged = random.Unit() switch
            {
                < .40 => Slip(words),
                < .75 => Tone(words),
                < .90 when words.Length > 2 => LeaveOut(words),
                < .95 when words.Length > 2 => Initial(words),
                _ => VietnameseText.SearchKey(name).ToUpperInvariant(),
            };
            if (VietnameseText.CanonicalKey(damaged) != VietnameseText.CanonicalKey(name)) return damaged;
        }

        return name + " A";
    }

    /// <summary>A date with one error, and how precisely it is known.</summary>
    public (DateOnly Birth, short Precision) Date(DateOnly birth, DateOnly today)
    {
        switch (random.Unit())
        {
            case < .40:
                return (new(birth.Year, 1, 1), 1);
            case < .70 when birth.Day <= 12 && birth.Day != birth.Month:
                return (new(birth.Year, birth.Day, birth.Month), 3);
            default:
                for (var tries = 0; tries < 50; tries++)
                {
                    var digits = birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture).ToCharArray();
                    digits[3 + random.Below(5)] = (char)('0' + random.Below(10));
                    if (DateOnly.TryParseExact(digits, "yyyyMMdd", out var other) && other != birth && other < today) return (other, 3);
                }

                return (new(birth.Year, 1, 1), 1);
        }
    }

    /// <summary>Digits with one of them wrong.</summary>
    public string Digits(string digits)
    {
        var wrong = digits.ToCharArray();
        var at = random.Below(wrong.Length);
        wrong[at] = (char)('0' + (wrong[at] - '0' + 1 + random.Below(9)) % 10);
        return new(wrong);
    }

    // a letter replaced, doubled, left out or swapped with its neighbour
    private string Slip(string[] words)
    {
        var at = random.Below(words.Length);
        var word = words[at];
        var i = random.Below(word.Length);
        words[at] = random.Below(4) switch
        {
            0 => word[..i] + Letters[random.Below(Letters.Length)] + word[(i + 1)..],
            1 => word[..i] + Letters[random.Below(Letters.Length)] + word[i..],
            2 when word.Length > 2 => word[..i] + word[(i + 1)..],
            _ when i + 1 < word.Length => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
            _ => word + word[^1],
        };
        return string.Join(' ', words);
    }

    // another tone or mark on one letter
    private string Tone(string[] words)
    {
        var at = random.Below(words.Length);
        var letters = words[at].ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var lower = char.ToLowerInvariant(letters[i]);
            if (Array.Find(Accented, a => a.Contains(lower, StringComparison.Ordinal)) is not { } family) continue;
            var other = family[random.Below(family.Length)];
            letters[i] = char.IsUpper(letters[i]) ? char.ToUpperInvariant(other) : other;
            if (other != lower) break;
        }

        words[at] = new(letters);
        return string.Join(' ', words);
    }

    private string LeaveOut(string[] words)
    {
        var at = 1 + random.Below(words.Length - 2);
        return string.Join(' ', words.Where((_, i) => i != at));
    }

    private static string Initial(string[] words) => string.Join(' ', words.Select((w, i) => i == 0 || i == words.Length - 1 ? w : w[..1] + "."));
}
