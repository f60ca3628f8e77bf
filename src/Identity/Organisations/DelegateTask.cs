using LienThong.Identity.Representation;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Identity.Organisations;

/// <summary>
/// A legal representative lets somebody do part of what the organisation may do, until a last day of at most three years. It can be taken back at any time.
/// Civil Code 91/2015/QH13 art. 138, 140.
/// </summary>
internal sealed class DelegateTask(Db db, FindAgent agents, Mandates mandates, SecurityLog log, TimeProvider clock)
{
    private const int LongestYears = 3;

    /// <param name="Number">Personal number of the delegate, who needs an account of level 2.</param>
    /// <param name="Scopes">Part of the scopes of the role of organisations.</param>
    /// <param name="From">First day; null for today.</param>
    /// <param name="To">Last day.</param>
    public sealed record Form(string Number, IReadOnlyList<string> Scopes, DateOnly? From, DateOnly? To);

    public async Task<Result> Do(Caller caller, AccountId by, AccountId organisation, Form form, CancellationToken ct)
    {
        if (!await mandates.Represents(by, organisation, ct)) return AccountErrors.NotRepresentative;
        var now = clock.GetUtcNow();
        var today = HanoiTime.DateOf(now);
        var from = form.From is { } first && first > today ? first : today;
        var allowed = await Offered(ct);
        var agent = await agents.Do(form.Number, ct);
        var check = new Check();
        check.That(agent is not null && agent != by, AccountErrors.AgentUnknown.With(form.Number.Length > 15 ? form.Number[..15] : form.Number).At("/number"));
        check.That(form.Scopes.Count > 0 && form.Scopes.All(s => allowed.Any(a => a.Code == s)), "/scopes", AccountErrors.ScopesMissing);
        check.That(form.To is { } last && last >= from && last <= from.AddYears(LongestYears), "/to", AccountErrors.PeriodTooLong);
        if (!check.Ok) return check.Faults;
        try
        {
            return await db.Write(caller,
            [
                Mandate.Retire(organisation, agent!.Value, now),
                Mandate.Give(organisation, agent.Value, Mandate.Delegate, [.. form.Scopes.Distinct(StringComparer.Ordinal)], (from, form.To), $"delegated by {by}", (caller.Id, now)),
                log.Row(SecurityEventKind.MandateGiven, agent.Value, $"delegate of {organisation}"),
                log.Row(SecurityEventKind.MandateGiven, organisation, $"delegate {agent.Value} by {by}"),
            ], [], ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.AlreadyDelegated.At("/number");
        }
    }

    /// What can be delegated, in words.
    public Task<List<(string Code, string Vi, string En)>> Offered(CancellationToken ct) =>
        db.Many(Sql.Offered, [], r => (r.GetString(0), r.GetString(1), r.GetString(2)), ct);

    static class Sql
    {
        public const string Offered = """
            select s.code, s.vi, s.en from identity.role r join identity.scope s on s.code = any(r.scopes) where r.code = 'organisation' order by s.code
            """;
    }
}
