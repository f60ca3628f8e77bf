using LienThong.Directory;
using LienThong.Kernel.Time;

namespace LienThong.Population.Fields;

/// <summary>Names of areas for people: the unit of today, else the last unit that bore the code, else the code.</summary>
internal sealed class AreaNames(IDirectory directory, TimeProvider clock)
{
    public string Path(string code)
    {
        if (directory.AreaAt(code, clock.Today()) is { } area) return directory.PathOf(area.Id);
        var lives = directory.LivesOf(code);
        return lives.Count > 0 ? directory.PathOf(lives[^1].Id) : code;
    }

    public string Address(string detail, string commune) => $"{detail}, {Path(commune)}";
}
