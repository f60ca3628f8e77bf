using LienThong.Kernel.Measures;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;

namespace LienThong.Programme.Tasks;

/// <summary>What a piece of evidence says now. Proves: null when it cannot be told by the system (a document).</summary>
/// <param name="Href">where to see it</param>
public sealed record EvidenceNow(Evidence Evidence, string Title, bool? Proves, string? Value, string? Href);

/// <summary>Looks evidence up in the running system: a connection proves itself when calls flow, a measure by its value.</summary>
internal sealed class CheckEvidence(MeasureCatalogue catalogue, MeasureTargets measure)
{
    /// The measure whose rows are the databases, counted when they were read from in the last 30 days (design §4, connection ladder).
    public const string Connections = "exchange.connected-databases";

    /// Codes of the databases through which data flowed in the last 30 days; empty while no module tells.
    public async Task<IReadOnlySet<string>> Flowing(CancellationToken ct)
    {
        if (catalogue.Find(Connections) is null) return new HashSet<string>();
        var rows = await catalogue.Rows(Connections, measure.ThisYear(), ct);
        return rows.Where(static r => r.Counted).Select(static r => r.Href[(r.Href.LastIndexOfAny(['/', '#']) + 1)..]).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<EvidenceNow>> Of(IEnumerable<Evidence> evidence, CancellationToken ct)
    {
        var now = new List<EvidenceNow>();
        foreach (var piece in evidence) now.Add(await One(piece, ct));
        return now;
    }

    private async Task<EvidenceNow> One(Evidence piece, CancellationToken ct)
    {
        if (piece.Sort == EvidenceSort.Document) return new EvidenceNow(piece, piece.Ref, null, null, null);
        var code = piece.Sort == EvidenceSort.Measure ? piece.Ref : Connections;
        if (catalogue.Find(code) is not { } info) return new EvidenceNow(piece, piece.Ref, null, null, null);
        if (piece.Sort == EvidenceSort.Measure)
        {
            var value = await catalogue.Evaluate(code, measure.ThisYear(), ct);
            return new EvidenceNow(piece, info.Vi, value.Numerator > 0, $"{value.Numerator}/{value.Denominator}", "/insight/measures/" + code);
        }
        var row = (await catalogue.Rows(code, measure.ThisYear(), ct)).FirstOrDefault(r => r.Href.EndsWith("/" + piece.Ref, StringComparison.Ordinal) || r.Href.EndsWith("#" + piece.Ref, StringComparison.Ordinal));
        return new EvidenceNow(piece, row?.Title ?? piece.Ref, row?.Counted, null, row?.Href);
    }
}
