using LienThong.Identity.Accounts;
using LienThong.Identity.Proofing;
using LienThong.Identity.Representation;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Identity.Organisations;

/// <summary>Consent of the co-representatives, and the decision of an official who checked the paper against the register of businesses or agencies.</summary>
internal sealed class DecideOrganisation(Db db, CreateAccount create, SecurityLog log, TimeProvider clock)
{
    /// A co-representative answers. A no ends the request; the last yes brings it to the official.
    public async Task<Result> Answer(Caller caller, AccountId self, Guid request, bool yes, CancellationToken ct)
    {
        var written = await db.Write(caller,
            [new(Sql.Answer, [request, self, yes ? "yes" : "no", clock.GetUtcNow()]), new(Sql.Advance, [request]) { AnyRows = true }], [], ct);
        return written.Failed && written.Faults[0].Error == KernelErrors.Conflict ? AccountErrors.RequestUnknown : written;
    }

    /// Opens the account, with every representative able to act for it, or refuses with a reason.
    public async Task<Result<AccountId?>> Decide(Caller official, Guid request, bool approve, string reason, CancellationToken ct)
    {
        if (!official.May(CounterScopes.Proof) && !official.May(Refusals.Manage)) return KernelErrors.NotAllowed.With(CounterScopes.Proof);
        var why = VietnameseText.Normalise(reason);
        if (why.Length is < 5 or > 500) return AccountErrors.PapersMissing.At("/reason");
        var found = await db.One(Sql.Find, [request], AskedOrganisation.Read, ct);
        if (found is not { State: "consent" or "check" }) return AccountErrors.RequestUnknown;
        if (found.By.ToString() == official.Id) return AccountErrors.OwnCase;
        if (!approve)
        {
            var refused = await db.Write(official, [new(Sql.Decide, [request, "refused", null, official.Id, clock.GetUtcNow(), why])], [], ct);
            return refused.Failed ? Result<AccountId?>.Refused(refused.Faults) : (AccountId?)null;
        }
        if (found.State == "consent") return AccountErrors.ConsentOutstanding;
        return await Open(official, found, why, ct);
    }

    private async Task<Result<AccountId?>> Open(Caller official, AskedOrganisation asked, string why, CancellationToken ct)
    {
        var id = new AccountId(Guid.CreateVersion7());
        var now = clock.GetUtcNow();
        var scopes = await db.One(Sql.Scopes, [], r => r.GetFieldValue<string[]>(0), ct) ?? [];
        var representatives = await db.Many(Sql.Consented, [asked.Id], r => new AccountId(r.GetGuid(0)), ct);
        List<Change> changes =
        [
            .. create.Rows(official, id, new NewAccount(AccountKind.Organisation, asked.Name, null), demo: false),
            new(Sql.Add, [id, asked.Code, asked.Founded, asked.Address, why]),
        ];
        foreach (var agent in representatives.Append(asked.By))
        {
            changes.Add(Mandate.Give(id, agent, Mandate.Representative, scopes, (HanoiTime.DateOf(now), null), $"organisation request {asked.Id}", (official.Id, now)));
            changes.Add(log.Row(SecurityEventKind.MandateGiven, agent, $"representative of {id}"));
        }
        changes.Add(new(Sql.Decide, [asked.Id, "opened", id, official.Id, now, why]));
        try
        {
            var written = await db.Write(official, changes, [], ct);
            return written.Failed ? Result<AccountId?>.Refused(written.Faults) : (AccountId?)id;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.OrganisationTaken;
        }
    }

    static class Sql
    {
        public const string Answer = "update identity.organisation_consent set answer = $3, answered_at = $4 where request = $1 and account = $2 and answer is null";

        public const string Advance = """
            update identity.organisation_request q set state = case
              when exists (select from identity.organisation_consent c where c.request = q.id and c.answer = 'no') then 'refused' else 'check' end
            where q.id = $1 and q.state = 'consent'
              and (exists (select from identity.organisation_consent c where c.request = q.id and c.answer = 'no')
                or not exists (select from identity.organisation_consent c where c.request = q.id and c.answer is null))
            """;

        public const string Find = $"select {AskedOrganisation.Columns} from identity.organisation_request q where q.id = $1";

        public const string Consented = "select account from identity.organisation_consent where request = $1 and answer = 'yes'";

        public const string Scopes = "select scopes from identity.role where code = 'organisation'";

        public const string Decide = """
            update identity.organisation_request set state = $2, account = $3, decided_by = $4, decided_at = $5, reason = $6 where id = $1 and state in ('consent', 'check')
            """;

        public const string Add = "insert into identity.organisation (account, code, founded, address, checked_against) values ($1, $2, $3, $4, $5)";
    }
}

/// <summary>A request for the account of an organisation.</summary>
internal sealed record AskedOrganisation(Guid Id, string Code, string Name, DateOnly? Founded, string Address, string Paper, AccountId By, DateTimeOffset At, string State, AccountId? Account, string? Reason)
{
    public const string Columns = "q.id, q.code, q.name, q.founded, q.address, q.paper, q.requested_by, q.requested_at, q.state, q.account, q.reason";

    public static AskedOrganisation Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.DateOrNull(3), r.GetString(4), r.GetString(5), new AccountId(r.GetGuid(6)), r.Instant(7), r.GetString(8),
        r.GuidOrNull(9) is { } id ? new AccountId(id) : null, r.TextOrNull(10));
}
