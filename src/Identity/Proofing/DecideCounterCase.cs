using LienThong.Identity.Accounts;
using LienThong.Identity.Recovery;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Identity.Proofing;

/// <summary>What the second official's decision led to. The code is shown once, to be printed and handed over; null where none is needed.</summary>
internal sealed record CaseOutcome(AccountId? Account, string? ActivationCode);

/// <summary>
/// The second official decides: another person than the one who opened the case, and not the person it is about. Both stand in the case for good.
/// A right decision opens or raises the account, lifts the owner's lock, or clears lost ways to sign in.
/// </summary>
internal sealed class DecideCounterCase(
    Db db, CreateAccount create, Activations activations, ReadFactors factors, ForeignSeal seal, AccountLimits limits, SecurityLog log, IdentifySession sessions, TimeProvider clock)
{
    public sealed record Request(bool Approve, string? Reason);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("counter-cases/{id:guid}/decision", (Guid id, Request request, Caller caller, DecideCounterCase decide, CancellationToken ct) => decide.Do(caller, id, request, ct))
        .Requires(CounterScopes.Proof).Idempotent()
        .Refuses(AccountErrors.SamePerson, AccountErrors.OwnCase, AccountErrors.CaseUnknown, AccountErrors.CaseDecided, IdentityErrors.NotInThisState, IdentityErrors.ReasonMissing);

    public async Task<Result<CaseOutcome>> Do(Caller official, Guid id, Request request, CancellationToken ct)
    {
        if (!official.May(CounterScopes.Proof) && !official.May(Refusals.Manage)) return KernelErrors.NotAllowed.With(CounterScopes.Proof);
        var reason = VietnameseText.Normalise(request.Reason ?? "");
        if ((!request.Approve && reason.Length == 0) || reason.Length > 500) return IdentityErrors.ReasonMissing.At("/reason");
        var found = await db.One(Sql.Find, [id], CounterCase.Read, ct);
        if (found is null || !(official.May(Refusals.Manage) || found.Agency == official.Agency)) return AccountErrors.CaseUnknown;
        if (!found.Waits) return AccountErrors.CaseDecided;
        if (found.OpenedBy == official.Id || (official.Person is { } self && self == await PersonOf(found.OpenedBy, ct))) return AccountErrors.SamePerson;
        if (official.Person is { } own && own == found.Person) return AccountErrors.OwnCase;
        if (found.Account is { } about && about.ToString() == official.Id) return AccountErrors.OwnCase;

        var decided = new Change(Sql.Decide, [id, request.Approve ? "approved" : "refused", official.Id, clock.GetUtcNow(), reason]);
        if (!request.Approve) return await Write(official, [decided], [], new CaseOutcome(found.Account, null), ct);
        return found.Kind switch
        {
            CaseKind.Identify => await Identify(official, found, decided, ct),
            CaseKind.Foreigner => await Foreigner(official, found, decided, ct),
            CaseKind.Unlock => await Unlock(official, found, decided, ct),
            _ => await Recover(official, found, decided, ct),
        };
    }

    private async Task<Result<CaseOutcome>> Identify(Caller official, CounterCase found, Change decided, CancellationToken ct)
    {
        var person = new PersonId(found.Person!.Value);
        List<Change> changes = [decided];
        var known = await db.One(Sql.Account, [person], AccountsOfHouse.Read, ct);
        if (known is { State: not AccountState.Active }) return IdentityErrors.NotInThisState;
        var id = known?.Id ?? new AccountId(Guid.CreateVersion7());
        if (known is null)
        {
            var name = seal.OpenText(found.Id, found.Sealed!);
            changes.AddRange(create.Rows(official, id, new NewAccount(AccountKind.Citizen, name, null, person.Value, 2), demo: false));
        }
        else
        {
            if (known.Level < 2) changes.Add(new(Sql.Raise, [id]));
            changes.Add(new(Sql.History, [Guid.CreateVersion7(), id, "active", clock.GetUtcNow(), official.Id, $"level 2, counter case {found.Id}"]));
            changes.Add(log.Row(SecurityEventKind.LevelRaised, id, $"case {found.Id}"));
        }
        var has = await factors.Of(id, ct);
        var code = has is { Password: false, Passkeys: 0 } ? Issue(official, id, Activations.Opened, changes) : null;
        return await Write(official, changes, [], new CaseOutcome(id, code), ct);
    }

    private async Task<Result<CaseOutcome>> Foreigner(Caller official, CounterCase found, Change decided, CancellationToken ct)
    {
        var papers = seal.Open(found.Id, found.Sealed!);
        var (paperKey, passportKey) = (await seal.Key(papers.ResidenceCard, ct), await seal.PassportKey(papers, ct));
        if (await db.One(Sql.PaperTaken, [paperKey, passportKey], r => true, ct)) return AccountErrors.PaperTaken;
        var young = AccountLimits.AgeOn(papers.BirthDate, HanoiTime.DateOf(clock.GetUtcNow())) < await limits.Of(AccountLimits.ForeignerLevelTwo, ct);
        var id = new AccountId(Guid.CreateVersion7());
        List<Change> changes = [decided, .. create.Rows(official, id, new NewAccount(AccountKind.Foreigner, papers.FullName, null, null, young ? 1 : 2), demo: false)];
        changes.Add(new(Sql.AddForeigner, [id, papers.Nationality, papers.Permanent ? "permanent-card" : "temporary-card", paperKey, passportKey, papers.Until, seal.Close(id.Value, papers)]));
        var code = Issue(official, id, Activations.Opened, changes);
        return await Write(official, changes, [], new CaseOutcome(id, code), ct);
    }

    private async Task<Result<CaseOutcome>> Unlock(Caller official, CounterCase found, Change decided, CancellationToken ct)
    {
        var id = found.Account!.Value;
        List<Change> changes =
        [
            decided,
            new(Sql.Unlock, [id]),
            new(Sql.History, [Guid.CreateVersion7(), id, "active", clock.GetUtcNow(), official.Id, $"unlocked, counter case {found.Id}"]),
            log.Row(SecurityEventKind.StateChanged, id, $"active, case {found.Id}"),
        ];
        var written = await Write(official, changes, [new AccountUnlocked(id, found.Person)], new CaseOutcome(id, null), ct);
        return written.Failed && written.Faults[0].Error == KernelErrors.Conflict ? IdentityErrors.NotInThisState : written;
    }

    // Everything that may be in wrong hands goes; the code begins anew. The account itself must be in order.
    private async Task<Result<CaseOutcome>> Recover(Caller official, CounterCase found, Change decided, CancellationToken ct)
    {
        var id = found.Account!.Value;
        if (await db.One(Sql.State, [id], r => r.GetString(0), ct) != AccountState.Active.Word()) return IdentityErrors.NotInThisState;
        List<Change> changes = [decided];
        foreach (var sql in new[] { Sql.DropPassword, Sql.DropTotp, Sql.DropPasskeys, Sql.DropCodes }) changes.Add(new(sql, [id]) { AnyRows = true });
        changes.Add(new(Sql.EndSessions, [id, clock.GetUtcNow()]) { AnyRows = true });
        changes.Add(log.Row(SecurityEventKind.FactorsRemoved, id, $"case {found.Id}"));
        var code = Issue(official, id, Activations.Recovered, changes);
        var written = await Write(official, changes, [], new CaseOutcome(id, code), ct);
        sessions.ForgetAll();
        return written;
    }

    private string Issue(Caller official, AccountId id, string why, List<Change> changes)
    {
        var (code, row) = activations.Issue(id, why, official.Id, TimeSpan.Zero);
        changes.Add(row);
        changes.Add(log.Row(SecurityEventKind.ActivationIssued, id, why));
        return code;
    }

    private async Task<Guid?> PersonOf(string caller, CancellationToken ct) =>
        AccountId.TryParse(caller, null, out var id) ? await db.One(Sql.PersonOf, [id], r => r.GuidOrNull(0), ct) : null;

    private async Task<Result<CaseOutcome>> Write(Caller official, List<Change> changes, IReadOnlyList<IEvent> news, CaseOutcome outcome, CancellationToken ct)
    {
        changes.Add(log.Row(SecurityEventKind.CaseDecided, outcome.Account, official.Id));
        var written = await db.Write(official, changes, news, ct);
        return written.Failed ? Result<CaseOutcome>.Refused(written.Faults) : outcome;
    }

    static class Sql
    {
        public const string Find = $"select {CounterCase.Columns} from identity.counter_case where id = $1";

        public const string Decide = "update identity.counter_case set state = $2, decided_by = $3, decided_at = $4, reason = $5, sealed = null where id = $1 and state = 'waiting'";

        public const string Account = """
            select id, kind, level, state, person, display_name from identity.account where person = $1 and kind = 'citizen' and state <> 'cancelled'
            """;

        public const string Raise = "update identity.account set level = 2, version = version + 1 where id = $1 and level = 1 and state = 'active'";

        public const string History = "insert into identity.account_history (id, account, state, at, by, reason) values ($1, $2, $3, $4, $5, $6)";

        public const string PaperTaken = "select true from identity.foreigner where paper_key = $1 or passport_key = $2 limit 1";

        public const string AddForeigner = """
            insert into identity.foreigner (account, nationality, paper, paper_key, passport_key, paper_until, sealed) values ($1, $2, $3, $4, $5, $6, $7)
            """;

        public const string Unlock = "update identity.account set state = 'active', version = version + 1 where id = $1 and state = 'locked-by-owner'";

        public const string State = "select state from identity.account where id = $1";

        public const string DropPassword = "delete from identity.password where account = $1";

        public const string DropTotp = "delete from identity.totp where account = $1";

        public const string DropPasskeys = "delete from identity.passkey where account = $1";

        public const string DropCodes = "delete from identity.recovery_code where account = $1";

        public const string EndSessions = "update identity.session set ended_at = $2, ended_why = 'recovered' where account = $1 and ended_at is null";

        public const string PersonOf = "select person from identity.account where id = $1";
    }
}
