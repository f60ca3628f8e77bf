namespace LienThong.Dictionary;

/// <summary>A module whose sources come and go while the program runs: registers that somebody makes in the browser. Register it as a singleton.</summary>
public interface IChangingSources
{
    /// <summary>The sources of now, on this node at most a few seconds old. The same list object as long as nothing changed.</summary>
    ValueTask<IReadOnlyList<IFieldSource>> Current(CancellationToken ct);
}

/// <summary>Every source of the program at this moment: those that stand as long as it runs, and those that come and go.</summary>
public sealed class LiveSources(IEnumerable<IFieldSource> standing, IEnumerable<IChangingSources> changing)
{
    private readonly IFieldSource[] standing = [.. standing];
    private readonly IChangingSources[] changing = [.. changing];
    private volatile Seen seen = new([], []);

    /// <summary>The sources. The same list object as long as nothing changed, so that plans made from it can be kept.</summary>
    public async ValueTask<IReadOnlyList<IFieldSource>> Current(CancellationToken ct)
    {
        var known = seen;
        var parts = known.Parts;
        for (var i = 0; i < changing.Length; i++)
        {
            var part = await changing[i].Current(ct);
            if (known.Parts.Length > i && ReferenceEquals(known.Parts[i], part)) continue;
            if (ReferenceEquals(parts, known.Parts)) parts = [.. known.Parts, .. new IReadOnlyList<IFieldSource>[changing.Length - known.Parts.Length]];
            parts[i] = part;
        }
        if (known.All.Count > 0 && ReferenceEquals(parts, known.Parts)) return known.All;
        return (seen = new(parts, [.. standing, .. parts.SelectMany(p => p)])).All;
    }

    private sealed record Seen(IReadOnlyList<IFieldSource>[] Parts, IReadOnlyList<IFieldSource> All);
}
