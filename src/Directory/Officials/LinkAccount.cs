using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace LienThong.Directory.Officials;

/// Says which account an official signs in with; null takes it away.
static class LinkAccount
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPut("officials/{staffCode}/account", Handle)
        .Requires(DirectoryScopes.Manage)
        .Refuses(DirectoryErrors.OfficialUnknown, DirectoryErrors.AccountTaken)
        .Idempotent();

    public sealed record Request(Guid? Account);

    public static async Task<Result<Official>> Handle(string staffCode, Request request, Caller caller, Db db, FindOfficials find, CancellationToken ct)
    {
        if (await find.ByStaffCode(staffCode, ct) is not { } official) return DirectoryErrors.OfficialUnknown.With(staffCode);
        try
        {
            var written = await db.Write(caller, [new(Sql.Link, [official.Id.Value, request.Account])], [], ct);
            return written.Failed ? written.Faults : official with { Account = request.Account };
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return DirectoryErrors.AccountTaken.At("/account");
        }
    }

    static class Sql
    {
        public const string Link = "update directory.official set account = $2::uuid, version = version + 1 where id = $1";
    }
}
