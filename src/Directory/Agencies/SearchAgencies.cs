using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Agencies;

/// Finds bodies by name, abbreviation or code, on a day or over all times.
static class SearchAgencies
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("agencies", Handle)
        .Public("Danh mục cơ quan là danh mục dùng chung, công khai (QĐ 20/2020/QĐ-TTg, QĐ 29/2026/QĐ-TTg)")
        .Refuses(DirectoryErrors.TextTooShort, DirectoryErrors.TextTooLong, DirectoryErrors.PageSize);

    internal sealed record Match(AgencyView Agency, string MatchedName, double Score, bool Exact);

    static Result<PageOf<Match>> Handle(string? q, DateOnly? on, int? limit, IDirectory directory)
    {
        if (Ask.Text(q, limit) is { } faults) return faults;
        return new PageOf<Match>([.. directory.FindAgencies(q!, on, limit ?? 20).Select(m => new Match(AgencyView.Of(m.Agency), m.MatchedName, m.Score, m.Exact))], null);
    }
}
