using System.Text.Json;

namespace LienThong.Procedures.Forms;

/// <summary>What a source said about one field of one person of the dossier, under which receipt of the ledger.</summary>
internal sealed record Fact
{
    public required string Role { get; init; }
    public required string Field { get; init; }
    public required FactState State { get; init; }
    public string? Value { get; init; }
    public string? Display { get; init; }

    /// <summary>Code of the database that answered or should have.</summary>
    public required string Database { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Ledger entry of the read; absent when the broker could not be asked at all.</summary>
    public Guid? Receipt { get; init; }

    public string Key => $"{Role}/{Field}";
    public string? Text => Display ?? Value;
}

internal enum FactState
{
    Found,

    /// <summary>The source answered and knows no value.</summary>
    Absent,

    /// <summary>The source did not answer.</summary>
    Unavailable,
}

/// <summary>Every fact of a draft, addressed as <c>role/field</c> or <c>role/field#member</c>.</summary>
internal sealed class Facts(IEnumerable<Fact> facts)
{
    public static readonly Facts None = new([]);

    private readonly Dictionary<string, Fact> byKey = facts.ToDictionary(f => f.Key, StringComparer.Ordinal);

    public IReadOnlyCollection<Fact> All => byKey.Values;

    public Fact? Of(string address) => byKey.GetValueOrDefault(WithoutMember(address));

    public Fact? Of(string role, string field) => byKey.GetValueOrDefault($"{role}/{field}");

    /// <summary>The value and its words, or nothing when no source knows them.</summary>
    public (string Value, string Display)? Known(string address)
    {
        if (Of(address) is not { State: FactState.Found, Value: { Length: > 0 } value } fact) return null;
        if (Member(address) is not { } member) return (value, fact.Display ?? value);
        return MemberOf(value, member) is { Length: > 0 } part ? (part, part) : null;
    }

    public static string WithoutMember(string address) => address.Split('#')[0];

    public static string? Member(string address) => address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? address[(at + 1)..] : null;

    private static string? MemberOf(string json, string member)
    {
        if (!json.StartsWith('{')) return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty(member, out var part)
                ? part.ValueKind is JsonValueKind.String ? part.GetString() : part.ValueKind is JsonValueKind.Null ? null : part.GetRawText()
                : null;
        }
        catch (JsonException)
        {
            return null; // a source that breaks its own format is treated as one that does not know: the form asks
        }
    }
}
