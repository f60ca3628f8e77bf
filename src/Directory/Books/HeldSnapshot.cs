using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Directory.Books;

sealed partial class LiveSnapshot
{
    /// One edition for good, never renewed: what stands in the content folder, when there is no database.
    public static LiveSnapshot Holding(DirectorySnapshot edition, TimeProvider clock) => new(null!, clock, NullLogger<LiveSnapshot>.Instance) { current = edition };
}
