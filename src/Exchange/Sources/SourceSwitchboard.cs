using System.Collections.Concurrent;
using LienThong.Dictionary;
using LienThong.Exchange.Broker;
using Microsoft.Extensions.Logging;

namespace LienThong.Exchange.Sources;

/// <summary>The gates of one moment.</summary>
sealed record SourceBoard(IReadOnlyList<IFieldSource> Sources, IReadOnlyList<SourceGate> Gates)
{
    public SourceGate? Gate(string database) => Gates.FirstOrDefault(g => g.Database == database);
}

/// <summary>Knows every source of the program and makes the lanes to them.</summary>
sealed class SourceSwitchboard
{
    private const int MostLanes = 2000;
    private readonly ConcurrentDictionary<(SourceGate Gate, FieldSet Fields), SourceLane> lanes = new();
    private readonly LiveSources live;
    private readonly ILogger log;
    private readonly Finish finish;
    private readonly ExchangeOptions options;
    private readonly TimeProvider clock;

    private volatile SourceBoard board = new([], []);

    public SourceSwitchboard(LiveSources live, Finish finish, ExchangeOptions options, TimeProvider clock, ILogger<SourceSwitchboard> log)
    {
        (this.live, this.finish, this.options, this.clock, this.log) = (live, finish, options, clock, log);
    }

    /// <summary>The gates of now. A source that stayed keeps its gate, with its fuse; a new one gets a gate at the next reading.</summary>
    public async ValueTask<SourceBoard> Current(CancellationToken ct)
    {
        var (known, sources) = (board, await live.Current(ct));
        if (ReferenceEquals(known.Sources, sources)) return known;
        lock (lanes)
        {
            if (ReferenceEquals(board.Sources, sources)) return board;
            return board = new(sources, [.. sources.Select(s => board.Gates.FirstOrDefault(g => g.Leads(s)) ?? NewGate(s))]);
        }
    }

    /// <summary>The way to one database; null when none of this program's sources answers for it.</summary>
    public async ValueTask<SourceGate?> Gate(string database, CancellationToken ct) => (await Current(ct)).Gate(database);

    private SourceGate NewGate(IFieldSource source) =>
        new(source, options, clock, log) { SwitchedOff = board.Gate(source.Database)?.SwitchedOff ?? false };

    /// <summary>Each field goes to its one trusted source, or to a database that holds a copy when the trusted one is not connected here.</summary>
    public ReadPlan Plan(SourceBoard board, IReadOnlyList<FieldCode> fields, DictionaryEdition edition)
    {
        var asked = fields.ToArray();
        var parts = asked
            .Select((field, position) => (field, position, place: Place(board, field, edition)))
            .GroupBy(f => f.place)
            .Select(g => new PlanPart(
                g.Key.Database,
                g.Key.Gate is { } gate ? Lane(gate, [.. g.Select(f => f.field)]) : null,
                [.. g.Select(f => f.position)]));
        return new ReadPlan(asked, [.. parts], board);
    }

    /// <summary>Ends readings that no source of this program can answer.</summary>
    public void Finish(List<PendingRead> reads) => _ = finish.Run(reads);

    private static (string Database, SourceGate? Gate) Place(SourceBoard board, FieldCode field, DictionaryEdition edition)
    {
        var definition = edition.Field(field);
        string[] homes = definition is null ? [] : [definition.Database, .. definition.AlsoIn];
        foreach (var home in homes)
        {
            foreach (var gate in board.Gates)
            {
                if (gate.Database == home && gate.Fields.Contains(field)) return (gate.Database, gate);
            }
        }
        var any = board.Gates.FirstOrDefault(g => g.Fields.Contains(field));
        return any is null ? (definition?.Database ?? "?", null) : (any.Database, any);
    }

    private SourceLane Lane(SourceGate gate, FieldCode[] fields)
    {
        if (lanes.Count > MostLanes) lanes.Clear(); // a lane in use lives on in the plans that hold it
        return lanes.GetOrAdd((gate, new FieldSet(fields)), _ => new SourceLane(gate, fields, finish, options, clock));
    }
}
