namespace LienThong.Registries.Records;

/// How many records each register holds, as the writers count them.
static class CountRecords
{
    public static async Task<IReadOnlyDictionary<string, long>> Count(Db db, CancellationToken ct) =>
        (await db.Many(Sql.Count, [], r => (Registry: r.GetString(0), Records: r.GetInt64(1)), ct)).ToDictionary(c => c.Registry, c => c.Records, StringComparer.Ordinal);

    static class Sql
    {
        public const string Count = "select registry, records from registries.feed";
    }
}
