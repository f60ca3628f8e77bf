using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.Fields;

namespace LienThong.Population.Corrections;

/// <summary>Between an item as people write it (17/05/1990, Nam, Kinh, xã Xuân Lương) and the canonical value of the register.</summary>
internal sealed class WrittenItem(IDictionary dictionaries, IDirectory directory, AreaNames areas)
{
    /// <summary>The canonical value when the text says one for sure, else the text as it is: the register tells what is wrong with it.</summary>
    public async ValueTask<string> Read(string item, string written, CancellationToken ct)
    {
        var text = VietnameseText.Normalise(written);
        if (IsArea(item)) return Area(text) ?? text;
        var dictionary = await dictionaries.Current(ct);
        return dictionary.Field(new(item)) switch
        {
            { Type: FieldType.Code, CodeList: { } list } when dictionary.CodeList(list) is { } codes => WrittenCode.Find(codes, text)?.Code ?? text,
            { Type: FieldType.Date or FieldType.PartialDate } => WrittenDate.TryParse(text, out var date) ? date.ToString() : text,
            _ => text,
        };
    }

    /// <summary>A canonical value for people.</summary>
    public async ValueTask<string> Show(string item, string value, CancellationToken ct) =>
        IsArea(item) ? areas.Path(value) : (await dictionaries.Current(ct)).Display(new(item), value, CultureInfo.CurrentUICulture);

    private static bool IsArea(string item) => item is "person.birthPlace" or "person.homePlace";

    // the best one, if no other is as good; a place of birth may have been merged since, so all times count
    private string? Area(string text) => directory.FindAreas(text, null, 2) switch
    {
        [{ Exact: true } only] => only.Area.Code,
        [{ Exact: true } best, var next] when best.Score > next.Score || best.Area.Code == next.Area.Code => best.Area.Code,
        _ => null,
    };
}
