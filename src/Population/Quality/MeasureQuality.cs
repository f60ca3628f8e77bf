using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population.Duplicates;
using Npgsql;

namespace LienThong.Population.Quality;

/// <summary>Computes the scores of all communes in one pass, and keeps one line per day and rule.</summary>
internal sealed class MeasureQuality(Db<PopulationModule> db, QualityRules rules, TimeProvider clock)
{
    /// <summary>Once a day.</summary>
    public async Task IfStale(CancellationToken ct)
    {
        if (await db.One(Sql.IsDue, [clock.Today()], static r => r.GetBoolean(0), ct)) await Now(ct);
    }

    public async Task Now(CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        var inForce = rules.On(today);
        await using var connection = await LongConnection.Open(db, ct);
        await using var transaction = await connection.Connection.BeginTransactionAsync(ct);
        await connection.Run(Sql.Alone, ct);
        await connection.Run(Sql.Forget, ct);
        await Run(connection, QualityChecks.Sql.Count, [.. QualityScores.Arguments(inForce, today), now], ct);
        await Run(connection, Sql.KeepDay, [today], ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task Run(LongConnection connection, string sql, object[] args, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection.Connection) { CommandTimeout = 0 };
        foreach (var value in args) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static class Sql
    {
        public const string IsDue = "select exists (select from population.person) and not exists (select from population.quality_score s where s.day = $1) and not exists (select from population.synthetic s where s.finished_at is null)";
        public const string Alone = "select pg_advisory_xact_lock(7306)";
        public const string Forget = "delete from population.quality_score";
        public const string KeepDay = """
            insert into population.quality_day (day, rule, checked, failed)
            select $1, s.rule, sum(s.checked), sum(s.failed) from population.quality_score s group by s.rule
            on conflict (day, rule) do update set checked = excluded.checked, failed = excluded.failed
            """;
    }
}
