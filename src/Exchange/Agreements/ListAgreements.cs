using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Exchange.Agreements;

/// <summary>All agreements with who decided and how much flows under each: the data owner sees who consumes what, and why.</summary>
sealed class ListAgreements(Db db, IDirectory directory, TimeProvider clock)
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("agreements", (Caller caller, ListAgreements list, CancellationToken ct) => list.For(caller, ct)).Requires(ExchangeScopes.See);
        r.Api.MapGet("agreements/{code}", (string code, Caller caller, ListAgreements list, CancellationToken ct) => list.One(code, caller, ct))
            .Requires(ExchangeScopes.See).Refuses(ExchangeErrors.AgreementUnknown);
    }

    /// <summary>One owner's word: waiting, approved or suspended.</summary>
    public sealed record Decision(string Owner, string Name, string Word, string? By, DateTimeOffset? At);

    /// <summary>What happened to the agreement.</summary>
    public sealed record Event(DateTimeOffset At, string Change, string Actor, string? Agency, string? Reason);

    /// <summary>One agreement.</summary>
    /// <param name="Agreement">What it says.</param>
    /// <param name="Consumers">Who may read, by name.</param>
    /// <param name="Decisions">One per owner.</param>
    /// <param name="MayDecide">The caller speaks for one of the owners.</param>
    /// <param name="WaitsForMe">That owner has not decided yet.</param>
    /// <param name="Reads">The caller's agency may read under it.</param>
    /// <param name="Calls">Calls of the last 30 days.</param>
    /// <param name="Refused">How many of them were refused.</param>
    public sealed record Row(
        Agreement Agreement, IReadOnlyList<string> Consumers, IReadOnlyList<Decision> Decisions, bool MayDecide, bool WaitsForMe, bool Reads, long Calls, long Refused);

    /// <summary>One agreement with its history, newest first.</summary>
    public sealed record Detail(Row Row, IReadOnlyList<Event> Events);

    public async Task<IReadOnlyList<Row>> For(Caller caller, CancellationToken ct)
    {
        var agreements = await db.Many(AgreementBook.Sql.All, [], AgreementBook.Read, ct);
        return await Rows(agreements, caller, ct);
    }

    public async Task<Result<Detail>> One(string code, Caller caller, CancellationToken ct)
    {
        if (await db.One(Sql.One, [code], AgreementBook.Read, ct) is not { } agreement) return ExchangeErrors.AgreementUnknown.With(code);
        var rows = await Rows([agreement], caller, ct);
        var events = await db.Many(Sql.Events, [code], r => new Event(r.Instant(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.TextOrNull(4)), ct);
        return new Detail(rows[0], events);
    }

    private async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<Agreement> agreements, Caller caller, CancellationToken ct)
    {
        var codes = agreements.Select(a => a.Code).ToArray();
        var today = clock.Today();
        var decisions = (await db.Many(Sql.Decisions, [codes], r => (Code: r.GetString(0), new Decision(r.GetString(1), Name(r.GetString(1), today), r.GetString(2), r.TextOrNull(3), r.InstantOrNull(4))), ct))
            .ToLookup(d => d.Code, d => d.Item2, StringComparer.Ordinal);
        var calls = (await db.Many(Sql.Calls, [codes, today.AddDays(-29)], r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2)), ct))
            .ToDictionary(c => c.Item1, c => (c.Item2, c.Item3), StringComparer.Ordinal);
        return [.. agreements.Select(a =>
        {
            var mine = decisions[a.Code].Where(d => DecideAgreement.Acts(caller, d.Owner)).ToList();
            var (total, refused) = calls.GetValueOrDefault(a.Code);
            return new Row(a, [.. a.Consumers.Select(c => Name(c, today))], [.. decisions[a.Code]], mine.Count > 0,
                mine.Any(d => d.Word == "waiting") && a.State == AgreementState.Requested,
                caller.Agency is { } agency && new LiveAgreement(a, 0).Covers(agency, today, directory), total, refused);
        })];
    }

    /// <summary>What people call an agency or class.</summary>
    public string Name(string consumer, DateOnly today) => consumer switch
    {
        Agreement.OwnPerson => "Chính người đó",
        _ when consumer.StartsWith("class:", StringComparison.Ordinal) => directory.FindClass(consumer)?.Name ?? consumer,
        _ => directory.AgencyAt(consumer, today)?.Name ?? consumer,
    };

    static class Sql
    {
        public const string One = "select " + AgreementBook.Sql.Columns + " from exchange.agreement where code = $1";
        public const string Decisions = "select agreement, owner, decision, decided_by, decided_at from exchange.decision where agreement = any ($1) order by agreement, owner";
        public const string Events = "select at, change, actor, agency, reason from exchange.agreement_event where agreement = $1 order by id desc limit 200";
        public const string Calls = """
            select agreement, sum(calls)::bigint, sum(refused)::bigint from exchange.call_day
            where agreement = any ($1) and source = '*' and day >= $2 group by agreement
            """;
    }
}
