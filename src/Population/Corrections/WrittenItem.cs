using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Text;
using LienThong.Population.Fields;

namespace LienThong.Population.Corrections;

/// <summary>Between an item as people write it (17/05/1990, Nam, Kinh, xã Xuân Lương) and the canonical value of the register.</summary>
internal sealed class WrittenItem(IDictionary dictionaries, IDirectory directory, AreaNames areas)
{
    /// <summary>The canonical value when the text says one for sure, else the text as it is: the register tells what is wrong with it.</summary>
    public async ValueTask<string> Read(string item, string written, CancellationToken ct)
    {
        var text = VietnameseText.Normalise(written);
        return IsArea(item) ? Area(text) ?? text : (await dictionaries.Current(ct)).AsWritten(new(item), text);
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
