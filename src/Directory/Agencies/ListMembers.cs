using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Agencies;

/// Classes of bodies, and the members of one on a day page by page.
static class ListMembers
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("classes", (IDirectory directory) => new PageOf<AgencyClass>(directory.Classes, null))
            .Public("Nhóm cơ quan như văn bản nêu, công khai");
        r.Api.MapGet("classes/{code}/members", Members)
            .Public("Danh mục cơ quan là danh mục dùng chung, công khai (QĐ 20/2020/QĐ-TTg, QĐ 29/2026/QĐ-TTg)")
            .Refuses(DirectoryErrors.ClassUnknown, DirectoryErrors.PageSize);
    }

    internal sealed record View(AgencyClass Class, DateOnly On, int Count, IReadOnlyList<AgencyView> Items, string? Next);

    static Result<View> Members(string code, DateOnly? on, string? after, int? size, string? within, IDirectory directory, TimeProvider clock)
    {
        if (Ask.Size(size) is { } faults) return faults;
        if (directory.FindClass(code, within) is not { } known) return DirectoryErrors.ClassUnknown.With(code);
        var day = on ?? clock.Today();
        var members = directory.MembersOf(known.Code, day);
        var page = Ask.Page(members, m => m.Code, after, size ?? 50, AgencyView.Of);
        return new View(known, day, members.Count, page.Items, page.Next);
    }
}
