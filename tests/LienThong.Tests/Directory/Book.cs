using LienThong.Directory.Books;
using LienThong.Directory.Content;
using LienThong.Kernel.Content;

namespace LienThong.Tests.Directory;

/// The real content, read once for all tests that need no database.
static class Book
{
    static readonly Lazy<(DirectoryRows Rows, ContentReport Report)> Loaded = new(() =>
    {
        var report = new ContentReport();
        return (ReadDirectory.From(new ContentFolder(Path.Combine(AppContext.BaseDirectory, "content"), report), report), report);
    });

    static readonly Lazy<DirectorySnapshot> Made = new(() => new DirectorySnapshot(1, SnapshotRows.From(Rows)));

    public static DirectoryRows Rows => Loaded.Value.Rows;

    public static ContentReport Report => Loaded.Value.Report;

    public static DirectorySnapshot Snapshot => Made.Value;

    public static readonly DateOnly Today = new(2026, 11, 21);

    public static DateOnly Day(int year, int month = 6, int day = 15) => new(year, month, day);
}
