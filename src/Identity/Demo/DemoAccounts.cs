using LienThong.Identity.Accounts;
using LienThong.Identity.Roles;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Demo;

/// <summary>Gives every persona its account. Its sessions carry the method "demo", and outside demo mode the accounts open nothing.</summary>
internal sealed class DemoAccounts(Db db, CreateAccount create, AssignRole assign, HouseOptions house) : IDemoAccounts
{
    private static readonly DateOnly Since = new(2025, 7, 1);

    public async Task<Result> Create(IReadOnlyList<DemoAccount> accounts, CancellationToken ct)
    {
        if (!house.Demo) return IdentityErrors.DemoOnly;
        var caller = Caller.Program("demo");
        foreach (var account in accounts)
        {
            var result = await One(caller, account, ct);
            if (result.Failed) return result;
        }
        return Result.Done;
    }

    private async Task<Result> One(Caller caller, DemoAccount account, CancellationToken ct)
    {
        var (card, known) = await db.One(Sql.Find, [account.Persona], r => (r.FromJson<Persona>(0), r.GuidOrNull(1)), ct);
        if (card is null) return IdentityErrors.RoleUnknown.With(account.Persona);
        var id = known is { } given ? new AccountId(given) : default;
        if (known is null)
        {
            var made = await create.Do(caller, NewOf(account, card), demo: true, ct);
            if (made.Failed) return Result.Refused(made.Faults);
            id = made.Value;
        }
        await db.Execute(Sql.Link, [account.Persona, id, account.DisplayName, account.Person, account.AgencyName], ct);
        if (card.Role == "citizen") return Result.Done;
        foreach (var post in account.Also)
        {
            // a day earlier: sign-in starts in the newest post
            var also = await assign.Do(caller, new NewAssignment(id, post.Role, post.Agency, post.Role, post.Title, Since.AddDays(-1)), ct);
            if (also.Failed) return also;
        }
        return await assign.Do(caller, new NewAssignment(id, card.Role, account.Agency ?? "", card.Code, card.Vi, Since), ct);
    }

    private static NewAccount NewOf(DemoAccount account, Persona card) => card.Role == "citizen"
        ? new(AccountKind.Citizen, account.DisplayName, Login: null, account.Person, Level: 2)
        : new(AccountKind.Official, account.DisplayName, "demo." + card.Code, account.Person);

    static class Sql
    {
        public const string Find = "select card, account from identity.persona where code = $1";

        public const string Link = """
            with named as (update identity.account set display_name = $3, person = $4 where id = $2 and (display_name, person) is distinct from ($3::text, $4::uuid))
            update identity.persona set account = $2, agency_name = $5 where code = $1
            """;
    }
}
