using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Roles;

/// <summary>Gives a role in a post of an agency, from a first to a last day. Nothing is overwritten: a post that ends gets a last day.</summary>
internal sealed class AssignRole(Db db, SecurityLog log, TimeProvider clock, IdentifySession sessions)
{
    public async Task<Result> Do(Caller caller, NewAssignment given, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied) return denied;
        var check = new Check();
        check.That(given.Agency.Length is >= 1 and <= 35, "/agency", IdentityErrors.AgencyMissing);
        check.That(given.PostTitle.Length is >= 1 and <= 200, "/postTitle", IdentityErrors.NameMissing);
        check.That(given.To is not { } last || last >= given.From, "/to", IdentityErrors.PeriodInverted);
        if (!check.Ok) return check.Faults;
        var holders = await db.One(Sql.Holders, [given.Role], r => r.GetString(0), ct);
        if (holders != "official") return IdentityErrors.RoleUnknown.With(given.Role).At("/role");
        if (await db.One(Sql.IsOfficial, [given.Account], r => r.GetGuid(0), ct) == Guid.Empty) return IdentityErrors.AccountUnknown.At("/account");

        object?[] row = [Guid.CreateVersion7(), given.Account, given.Role, given.Agency, given.Post, given.PostTitle, given.From, given.To, caller.Id, clock.GetUtcNow()];
        var result = await db.Write(caller,
            [new(Sql.Give, row) { AnyRows = true }, log.Row(SecurityEventKind.RoleGiven, given.Account, $"{given.Role} in {given.Agency} by {caller.Id}")], [], ct);
        sessions.ForgetAll();
        return result;
    }

    static class Sql
    {
        public const string Holders = "select holders from identity.role where code = $1";

        public const string IsOfficial = "select id from identity.account where id = $1 and kind = 'official'";

        public const string Give = """
            insert into identity.assignment (id, account, role, agency, post, post_title, valid_from, valid_to, granted_by, granted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (account, role, agency, post, valid_from) do update set post_title = excluded.post_title, valid_to = excluded.valid_to
            """;
    }
}
