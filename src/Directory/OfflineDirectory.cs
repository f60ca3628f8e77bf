using LienThong.Directory.Books;
using LienThong.Directory.Content;
using LienThong.Kernel.Content;

namespace LienThong.Directory;

/// <summary>The directory straight from the content folder, without a database: for command lines that only ask who a body is. Knows no officials.</summary>
public static class OfflineDirectory
{
    /// <summary>Null when the content has faults; they stand in the folder's report.</summary>
    public static IDirectory? Read(ContentFolder content, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(content);
        var rows = ReadDirectory.From(content, content.Report);
        if (content.Report.HasFaults) return null;
        return new DirectoryBook(LiveSnapshot.Holding(new DirectorySnapshot(0, SnapshotRows.From(rows)), clock), null!, new DirectoryOptions(), clock);
    }
}
