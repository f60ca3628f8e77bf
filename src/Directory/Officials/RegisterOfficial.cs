using System.Text.RegularExpressions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace LienThong.Directory.Officials;

/// Registers an official, who may then be appointed to posts. Holds a name and a staff code, nothing of the population register.
static partial class RegisterOfficial
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("officials", Handle)
        .Requires(DirectoryScopes.Manage)
        .Refuses(DirectoryErrors.NameMissing, DirectoryErrors.StaffCodeShape, DirectoryErrors.StaffCodeTaken)
        .Idempotent();

    public sealed record Request(string StaffCode, string FullName);

    public static async Task<Result<Official>> Handle(Request request, Caller caller, Db db, CancellationToken ct)
    {
        var name = VietnameseText.Normalise(request.FullName);
        var check = new Check();
        check.That(name.Length is >= 2 and <= 200, "/fullName", DirectoryErrors.NameMissing);
        check.That(StaffCode().IsMatch(request.StaffCode), "/staffCode", DirectoryErrors.StaffCodeShape);
        if (!check.Ok) return check.Faults;

        var official = new Official(new(Guid.CreateVersion7()), name, request.StaffCode, null);
        try
        {
            var written = await db.Write(caller, [new(Sql.Insert, [official.Id.Value, official.StaffCode, official.FullName])], [], ct);
            return written.Failed ? written.Faults : official;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return DirectoryErrors.StaffCodeTaken.At("/staffCode");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{1,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex StaffCode();

    static class Sql
    {
        public const string Insert = "insert into directory.official (id, staff_code, full_name) values ($1, $2, $3)";
    }
}
