using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using Npgsql;

namespace LienThong.Registries.Sources;

/// Switches a database's answers off and on. The switch lives in the database, so all nodes obey it at the next reading.
static class SwitchSource
{
    private const int ShortestReason = 10;

    public static async Task<Result> Switch(Caller caller, SourceState wanted, IReadOnlyList<string> databases, Db db, CancellationToken ct)
    {
        var reason = VietnameseText.Normalise(wanted.Reason);
        var check = new Check();
        check.That(databases.Contains(wanted.Database, StringComparer.Ordinal), RegistriesErrors.DatabaseUnknown.With(wanted.Database).At("/database"));
        check.That(reason.Length >= ShortestReason, "/reason", RegistriesErrors.ReasonMissing);
        if (!check.Ok) return check.Faults;
        object?[] row = [wanted.Database, wanted.On, reason, wanted.At, caller.Id];
        return await db.Write(caller, [new(Sql.Set, row), new(Sql.Log, [Guid.CreateVersion7(), .. row])], [new SourceSwitched(wanted.Database, wanted.On, reason)], ct);
    }

    public static async Task<IReadOnlyList<SourceState>> States(IReadOnlyList<string> databases, Db db, CancellationToken ct)
    {
        var known = (await db.Many(Sql.States, [], Read, ct)).ToDictionary(s => s.Database, StringComparer.Ordinal);
        return [.. databases.Select(d => known.GetValueOrDefault(d) ?? new SourceState(d, true, "", null, null))];
    }

    public static async Task<IReadOnlyList<SourceState>> Log(Db db, CancellationToken ct) => await db.Many(Sql.Newest, [], Read, ct);

    private static SourceState Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetBoolean(1), row.GetString(2), row.Instant(3), row.GetString(4));

    static class Sql
    {
        public const string Set = """
            insert into registries.source_switch (database, is_on, reason, changed_at, changed_by) values ($1, $2, $3, $4, $5)
            on conflict (database) do update set is_on = excluded.is_on, reason = excluded.reason, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """;

        public const string Log = "insert into registries.source_switch_log (id, database, is_on, reason, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6)";

        public const string States = "select database, is_on, reason, changed_at, changed_by from registries.source_switch";

        public const string Newest = "select database, is_on, reason, changed_at, changed_by from registries.source_switch_log order by changed_at desc limit 200";
    }
}
