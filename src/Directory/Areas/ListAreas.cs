using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Areas;

/// Provinces of a day, and the communes of a province page by page.
static class ListAreas
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("provinces", Provinces)
            .Public("Danh mục đơn vị hành chính là danh mục dùng chung, công khai (QĐ 19/2025/QĐ-TTg)");
        r.Api.MapGet("provinces/{code}/communes", Communes)
            .Public("Danh mục đơn vị hành chính là danh mục dùng chung, công khai (QĐ 19/2025/QĐ-TTg)")
            .Refuses(DirectoryErrors.AreaUnknown, DirectoryErrors.PageSize);
    }

    internal sealed record Province(AreaView Area, ProvinceFacts? Facts, int Communes);

    static PageOf<Province> Provinces(DateOnly? on, IDirectory directory, TimeProvider clock)
    {
        var (today, day) = (clock.Today(), on ?? clock.Today());
        return new([.. directory.Provinces(day).Select(p => new Province(
            AreaView.Of(p, directory), p.Life.Contains(today) ? directory.FactsOf(p.Code) : null, directory.Communes(p.Code, day).Count))], null);
    }

    static Result<PageOf<AreaView>> Communes(string code, DateOnly? on, string? after, int? size, IDirectory directory, TimeProvider clock)
    {
        if (Ask.Size(size) is { } faults) return faults;
        var day = on ?? clock.Today();
        if (directory.AreaAt(code, day) is not { Level: AreaLevel.Province }) return DirectoryErrors.AreaUnknown.With(code, HanoiTime.Show(day));
        return Ask.Page(directory.Communes(code, day), c => c.Code, after, size ?? 50, c => AreaView.Of(c, directory));
    }
}
