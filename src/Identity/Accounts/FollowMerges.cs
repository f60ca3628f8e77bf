using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Accounts;

/// <summary>
/// Two records of the register were one person: the citizen account of the merged record is locked, its sessions, tokens and mandates end. An undone merge gives back what was taken, but for sessions and tokens.
/// Accounts of officials stay: they belong to the post. Subscribed to both events as "identity-follow-merges", so that they come in their order.
/// </summary>
internal static class FollowMerges
{
    private static readonly Caller Program = Caller.Program("identity-follow-merges");

    public static async Task OnMerged(PersonsMerged merged, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<IdentityModule>();
        var found = await db.One(Sql.OfPerson, [merged.Merged], r => (Id: new AccountId(r.GetGuid(0)), State: r.GetString(1)), ct);
        if (found.State is null) return;
        var key = await NumberKey(delivery.Services.GetRequiredService<Secrets>(), merged.Cancelled.ToString(), ct);
        var word = AccountState.LockedByMerge.Word();
        await db.Write(Program,
        [
            new(Sql.Keep, [found.Id, key, found.State, delivery.At]),
            new(Sql.Change, [found.Id, word]),
            new(Sql.History, [Guid.CreateVersion7(), found.Id, word, delivery.At, Program.Id, $"Hai hồ sơ dân cư đã được gộp làm một (văn bản {merged.Document})"]),
            new(ChangeState.Sql.EndSessions, [found.Id, delivery.At]) { AnyRows = true },
            new(Sql.EndMandates, [found.Id, delivery.At, SecurityEventKind.MandateEnded]) { AnyRows = true },
            new(ChangeState.Sql.Event, [Guid.CreateVersion7(), delivery.At, SecurityEventKind.StateChanged, found.Id, word]),
        ], [new AccountLocked(found.Id, merged.Merged.Value, AccountState.LockedByMerge)], ct);
        delivery.Services.GetRequiredService<IdentifySession>().ForgetAll();
    }

    public static async Task OnUnmerged(PersonUnmerged undone, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<IdentityModule>();
        var found = await db.One(Sql.Locked, [undone.Merged], r => (Id: new AccountId(r.GetGuid(0)), Was: r.GetString(1), At: r.Instant(2), State: r.GetString(3)), ct);
        if (found.Was is null) return;
        List<Change> changes = [new(Sql.Forget, [found.Id])];
        // cancelled in the meantime: it stays so
        if (found.State == AccountState.LockedByMerge.Word())
        {
            changes.Add(new(Sql.Change, [found.Id, found.Was]));
            changes.Add(new(Sql.History, [Guid.CreateVersion7(), found.Id, found.Was, delivery.At, Program.Id, $"Việc gộp hồ sơ dân cư đã được hủy (văn bản {undone.Document})"]));
            changes.Add(new(Sql.GiveMandates, [found.Id, found.At, delivery.At, HanoiTime.DateOf(delivery.At)]) { AnyRows = true });
            changes.Add(new(ChangeState.Sql.Event, [Guid.CreateVersion7(), delivery.At, SecurityEventKind.StateChanged, found.Id, found.Was]));
        }

        await db.Write(Program, changes, found.Was == AccountState.Active.Word() && changes.Count > 1 ? [new AccountUnlocked(found.Id, undone.Merged.Value)] : [], ct);
    }

    /// The keyed hash under which a cancelled number is found again.
    public static Task<byte[]> NumberKey(Secrets secrets, string number, CancellationToken ct) => secrets.Hide("merged-number:" + number, ct);

    static class Sql
    {
        public const string OfPerson = """
            select id, state from identity.account where person = $1 and kind = 'citizen' and state not in ('locked-by-death', 'locked-by-merge', 'cancelled') for update
            """;

        public const string Locked = """
            select a.id, k.was, k.at, a.state from identity.merged_account k join identity.account a on a.id = k.account where a.person = $1 for update of a
            """;

        public const string Keep = "insert into identity.merged_account (account, number_key, was, at) values ($1, $2, $3, $4)";

        public const string Forget = "delete from identity.merged_account where account = $1";

        public const string Change = "update identity.account set state = $2, version = version + 1 where id = $1";

        public const string History = "insert into identity.account_history (id, account, state, at, by, reason) values ($1, $2, $3, $4, $5, $6)";

        public const string EndMandates = """
            with ended as (
                update identity.mandate m set ended_at = $2, ended_by = 'program:person-merged' where (m.principal = $1 or m.agent = $1) and m.ended_at is null
                returning m.principal, m.agent)
            insert into identity.security_event (id, at, kind, account, source, device, detail, change)
            select gen_random_uuid(), $2, $3, unnest(array[e.principal, e.agent]), '', '', 'population register: merged', true from ended e
            """;

        // a guardian's mandate does not come back by itself: the register may have ended the guardianship since
        public const string GiveMandates = """
            insert into identity.mandate (id, principal, agent, kind, scopes, valid_from, valid_to, basis, granted_by, granted_at)
            select gen_random_uuid(), m.principal, m.agent, m.kind, m.scopes, m.valid_from, m.valid_to, m.basis, 'program:person-unmerged', $3
            from identity.mandate m
            where (m.principal = $1 or m.agent = $1) and m.ended_by = 'program:person-merged' and m.ended_at = $2 and m.kind <> 'guardian' and (m.valid_to is null or m.valid_to >= $4)
              and not exists (select from identity.mandate o where o.principal = m.principal and o.agent = m.agent and o.ended_at is null)
            """;
    }
}
