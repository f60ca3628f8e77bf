using System.Collections.Frozen;
using System.Globalization;
using LienThong.Kernel.Text;

namespace LienThong.Identity.SignIn;

/// <summary>
/// Tells passwords that many people use. The list of stems stands in <c>common-passwords.txt</c>; what people put around a stem (digits, signs, letters
/// written as digits, the word twice) is taken off first, so that a short list catches the long forms as well. No outside service is asked.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Stems = Read();
    private static readonly int Longest = Stems.Max(s => s.Length);

    /// True when nothing but stems, digits, signs and repetitions is left: at most three stems.
    public static bool Contains(string password)
    {
        var key = VietnameseText.SearchKey(password);
        return IsFilling(Letters(key, written: false)) || IsMade(Letters(key, written: false)) || IsMade(Letters(key, written: true));
    }

    // Nothing but one or two different letters, or an alphabet walked along.
    private static bool IsFilling(string letters) =>
        letters.Length < 3 || letters.Distinct().Count() <= 2 || letters.Zip(letters.Skip(1)).All(p => p.Second - p.First == 1) || letters.Zip(letters.Skip(1)).All(p => p.First - p.Second == 1);

    private static bool IsMade(string letters)
    {
        if (letters.Length is 0 or > 60) return false;
        for (var size = 1; size <= letters.Length / 2; size++)
            if (letters.Length % size == 0 && Repeats(letters, size)) letters = letters[..size];
        return Splits(letters, 3);
    }

    private static bool Repeats(string text, int size)
    {
        for (var i = size; i < text.Length; i++)
            if (text[i] != text[i - size]) return false;
        return true;
    }

    private static bool Splits(string letters, int stems)
    {
        if (letters.Length == 0) return true;
        if (stems == 0) return false;
        for (var size = Math.Min(letters.Length, Longest); size >= 2; size--)
            if (Stems.Contains(letters[..size]) && Splits(letters[size..], stems - 1)) return true;
        return false;
    }

    /// The letters alone; digits and signs that stand for letters are read as such when asked.
    private static string Letters(string key, bool written)
    {
        if (!written) return new([.. key.Where(char.IsAsciiLetterLower)]);
        // Only inside the word: what stands before and behind it is filling.
        var (first, last) = (key.AsSpan().IndexOfAnyInRange('a', 'z'), key.AsSpan().LastIndexOfAnyInRange('a', 'z'));
        return first < 0 ? "" : new([.. key[first..(last + 1)].Select(Read).Where(char.IsAsciiLetterLower)]);
    }

    private static char Read(char c) => c switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    };

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("LienThong.Identity.common-passwords.txt")
            ?? throw new InvalidOperationException("common-passwords.txt is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(l => !l.StartsWith('#')).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>What is known of the owner of a password, so that it is not made of that.</summary>
/// <param name="Login">Login, or null.</param>
/// <param name="Name">Name of the account.</param>
/// <param name="Number">Personal number, or null.</param>
internal sealed record PasswordOwner(string? Login, string Name, string? Number)
{
    /// True when the password is made of the login, the number, or the name with some filling.
    public bool IsIn(string password)
    {
        var key = VietnameseText.SearchKey(password);
        var letters = new string([.. key.Where(char.IsAsciiLetterLower)]);
        var digits = new string([.. key.Where(char.IsAsciiDigit)]);
        if (Login is { Length: > 0 } login && key.Contains(login, StringComparison.OrdinalIgnoreCase)) return true;
        if (Number is { } number && (digits.Contains(number, StringComparison.Ordinal) || digits.Contains(number[6..], StringComparison.Ordinal))) return true;
        var name = VietnameseText.SearchKey(Name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var whole = string.Concat(name);
        return whole.Length >= 5 && letters.Contains(whole, StringComparison.Ordinal) && letters.Length - whole.Length < 8;
    }

    /// Days that the digits of a password can be read as: ddMMyyyy, yyyyMMdd, ddMMyy.
    public static IEnumerable<DateOnly> DaysIn(string password)
    {
        var digits = new string([.. password.Where(char.IsAsciiDigit)]);
        foreach (var (format, size) in new[] { ("ddMMyyyy", 8), ("yyyyMMdd", 8), ("ddMMyy", 6) })
        {
            for (var i = 0; i + size <= digits.Length; i++)
                if (DateOnly.TryParseExact(digits.AsSpan(i, size), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) yield return day;
        }
    }
}
