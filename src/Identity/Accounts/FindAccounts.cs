using LienThong.Kernel.Results;
using LienThong.Kernel.Text;

namespace LienThong.Identity.Accounts;

internal sealed record AccountRow(AccountView Account, string? Login, bool Demo, DateTimeOffset CreatedAt, string? PostTitle, string? Agency);

internal sealed record StateChange(AccountState State, DateTimeOffset At, string By, string Reason);

/// <summary>Looks accounts up for the administrator: by login, by the beginning of the name, or by agency.</summary>
internal sealed class FindAccounts(Db db)
{
    /// Longest answer.
    public const int Most = 50;

    public async Task<Result<List<AccountRow>>> Do(string? text, CancellationToken ct)
    {
        var wanted = VietnameseText.Normalise(text ?? "").ToLowerInvariant();
        var start = wanted.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return await db.Many(Sql.Find, [wanted, start, Most], r => new AccountRow(
            AccountsOfHouse.Read(r), r.TextOrNull(6), r.GetBoolean(7), r.Instant(8), r.TextOrNull(9), r.TextOrNull(10)), ct);
    }

    public Task<AccountView?> One(AccountId account, CancellationToken ct) => db.One(Sql.One, [account], AccountsOfHouse.Read, ct);

    public Task<List<StateChange>> History(AccountId account, CancellationToken ct) => db.Many(Sql.History, [account],
        r => new StateChange(AccountRules.StateOf(r.GetString(0)), r.Instant(1), r.GetString(2), r.GetString(3)), ct);

    static class Sql
    {
        public const string Find = """
            select a.id, a.kind, a.level, a.state, a.person, a.display_name, a.login, a.demo, a.created_at, g.post_title, g.agency
            from identity.account a
            left join lateral (select post_title, agency from identity.assignment where account = a.id order by valid_from desc, id desc limit 1) g on true
            where ($1 = '' and a.kind = 'official') or ($1 <> '' and lower(a.display_name) like $2) or a.login = $1
              or exists (select from identity.assignment o where o.account = a.id and lower(o.agency) = $1)
            order by a.kind <> 'official', a.display_name, a.id
            limit $3
            """;

        public const string One = "select id, kind, level, state, person, display_name from identity.account where id = $1";

        public const string History = "select state, at, by, reason from identity.account_history where account = $1 order by at desc limit 50";
    }
}
