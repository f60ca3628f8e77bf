using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Officials;

/// An official with the posts held on a day, and the posts at a body.
static class ShowOfficial
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("officials/{staffCode}", One).Requires(DirectoryScopes.Read).Refuses(DirectoryErrors.OfficialUnknown);
        r.Api.MapGet("agencies/{code}/posts", At).Requires(DirectoryScopes.Read);
    }

    internal sealed record View(Official Official, DateOnly On, IReadOnlyList<Post> Posts);

    static async Task<Result<View>> One(string staffCode, DateOnly? on, FindOfficials find, TimeProvider clock, CancellationToken ct)
    {
        if (await find.ByStaffCode(staffCode, ct) is not { } official) return DirectoryErrors.OfficialUnknown.With(staffCode);
        var day = on ?? clock.Today();
        return new View(official, day, await find.PostsOf(official.Id, day, ct));
    }

    static async Task<PageOf<Post>> At(string code, DateOnly? on, FindOfficials find, TimeProvider clock, CancellationToken ct) =>
        new(await find.PostsAt(code, on ?? clock.Today(), ct), null);
}
