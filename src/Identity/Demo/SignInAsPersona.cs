using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace LienThong.Identity.Demo;

internal sealed record PersonaCard(Persona Persona, AccountId? Account, string? Name, string? Agency)
{
    public static PersonaCard Read(NpgsqlDataReader r) =>
        new(r.FromJson<Persona>(0), r.GuidOrNull(1) is { } id ? new AccountId(id) : null, r.TextOrNull(2), r.TextOrNull(3));
}

/// <summary>One click signs in as a persona: demo mode only, without a password, and the session says so (method "demo").</summary>
internal sealed class SignInAsPersona(Db db, OpenSession open, HouseOptions house)
{
    public Task<List<PersonaCard>> Cards(CancellationToken ct) => db.Many(Sql.Cards, [], PersonaCard.Read, ct);

    public async Task<Result> Do(HttpContext http, string persona, CancellationToken ct)
    {
        if (!house.Demo) return IdentityErrors.DemoOnly;
        var account = await db.One(Sql.Account, [persona], r => r.GetGuid(0), ct);
        if (account == Guid.Empty) return IdentityErrors.AccountUnknown;
        await open.Do(http, new AccountId(account), new Proof(2, "demo"), ct);
        return Result.Done;
    }

    static class Sql
    {
        public const string Cards = """
            select p.card, p.account, a.display_name, p.agency_name
            from identity.persona p left join identity.account a on a.id = p.account order by p.position
            """;

        public const string Account = """
            select a.id from identity.persona p join identity.account a on a.id = p.account where p.code = $1 and a.state = 'active' and a.demo
            """;
    }
}
