namespace LienThong.Kernel.Content;

/// <summary>Something wrong in a content file, with the place and what to do. Line and column count from 1; 0 = the file as a whole.</summary>
public sealed record ContentFault(string File, int Line, int Column, string Text)
{
    /// <summary>As printed: <c>agencies/ministries.yaml:12:5: …</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => $"{File}: {Text}",
        (_, 0) => $"{File}:{Line}: {Text}",
        _ => $"{File}:{Line}:{Column}: {Text}",
    };
}

/// <summary>How many items of one kind a loader found.</summary>
public sealed record ContentCount(string What, int Loaded, int Unchanged);

/// <summary>What loading the content folder found: every fault of every file, and what was loaded or already there.</summary>
/// <remarks>Safe to use from several loaders at once.</remarks>
public sealed class ContentReport
{
    private readonly Lock gate = new();
    private readonly List<ContentFault> faults = [];
    private readonly List<ContentCount> counts = [];

    /// <summary>All faults so far, by file and line.</summary>
    public IReadOnlyList<ContentFault> Faults
    {
        get
        {
            lock (gate) return [.. faults.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];
        }
    }

    /// <summary>Counts by kind, in the order of loading.</summary>
    public IReadOnlyList<ContentCount> Counts
    {
        get
        {
            lock (gate) return [.. counts];
        }
    }

    /// <summary>True when any file has a fault: nothing of it should be put to use.</summary>
    public bool HasFaults
    {
        get
        {
            lock (gate) return faults.Count > 0;
        }
    }

    /// <summary>Reports a fault. The text is Vietnamese and says what to do.</summary>
    public void Fault(string file, int line, string text) => Fault(new ContentFault(file, line, 0, text));

    /// <inheritdoc cref="Fault(string,int,string)"/>
    public void Fault(ContentFault fault)
    {
        lock (gate) faults.Add(fault);
    }

    /// <summary>Tells how many items of a kind were written and how many were already as the file says.</summary>
    public void Count(string what, int loaded, int unchanged = 0)
    {
        lock (gate) counts.Add(new ContentCount(what, loaded, unchanged));
    }
}
