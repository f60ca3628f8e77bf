using System.Globalization;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Population.Cards;

namespace LienThong.Population;

/// <summary>
/// The QR code of an identity card: personal number | old 9-digit number | full name | birth ddMMyyyy | Nam/Nữ | permanent residence | issue date ddMMyyyy.
/// Cards in the field leave the old number out, add empty fields at the end, or write names without accents; dates must exist in the calendar.
/// The address is the text of the day of issue and is not read as truth.
/// </summary>
public sealed record CardQr(PersonalNumber Number, string? OldNumber, string FullName, DateOnly BirthDate, Sex? Sex, string Address, DateOnly? Issued)
{
    private const int Longest = 1000;

    /// <summary>Reads the text of the code; a fault names the item that could not be read.</summary>
    public static Result<CardQr> Read(string text)
    {
        if (text.Length > Longest) return CardErrors.CardUnreadable.With("độ dài").At("/qr");
        var fields = VietnameseText.Normalise(text.Trim('\uFEFF', ' ', '\r', '\n', '\t')).Split('|').Select(f => f.Trim()).ToList();
        if (!PersonalNumber.TryParse(fields[0], null, out var number)) return Fault("số định danh");
        // A card without an old number may lack the field itself: then a name stands where the number would.
        var old = fields.ElementAtOrDefault(1) ?? "";
        if (old.Length > 0 && !old.All(char.IsAsciiDigit)) fields.Insert(1, old = "");
        if (old.Length is not (0 or 9 or 12)) return Fault("số chứng minh nhân dân cũ");
        if (fields.ElementAtOrDefault(2) is not { Length: >= 2 and <= 100 } name || name.Any(char.IsAsciiDigit)) return Fault("họ và tên");
        if (Day(fields.ElementAtOrDefault(3)) is not { } birth) return Fault("ngày sinh");
        if (SexOf(fields.ElementAtOrDefault(4)) is not { } sex) return Fault("giới tính");
        var issued = fields.ElementAtOrDefault(6) is { Length: > 0 } day ? Day(day) : null;
        if (issued is null && fields.ElementAtOrDefault(6) is { Length: > 0 }) return Fault("ngày cấp");
        return new CardQr(number, old.Length == 0 ? null : old, name, birth, sex, fields.ElementAtOrDefault(5) ?? "", issued);
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Sex? SexOf(string? text) => VietnameseText.SearchKey(text ?? "") switch
    {
        "nam" => Population.Sex.Male,
        "nu" => Population.Sex.Female,
        _ => null,
    };

    private static Fault Fault(string field) => CardErrors.CardUnreadable.With(field).At("/qr");
}
