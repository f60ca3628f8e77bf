using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using Npgsql;

namespace LienThong.Identity.Representation;

/// <summary>What somebody may do for another account, from a first to a last day.</summary>
/// <param name="Id">Key.</param>
/// <param name="Principal">For whom.</param>
/// <param name="PrincipalKind">Organisation, or a citizen (a child).</param>
/// <param name="Name">Name of the other: of the principal in one's own list, of the agent in a principal's list.</param>
/// <param name="Kind">representative, delegate, parent or guardian.</param>
/// <param name="Scopes">What may be done.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null for representatives.</param>
internal sealed record Mandate(Guid Id, AccountId Principal, AccountKind PrincipalKind, string Name, string Kind, string[] Scopes, DateOnly From, DateOnly? To)
{
    public const string Representative = "representative", Delegate = "delegate", Parent = "parent", Guardian = "guardian";

    public static Mandate Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), new AccountId(r.GetGuid(1)), AccountRules.KindOf(r.GetString(2)), r.GetString(3), r.GetString(4), r.GetFieldValue<string[]>(5), r.Date(6), r.DateOrNull(7));

    /// The row of a new mandate. One that has run out gives way by <see cref="Retire"/> first.
    public static Change Give(AccountId principal, AccountId agent, string kind, string[] scopes, (DateOnly From, DateOnly? To) days, string basis, (string By, DateTimeOffset At) granted) =>
        new(Sql.Give, [Guid.CreateVersion7(), principal, agent, kind, scopes, days.From, days.To, basis, granted.By, granted.At]);

    /// Ends a mandate whose last day is over, so that a new one may follow.
    public static Change Retire(AccountId principal, AccountId agent, DateTimeOffset now) => new(Sql.Retire, [principal, agent, now, HanoiTime.DateOf(now)]) { AnyRows = true };

    static class Sql
    {
        public const string Give = """
            insert into identity.mandate (id, principal, agent, kind, scopes, valid_from, valid_to, basis, granted_by, granted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

        public const string Retire = """
            update identity.mandate set ended_at = $3, ended_by = 'program:expired' where principal = $1 and agent = $2 and ended_at is null and valid_to < $4
            """;
    }
}

/// <summary>Who acts for whom today, and the end of it.</summary>
internal sealed class Mandates(Db db, SecurityLog log, IdentifySession sessions, TimeProvider clock)
{
    /// For whom an account may act today, at most 50.
    public Task<List<Mandate>> Of(AccountId agent, CancellationToken ct) => db.Many(Sql.OfAgent, [agent, clock.Today()], Mandate.Read, ct);

    /// Who may act for a principal, now or later.
    public Task<List<Mandate>> For(AccountId principal, CancellationToken ct) => db.Many(Sql.ForPrincipal, [principal, clock.Today()], Mandate.Read, ct);

    /// True when the account is a legal representative of the organisation today.
    public Task<bool> Represents(AccountId agent, AccountId organisation, CancellationToken ct) => db.One(Sql.Represents, [organisation, agent, clock.Today()], r => true, ct);

    /// A representative takes a delegation back; it stops working at once, also in sessions that are open.
    public async Task<Result> Revoke(Caller caller, AccountId by, Guid mandate, CancellationToken ct)
    {
        var found = await db.One(Sql.Find, [mandate], r => (Principal: new AccountId(r.GetGuid(0)), Agent: new AccountId(r.GetGuid(1)), Kind: r.GetString(2)), ct);
        if (found.Kind is null) return AccountErrors.MandateUnknown;
        var own = found.Agent == by && found.Kind == Mandate.Delegate;                  // a delegate may lay the task down
        if (!own && (found.Kind != Mandate.Delegate || !await Represents(by, found.Principal, ct))) return AccountErrors.NotRepresentative;
        var written = await db.Write(caller,
        [
            new(Sql.End, [mandate, clock.GetUtcNow(), caller.Id]),
            log.Row(SecurityEventKind.MandateEnded, found.Principal, $"{mandate} by {caller.Id}"),
            log.Row(SecurityEventKind.MandateEnded, found.Agent, $"{mandate} by {caller.Id}"),
        ], [], ct);
        sessions.ForgetAll();
        return written;
    }

    /// The register ended a representation: who was guardian by it acts no longer.
    public static Task OnRepresentationEnded(RepresentationEnded ended, Delivery delivery, CancellationToken ct) => delivery.Db<IdentityModule>().Execute(
        Sql.EndGuardian, [ended.Person, ended.Representative, delivery.At, SecurityEventKind.MandateEnded, ended.Document], ct);

    static class Sql
    {
        public const string EndGuardian = """
            with ended as (
                update identity.mandate m set ended_at = $3, ended_by = 'program:representation-ended'
                from identity.account p, identity.account a
                where p.person = $1 and a.person = $2 and m.principal = p.id and m.agent = a.id and m.kind = 'guardian' and m.ended_at is null
                returning m.principal, m.agent)
            insert into identity.security_event (id, at, kind, account, source, device, detail, change)
            select gen_random_uuid(), $3, $4, unnest(array[e.principal, e.agent]), '', '', 'population register: ' || $5, true from ended e
            """;

        public const string OfAgent = """
            select m.id, m.principal, o.kind, o.display_name, m.kind, m.scopes, m.valid_from, m.valid_to
            from identity.mandate m join identity.account o on o.id = m.principal
            where m.agent = $1 and m.ended_at is null and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2) and o.state = 'active'
            order by o.display_name, m.id limit 50
            """;

        public const string ForPrincipal = """
            select m.id, m.principal, a.kind, a.display_name, m.kind, m.scopes, m.valid_from, m.valid_to
            from identity.mandate m join identity.account a on a.id = m.agent
            where m.principal = $1 and m.ended_at is null and (m.valid_to is null or m.valid_to >= $2)
            order by m.kind desc, a.display_name, m.id limit 100
            """;

        public const string Represents = """
            select true from identity.mandate
            where principal = $1 and agent = $2 and kind = 'representative' and ended_at is null and valid_from <= $3 and (valid_to is null or valid_to >= $3)
            """;

        public const string Find = "select principal, agent, kind from identity.mandate where id = $1 and ended_at is null";

        public const string End = "update identity.mandate set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null";
    }
}
