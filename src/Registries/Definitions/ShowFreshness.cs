using LienThong.Kernel.Data;

namespace LienThong.Registries.Definitions;

/// How many records each register holds and when the last change came, as the writers keep it.
static class ShowFreshness
{
    public sealed record Figures(long Records, long Changes, DateTimeOffset? ChangedAt);

    public static async Task<IReadOnlyDictionary<string, Figures>> Of(Db db, CancellationToken ct) =>
        (await db.Many(Sql.All, [], r => (Registry: r.GetString(0), Figures: new Figures(r.GetInt64(1), r.GetInt64(2), r.InstantOrNull(3))), ct))
            .ToDictionary(f => f.Registry, f => f.Figures, StringComparer.Ordinal);

    static class Sql
    {
        public const string All = "select registry, records, last, changed_at from registries.feed";
    }
}
