using LienThong.Identity.Clients;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Consents;

/// <summary>
/// Takes back everything that the person agreed to for a relying party. Readings stop at once here and within five seconds on other nodes;
/// grants and refresh tokens die with it (<see cref="IEndGrants"/>), and the event tells modules to the right.
/// </summary>
internal sealed class WithdrawConsent(Db db, ILedger ledger, ConsentBook book, IEnumerable<IEndGrants> grants, SecurityLog log, TimeProvider clock)
{
    public async Task<Result> Do(HttpContext http, Session session, string client, CancellationToken ct)
    {
        var live = await db.Many(Sql.Live, [session.Account, client], Consent.Read, ct);
        if (live.Count == 0) return ConsentErrors.ConsentUnknown;
        var at = LedgerEntry.Instant(clock.GetUtcNow());
        var entries = live.Select(c => ConsentReceipts.Entry(ConsentReceipts.Withdrawn, http.Caller(), c, at)).ToList();
        if (await ledger.AppendMany(entries, ct) is { Failed: true } closed) return closed;

        List<Change> changes = [.. live.Zip(entries, (c, e) => new Change(Sql.Withdraw, [c.Id, at, e.Id]))];
        changes.AddRange(grants.Select(g => g.Of(session.Account, client, at)));
        changes.Add(log.Row(SecurityEventKind.ConsentWithdrawn, session.Account, client));
        var done = await db.Write(http.Caller(), changes, [.. live.Select(c => new ConsentWithdrawn(c.Id, client, session.Account, "by-person"))], ct);
        book.ForgetAll();
        return done;
    }

    static class Sql
    {
        public const string Live = $"select {Consent.Columns} from identity.consent where account = $1 and client = $2 and withdrawn_at is null limit 100";

        public const string Withdraw = "update identity.consent set withdrawn_at = $2, withdrawn_why = 'by-person', withdrawal = $3 where id = $1 and withdrawn_at is null";
    }
}

/// <summary>Implemented by whoever keeps grants: the statement that ends those of an account with a client.</summary>
internal interface IEndGrants
{
    Change Of(AccountId account, string client, DateTimeOffset at);
}
