using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace LienThong.Directory.Officials;

/// Appoints an official to an office at a body. The body must live on the first day; the post then survives its renaming.
static class AppointOfficial
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("officials/{staffCode}/posts", Handle)
        .Requires(DirectoryScopes.Manage)
        .Refuses(DirectoryErrors.OfficialUnknown, DirectoryErrors.AgencyUnknown, DirectoryErrors.OfficeUnknown, DirectoryErrors.PostOverlaps,
            DirectoryErrors.PostEndsBeforeItBegins, DirectoryErrors.LegalBasisMissing)
        .Idempotent();

    public sealed record Request(string Agency, string Office, DateOnly From, string LegalBasis, DateOnly? To = null);

    public static async Task<Result<Post>> Handle(
        string staffCode, Request request, Caller caller, AppointOfficialNeeds needs, CancellationToken ct)
    {
        var (db, find, directory) = needs;
        if (await find.ByStaffCode(staffCode, ct) is not { } official) return DirectoryErrors.OfficialUnknown.With(staffCode);
        var offices = await db.Many(Sql.Offices, [], r => (Code: r.GetString(0), Name: r.GetString(1)), ct);
        var office = offices.Find(o => o.Code == request.Office);
        var agency = directory.AgencyLives(request.Agency).FirstOrDefault(a => a.Life.Contains(request.From));
        var check = new Check();
        check.That(office.Code is not null, DirectoryErrors.OfficeUnknown.With(request.Office, string.Join(", ", offices.Select(o => o.Code))).At("/office"));
        check.That(agency is not null, DirectoryErrors.AgencyUnknown.With(request.Agency, HanoiTime.Show(request.From)).At("/agency"));
        check.That(request.To is null || request.To >= request.From, "/to", DirectoryErrors.PostEndsBeforeItBegins);
        check.That(request.LegalBasis.Trim().Length is >= 3 and <= 500, "/legalBasis", DirectoryErrors.LegalBasisMissing);
        if (!check.Ok) return check.Faults;

        var post = new Post(new(Guid.CreateVersion7()), official.Id, request.Agency, office.Code!, office.Name, new(request.From, request.To), request.LegalBasis.Trim());
        try
        {
            var written = await db.Write(
                caller,
                [new(Sql.Insert, [post.Id.Value, official.Id.Value, post.Agency, post.Office, request.From, request.To, post.LegalBasis])],
                [new PostChanged(official.Id.Value, official.Account, post.Agency, post.Office, request.From, request.To)],
                ct);
            return written.Failed ? written.Faults : post;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            return DirectoryErrors.PostOverlaps.At("/from");
        }
    }

    static class Sql
    {
        public const string Offices = "select code, name from directory.office order by code limit 200";

        public const string Insert = """
            insert into directory.post (id, official, agency, office, valid_from, valid_to, legal_basis) values ($1, $2, $3, $4, $5, $6::date, $7)
            """;
    }
}

/// What an appointment needs beside its request.
sealed record AppointOfficialNeeds(Db Db, FindOfficials Find, IDirectory Directory);
