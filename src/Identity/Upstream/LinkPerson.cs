using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population;
using Npgsql;

namespace LienThong.Identity.Upstream;

/// <summary>
/// Leads from what an outside provider says to an account here. Number, name and date of birth must all agree with the population register; a link, once made,
/// never moves to another account. Level 2 there rests on proofing in person (Decree 69/2024/NĐ-CP art. 10) and raises level 1 here.
/// </summary>
internal sealed class LinkPerson(Db db, IPopulation population, CompareSelf compare, CreateAccount create, Secrets secrets, SecurityLog log, IdentifySession sessions, TimeProvider clock)
{
    public async Task<Result<AccountId>> Do(UpstreamOptions upstream, UpstreamPerson said, CancellationToken ct)
    {
        if (!PersonalNumber.TryParse(said.Number, null, out var number) || await population.ByNumber(number, ct) is not { } person) return AccountErrors.UpstreamDiffers;
        var question = new VerifyQuestion(number.ToString(), said.FullName, PartialDate.OfDay(said.BirthDate));
        var answer = await compare.Ask(person, [question], "upstream:" + upstream.Code, ct);
        if (answer.Failed) return answer.Faults[0].Error.Status >= 500 ? AccountErrors.RegisterSilent : AccountErrors.UpstreamDiffers;   // a locked person is refused by the broker
        if (answer.Value[0] is not { FullName: ItemOutcome.Match, BirthDate: ItemOutcome.Match }) return AccountErrors.UpstreamDiffers;
        try
        {
            return await Link(upstream, said, person, await secrets.Hide($"upstream:{upstream.Code}:{said.Subject}", ct), ct);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.UpstreamOtherAccount;
        }
    }

    private async Task<Result<AccountId>> Link(UpstreamOptions upstream, UpstreamPerson said, PersonId person, byte[] subject, CancellationToken ct)
    {
        var by = Caller.Program("upstream-" + upstream.Code);
        var now = clock.GetUtcNow();
        var linked = await db.One(Sql.Linked, [upstream.Code, subject], r => (AccountId?)new AccountId(r.GetGuid(0)), ct);
        var known = await db.One(Sql.OfPerson, [person], AccountsOfHouse.Read, ct);
        if (linked is not null && linked != known?.Id) return AccountErrors.UpstreamOtherAccount;
        if (known is { State: not AccountState.Active }) return IdentityErrors.SignInRefused;
        var id = known?.Id ?? new AccountId(Guid.CreateVersion7());
        List<Change> changes = [];
        if (known is null) changes.AddRange(create.Rows(by, id, new NewAccount(AccountKind.Citizen, VietnameseText.Normalise(said.FullName), null, person.Value, said.AccountLevel), demo: false));
        if (known?.Level < said.AccountLevel)
        {
            changes.Add(new(Sql.Raise, [id]));
            changes.Add(new(Sql.History, [Guid.CreateVersion7(), id, now, by.Id, "level 2 at " + upstream.Code]));
            changes.Add(log.Row(SecurityEventKind.LevelRaised, id, upstream.Code));
        }
        if (linked is null)
        {
            changes.Add(new(Sql.Release, [upstream.Code, subject]) { AnyRows = true });
            changes.Add(new(Sql.Add, [upstream.Code, subject, id, now]));
            changes.Add(log.Row(SecurityEventKind.UpstreamLinked, id, upstream.Code));
        }
        else changes.Add(new(Sql.Used, [upstream.Code, subject, now]));
        var written = await db.Write(by, changes, [], ct);
        sessions.ForgetAll();
        return written.Failed ? Result<AccountId>.Refused(written.Faults) : id;
    }

    static class Sql
    {
        // a link to an account whose person was merged into another one is no link: who comes by it is proven to be the survivor
        public const string Linked = """
            select l.account from identity.upstream_link l join identity.account a on a.id = l.account and a.state <> 'locked-by-merge' where l.upstream = $1 and l.subject_key = $2
            """;

        public const string Release = """
            delete from identity.upstream_link l using identity.account a where l.upstream = $1 and l.subject_key = $2 and a.id = l.account and a.state = 'locked-by-merge'
            """;

        public const string OfPerson = """
            select id, kind, level, state, person, display_name from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'
            """;

        public const string Raise = "update identity.account set level = 2, version = version + 1 where id = $1 and level = 1";

        public const string History = "insert into identity.account_history (id, account, state, at, by, reason) values ($1, $2, 'active', $3, $4, $5)";

        public const string Add = "insert into identity.upstream_link (upstream, subject_key, account, linked_at, used_at) values ($1, $2, $3, $4, $4)";

        public const string Used = "update identity.upstream_link set used_at = $3 where upstream = $1 and subject_key = $2";
    }
}
