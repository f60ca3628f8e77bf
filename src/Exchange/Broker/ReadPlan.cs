using System.Collections.Concurrent;
using LienThong.Dictionary;
using LienThong.Exchange.Sources;

namespace LienThong.Exchange.Broker;

/// <summary>A list of fields that compares by its content: the key under which a plan is found without building a string.</summary>
readonly struct FieldSet(IReadOnlyList<FieldCode> fields) : IEquatable<FieldSet>
{
    private readonly IReadOnlyList<FieldCode> fields = fields;

    public bool Equals(FieldSet other)
    {
        if (fields.Count != other.fields.Count) return false;
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] != other.fields[i]) return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => obj is FieldSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var i = 0; i < fields.Count; i++) hash.Add(string.GetHashCode(fields[i].Value, StringComparison.Ordinal));
        return hash.ToHashCode();
    }
}

/// <summary>One source of a plan: which lane answers which of the asked fields.</summary>
/// <param name="Database">Code of the database, for people and meters.</param>
/// <param name="Lane">Null when no source of this program answers these fields: they are unavailable.</param>
/// <param name="Positions">Where the lane's cells belong among the asked fields.</param>
sealed record PlanPart(string Database, SourceLane? Lane, int[] Positions);

/// <summary>How a set of fields is read: worked out once, used for every reading of that set under one agreement.</summary>
sealed class ReadPlan(FieldCode[] fields, PlanPart[] parts, object madeFrom)
{
    private readonly ConcurrentDictionary<ulong, string[]> returned = new();
    private readonly string[] codes = [.. fields.Select(f => f.Value)];

    public FieldCode[] Fields => fields;

    public PlanPart[] Parts => parts;

    /// <summary>The set of sources that it was made from: with another set it is made anew.</summary>
    public object MadeFrom => madeFrom;

    /// <summary>The codes of the fields that were answered; shared lists, because almost every reading returns the same ones.</summary>
    public IReadOnlyList<string> Returned(ulong mask)
    {
        if (mask == All) return codes;
        if (returned.TryGetValue(mask, out var list)) return list;
        if (returned.Count > 200) returned.Clear();
        return returned.GetOrAdd(mask, [.. codes.Where((_, i) => (mask & (1UL << i)) != 0)]);
    }

    public ulong All { get; } = fields.Length == 64 ? ulong.MaxValue : (1UL << fields.Length) - 1;
}
