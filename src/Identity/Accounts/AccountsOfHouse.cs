using LienThong.Identity.Roles;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using Npgsql;

namespace LienThong.Identity.Accounts;

/// <summary>The contract of the module over its use cases.</summary>
internal sealed class AccountsOfHouse(Db db, CreateAccount create, AssignRole assign, ChangeState change) : IAccounts
{
    private const int MostNames = 1000;

    public async Task<AccountView?> Of(Caller caller, CancellationToken ct) =>
        AccountId.TryParse(caller.Id, null, out var id) && caller.Kind is CallerKind.Person or CallerKind.Official ? await db.One(Sql.ById, [id], Read, ct) : null;

    public Task<AccountView?> OfPerson(Guid person, CancellationToken ct) => db.One(Sql.ByPerson, [person], Read, ct);

    public async Task<IReadOnlyDictionary<string, ActorName>> NamesOf(IReadOnlyCollection<string> callerIds, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(callerIds.Count, MostNames);
        var ids = callerIds.Select(id => Guid.TryParseExact(id, "D", out var guid) ? guid : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToArray();
        var names = await db.Many(Sql.Names, [ids, callerIds.Where(Clients.ClientBook.LooksLikeId).ToArray()], r => (Id: r.GetString(0), Name: new ActorName(r.GetString(1), r.TextOrNull(2), r.TextOrNull(3))), ct);
        var known = names.ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
        foreach (var id in callerIds)
            if (id.StartsWith("program:", StringComparison.Ordinal)) known[id] = new ActorName("Hệ thống LienThong", null, null);
        return known;
    }

    public Task<Result<AccountId>> Create(Caller caller, NewAccount account, CancellationToken ct) => create.Do(caller, account, demo: false, ct);

    public Task<Result> Assign(Caller caller, NewAssignment assignment, CancellationToken ct) => assign.Do(caller, assignment, ct);

    public Task<Result> ChangeState(Caller caller, AccountId account, AccountState state, string reason, CancellationToken ct) =>
        change.Do(caller, account, state, reason, ct);

    internal static AccountView Read(NpgsqlDataReader r) => new(
        new AccountId(r.GetGuid(0)), AccountRules.KindOf(r.GetString(1)), r.IsDBNull(2) ? null : r.GetInt16(2), AccountRules.StateOf(r.GetString(3)), r.GuidOrNull(4), r.GetString(5));

    static class Sql
    {
        public const string ById = "select id, kind, level, state, person, display_name from identity.account where id = $1";

        public const string ByPerson = """
            select id, kind, level, state, person, display_name from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'
            """;

        // Citizens are not named to readers of logs; the post shown is the newest one.
        public const string Names = """
            select a.id::text, case a.kind when 'citizen' then 'Công dân' else a.display_name end, g.post_title, g.agency
            from identity.account a
            left join lateral (select post_title, agency from identity.assignment where account = a.id order by valid_from desc, id desc limit 1) g on true
            where a.id = any($1)
            union all
            select c.id::text, c.name, null, c.agency from identity.api_client c where c.id = any($1)
            union all
            select c.id, c.name, null, c.agency from identity.oidc_client c where c.id = any($2)
            """;
    }
}
