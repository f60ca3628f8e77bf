using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Exchange.Sources;

/// <summary>How far a database is connected. Every step is computed from what happened, never ticked by hand.</summary>
public enum LadderStep
{
    /// <summary>Known to the dictionary, nothing more.</summary>
    Known,
    /// <summary>An approved agreement gives at least one of its fields.</summary>
    Agreed,
    /// <summary>A test call was answered.</summary>
    Tested,
    /// <summary>It answers calls now.</summary>
    Live,
    /// <summary>Data flowed in the last 30 days.</summary>
    Flowing,
    /// <summary>Data flowed under a procedure, for a field that replaces a paper.</summary>
    PaperReplaced,
}

/// <summary>Every database of the dictionary with its state and its place on the connection ladder.</summary>
sealed class ListSources(Db db, IDictionary dictionary, AgreementBook book, SourceSwitchboard sources, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) => r.Api.MapGet("sources", (ListSources list, CancellationToken ct) => list.All(ct)).Requires(ExchangeScopes.See);

    /// <summary>One database.</summary>
    /// <param name="Database">Its code.</param>
    /// <param name="Vi">Its name.</param>
    /// <param name="En">Its name in English.</param>
    /// <param name="Owner">The agency that answers for it.</param>
    /// <param name="Connected">A source of this program answers for it.</param>
    /// <param name="Up">It answers now.</param>
    /// <param name="SwitchedOff">An administrator took it out of use.</param>
    /// <param name="Reason">Why it does not answer.</param>
    /// <param name="Since">Since when it is up or down.</param>
    /// <param name="LastAnswer">When it last answered.</param>
    /// <param name="Step">How far it is connected.</param>
    /// <param name="Agreements">Approved agreements that give its fields.</param>
    /// <param name="Calls">Calls to it in the last 30 days.</param>
    /// <param name="Answered">Of the fields asked of it in that time, how many it answered.</param>
    /// <param name="Asked">How many fields were asked of it.</param>
    /// <param name="Papers">Papers that its fields help to replace.</param>
    public sealed record Row(
        string Database, string Vi, string En, string Owner, bool Connected, bool Up, bool SwitchedOff, string? Reason, DateTimeOffset? Since, DateTimeOffset? LastAnswer,
        LadderStep Step, int Agreements, long Calls, long Answered, long Asked, IReadOnlyList<string> Papers);

    public async Task<IReadOnlyList<Row>> All(CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var board = await sources.Current(ct);
        var approved = (await book.Current(ct)).Values.Select(l => l.Agreement).Where(a => a.State == AgreementState.Approved).ToList();
        var from = clock.Today().AddDays(-29);
        var stored = (await db.Many(Sql.States, [], State.Read, ct)).ToDictionary(s => s.Database);
        var flows = (await db.Many(Sql.Flows, [from], r => new Flow(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetFieldValue<string[]>(4)), ct)).ToDictionary(f => f.Database);
        return [.. edition.Databases.Select(d => Of(d, board.Gate(d.Code), edition, approved, stored.GetValueOrDefault(d.Code), flows.GetValueOrDefault(d.Code)))
            .OrderByDescending(r => r.Step).ThenByDescending(r => r.Calls).ThenBy(r => r.Database, StringComparer.Ordinal)];
    }

    private static Row Of(DatabaseDefinition database, SourceGate? gate, DictionaryEdition edition, List<Agreement> approved, State? state, Flow? flow)
    {
        var fields = edition.FieldsOf(database.Code);
        var own = fields.Select(f => f.Code).ToHashSet();
        var agreements = approved.Where(a => a.Fields.Any(own.Contains)).ToList();
        var up = gate is not null && state is not { Up: false } && gate.Up && !gate.SwitchedOff;
        var papers = fields.SelectMany(f => edition.PapersReplacedBy(f.Code)).Select(p => p.Paper.Vi).Distinct(StringComparer.Ordinal).ToList();
        var byProcedure = flow is not null && agreements.Any(a => a.Purpose == Kernel.Access.Purpose.Procedure && flow.Agreements.Contains(a.Code));
        var facts = new LadderFacts(agreements.Count > 0, state?.TestedAt is not null || flow is { Answered: > 0 }, up, flow is { Answered: > 0 }, byProcedure && papers.Count > 0);
        return new Row(
            database.Code, database.Vi, database.En, database.Owner, gate is not null, up, gate?.SwitchedOff ?? false, state?.Reason, state?.ChangedAt, gate?.LastAnswer ?? state?.LastAnswer,
            facts.Step, agreements.Count, flow?.Calls ?? 0, flow?.Answered ?? 0, flow?.Asked ?? 0, papers);
    }

    /// <summary>What decides the step: each needs the one before it.</summary>
    internal readonly record struct LadderFacts(bool Agreed, bool Tested, bool Live, bool Flowing, bool PaperReplaced)
    {
        public LadderStep Step =>
            !Agreed ? LadderStep.Known : !Tested ? LadderStep.Agreed : !Live ? LadderStep.Tested : !Flowing ? LadderStep.Live : !PaperReplaced ? LadderStep.Flowing : LadderStep.PaperReplaced;
    }

    private sealed record State(string Database, bool Up, DateTimeOffset ChangedAt, string? Reason, DateTimeOffset? TestedAt, DateTimeOffset? LastAnswer)
    {
        public static State Read(Npgsql.NpgsqlDataReader r) =>
            new(r.GetString(0), r.GetBoolean(1), r.Instant(2), r.TextOrNull(3), r.InstantOrNull(4), r.InstantOrNull(5));
    }

    private sealed record Flow(string Database, long Calls, long Answered, long Asked, string[] Agreements);

    static class Sql
    {
        public const string States = "select database, up, changed_at, reason, tested_at, last_answer from exchange.source";
        public const string Flows = """
            select source, sum(calls)::bigint, sum(found + absent)::bigint, sum(found + absent + unavailable)::bigint,
                   coalesce(array_agg(distinct agreement) filter (where found > 0), '{}')
            from exchange.call_day where source <> '*' and day >= $1 group by source
            """;
    }
}
