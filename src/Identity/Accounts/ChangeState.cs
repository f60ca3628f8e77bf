using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Population;

namespace LienThong.Identity.Accounts;

/// <summary>Locks, unlocks or cancels an account and keeps who did it, when and why. Its sessions end with the same write.</summary>
internal sealed class ChangeState(Db db, SecurityLog log, TimeProvider clock, IdentifySession sessions)
{
    public async Task<Result> Do(Caller caller, AccountId account, AccountState to, string reason, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied && !(to == AccountState.LockedByOwner && caller.Id == account.ToString())) return denied;
        var why = VietnameseText.Normalise(reason);
        if (why.Length is < 1 or > 500) return IdentityErrors.ReasonMissing.At("/reason");
        var found = await db.One(Sql.Find, [account], r => new Found(AccountRules.StateOf(r.GetString(0)), r.GuidOrNull(1), r.GetInt32(2)), ct);
        if (found is null) return IdentityErrors.AccountUnknown;
        if (AccountRules.RefusesChange(found.State, to) is { } refusal) return refusal;

        IEvent news = to == AccountState.Active ? new AccountUnlocked(account, found.Person) : new AccountLocked(account, found.Person, to);
        var result = await db.Write(caller, Changes(caller, account, to, why, found.Version), [news], ct);
        sessions.ForgetAll();
        return result;
    }

    /// <summary>Death locks the accounts of the person (Decree 69/2024; the event comes from the register). Subscribed as "identity-lock-on-death".</summary>
    public static async Task OnDeath(PersonDied death, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<IdentityModule>();
        var caller = Caller.Program("identity-lock-on-death");
        foreach (var id in await db.Many(Sql.OfPerson, [death.Person], r => new AccountId(r.GetGuid(0)), ct))
        {
            List<Change> changes =
            [
                new(Sql.Lock, [id, AccountState.LockedByDeath.Word()]),
                new(Sql.History, [Guid.CreateVersion7(), id, AccountState.LockedByDeath.Word(), delivery.At, caller.Id, "PersonDied " + delivery.Id]),
                new(Sql.EndSessions, [id, delivery.At]) { AnyRows = true },
                new(Sql.Event, [Guid.CreateVersion7(), delivery.At, SecurityEventKind.StateChanged, id, AccountState.LockedByDeath.Word()]),
            ];
            await db.Write(caller, changes, [new AccountLocked(id, death.Person.Value, AccountState.LockedByDeath)], ct);
        }
    }

    private List<Change> Changes(Caller caller, AccountId account, AccountState to, string why, int version)
    {
        List<Change> changes =
        [
            new(Sql.Change, [account, to.Word(), version]),
            new(Sql.History, [Guid.CreateVersion7(), account, to.Word(), clock.GetUtcNow(), caller.Id, why]),
            log.Row(SecurityEventKind.StateChanged, account, $"{to.Word()} by {caller.Id}"),
        ];
        if (to != AccountState.Active) changes.Add(new(Sql.EndSessions, [account, clock.GetUtcNow()]) { AnyRows = true });
        return changes;
    }

    private sealed record Found(AccountState State, Guid? Person, int Version);

    internal static class Sql
    {
        public const string Find = "select state, person, version from identity.account where id = $1";

        public const string Change = "update identity.account set state = $2, version = version + 1 where id = $1 and version = $3";

        public const string OfPerson = "select id from identity.account where person = $1 and state not in ('locked-by-death', 'cancelled') for update";

        public const string Lock = "update identity.account set state = $2, version = version + 1 where id = $1";

        public const string History = "insert into identity.account_history (id, account, state, at, by, reason) values ($1, $2, $3, $4, $5, $6)";

        public const string EndSessions = "update identity.session set ended_at = $2, ended_why = 'locked' where account = $1 and ended_at is null";

        public const string Event = """
            insert into identity.security_event (id, at, kind, account, source, device, detail, change) values ($1, $2, $3, $4, '', '', $5, true)
            """;
    }
}
