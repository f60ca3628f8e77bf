using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Areas;

/// Finds areas by name, code or path, on a day or over all times.
static class SearchAreas
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("areas", Handle)
        .Public("Danh mục đơn vị hành chính là danh mục dùng chung, công khai (QĐ 19/2025/QĐ-TTg)")
        .Refuses(DirectoryErrors.TextTooShort, DirectoryErrors.TextTooLong, DirectoryErrors.PageSize);

    internal sealed record Match(AreaView Area, double Score, bool Exact);

    static Result<PageOf<Match>> Handle(string? q, DateOnly? on, int? limit, IDirectory directory)
    {
        if (Ask.Text(q, limit) is { } faults) return faults;
        return new PageOf<Match>([.. directory.FindAreas(q!, on, limit ?? 20).Select(m => new Match(AreaView.Of(m.Area, directory), m.Score, m.Exact))], null);
    }
}
