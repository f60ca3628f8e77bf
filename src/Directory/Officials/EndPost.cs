using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Officials;

/// Ends a post on a day; the row stays, so that it can always be told who acted in which post.
static class EndPost
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("posts/{id:guid}/end", Handle)
        .Requires(DirectoryScopes.Manage)
        .Refuses(DirectoryErrors.PostUnknown, DirectoryErrors.PostEndsBeforeItBegins)
        .Idempotent();

    public sealed record Request(DateOnly To);

    sealed record Held(Guid Official, Guid? Account, string Agency, string Office, DateOnly From, int Version);

    public static async Task<Result> Handle(Guid id, Request request, Caller caller, Db db, CancellationToken ct)
    {
        var post = await db.One(Sql.Find, [id], r => new Held(r.GetGuid(0), r.GuidOrNull(1), r.GetString(2), r.GetString(3), r.Date(4), r.GetInt32(5)), ct);
        if (post is null) return DirectoryErrors.PostUnknown;
        if (request.To < post.From) return DirectoryErrors.PostEndsBeforeItBegins.At("/to");
        return await db.Write(
            caller,
            [new(Sql.End, [id, request.To, post.Version])],
            [new PostChanged(post.Official, post.Account, post.Agency, post.Office, post.From, request.To)],
            ct);
    }

    static class Sql
    {
        public const string Find = """
            select p.official, o.account, p.agency, p.office, p.valid_from, p.version
            from directory.post p join directory.official o on o.id = p.official where p.id = $1
            """;

        public const string End = "update directory.post set valid_to = $2, version = version + 1 where id = $1 and version = $3";
    }
}
