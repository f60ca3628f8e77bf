namespace LienThong.Dictionary.Reading;

/// <summary>What a version changed against the one before it. No lines: it is the first one, or says the same.</summary>
public sealed record VersionChange(DefinitionVersion Version, DefinitionVersion? Before, IReadOnlyList<ChangedLine> Lines)
{
    /// <summary>From versions, newest first, as <see cref="IDictionary.Versions"/> gives them.</summary>
    public static IReadOnlyList<VersionChange> Between(IReadOnlyList<DefinitionVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return [.. versions.Select((version, i) => i + 1 < versions.Count
            ? new VersionChange(version, versions[i + 1], Compare(versions[i + 1].Facts, version.Facts))
            : new VersionChange(version, null, []))];
    }

    private static List<ChangedLine> Compare(IReadOnlyList<KeyValuePair<string, string>> before, IReadOnlyList<KeyValuePair<string, string>> after)
    {
        var old = before.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var lines = new List<ChangedLine>();
        foreach (var (name, value) in after)
        {
            old.Remove(name, out var was);
            if (!string.Equals(was, value, StringComparison.Ordinal)) lines.Add(new(name, was, value));
        }
        lines.AddRange(old.Select(gone => new ChangedLine(gone.Key, gone.Value, null)));
        return lines;
    }
}

/// <summary>One attribute that differs; null where a version does not have it.</summary>
public sealed record ChangedLine(string Name, string? Before, string? After);
