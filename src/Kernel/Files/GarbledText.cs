namespace LienThong.Kernel.Files;

/// <summary>
/// Valid Unicode that is no Vietnamese: letters of the fonts TCVN3 and VNI that somebody saved as Unicode ("NguyÔn V¨n", "Nguyeãn Vaên"), and UTF-8 that was taken for Latin-1
/// ("Nguyá»…n"). A file of it is refused: names would be stored wrong.
/// </summary>
public static class GarbledText
{
    // TCVN3: signs that no Vietnamese word has inside. Latin-1: first byte of a Vietnamese letter beside a sign.
    private const string Tcvn = "¨©ª®¬\u00ad¸µ¶·¹¾»¼½Æ×ÞßäëñøþÐÖØÓÕÔ";

    /// <summary>True when many words of the beginning look so.</summary>
    public static bool Looks(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, 64 * 1024));
        var (odd, tones) = (0, 0);
        for (var i = 1; i < sample.Length; i++)
        {
            var (before, c) = (sample[i - 1], sample[i]);
            if (c is >= '\u1ea0' and <= '\u1ef9' or 'ơ' or 'ư' or 'đ' or 'Đ' or 'ă' or 'ĩ' or 'ũ') tones++;
            if (before is 'á' && c is '»' or 'º' || before is 'Ä' && c is '‘' or 'ƒ' || before is 'Æ' && c is '°' or '¡' || before is 'Ã' && c is >= '\u0080' and <= '\u00bf') odd += 2;
            else if (char.IsAsciiLetter(before) && Tcvn.Contains(c, StringComparison.Ordinal)) odd++;
            else if (before is 'a' or 'e' or 'o' or 'u' or 'ô' or 'ö' or 'y' && c is 'ã' or 'õ' or 'ä' or 'ù' or 'ø' or 'ï' or 'û' or 'é' or 'ë' or 'å' or 'ñ' or 'ü') odd++;
        }
        return odd > 10 && odd > tones;
    }

    /// <summary>True when a name holds a sign that only a wrong encoding leaves in it: "V¨n", "Nguyá»…n".</summary>
    public static bool Word(string name) => name.AsSpan().ContainsAny("ªºµÞþ");
}
