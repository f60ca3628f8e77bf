using System.Collections.Concurrent;
using LienThong.Dictionary;
using LienThong.Exchange.Broker;
using Microsoft.Extensions.Logging;

namespace LienThong.Exchange.Sources;

/// <summary>Knows every source of the program and makes the lanes to them.</summary>
sealed class SourceSwitchboard
{
    private const int MostLanes = 2000;
    private readonly ConcurrentDictionary<(string Database, FieldSet Fields), SourceLane> lanes = new();
    private readonly Finish finish;
    private readonly ExchangeOptions options;
    private readonly TimeProvider clock;

    public SourceSwitchboard(IEnumerable<IFieldSource> sources, Finish finish, ExchangeOptions options, TimeProvider clock, ILogger<SourceSwitchboard> log)
    {
        (this.finish, this.options, this.clock) = (finish, options, clock);
        Gates = [.. sources.Select(s => new SourceGate(s, options, clock, log))];
    }

    public IReadOnlyList<SourceGate> Gates { get; }

    public SourceGate? Gate(string database) => Gates.FirstOrDefault(g => g.Database == database);

    /// <summary>Each field goes to its one trusted source, or to a database that holds a copy when the trusted one is not connected here.</summary>
    public ReadPlan Plan(IReadOnlyList<FieldCode> fields, DictionaryEdition edition)
    {
        var asked = fields.ToArray();
        var parts = asked
            .Select((field, position) => (field, position, place: Place(field, edition)))
            .GroupBy(f => f.place)
            .Select(g => new PlanPart(
                g.Key.Database,
                g.Key.Gate is { } gate ? Lane(gate, [.. g.Select(f => f.field)]) : null,
                [.. g.Select(f => f.position)]));
        return new ReadPlan(asked, [.. parts]);
    }

    /// <summary>Ends readings that no source of this program can answer.</summary>
    public void Finish(List<PendingRead> reads) => _ = finish.Run(reads);

    private (string Database, SourceGate? Gate) Place(FieldCode field, DictionaryEdition edition)
    {
        var definition = edition.Field(field);
        string[] homes = definition is null ? [] : [definition.Database, .. definition.AlsoIn];
        foreach (var home in homes)
        {
            foreach (var gate in Gates)
            {
                if (gate.Database == home && gate.Fields.Contains(field)) return (gate.Database, gate);
            }
        }
        var any = Gates.FirstOrDefault(g => g.Fields.Contains(field));
        return any is null ? (definition?.Database ?? "?", null) : (any.Database, any);
    }

    private SourceLane Lane(SourceGate gate, FieldCode[] fields)
    {
        if (lanes.Count > MostLanes) lanes.Clear(); // a lane in use lives on in the plans that hold it
        return lanes.GetOrAdd((gate.Database, new FieldSet(fields)), _ => new SourceLane(gate, fields, finish, options, clock));
    }
}
