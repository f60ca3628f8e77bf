using LienThong.Kernel.Data;
using LienThong.Programme.Plans;

namespace LienThong.Programme.Tasks;

/// <summary>What was said of a task, and when.</summary>
public sealed record ProgressSaid(Progress Progress, DateOnly? DoneOn, string? Note, string By, DateTimeOffset At);

/// <summary>The history of a task.</summary>
internal static class ReadProgress
{
    public static Task<List<ProgressSaid>> Of(Db db, string plan, string code, CancellationToken ct) => db.Many(Sql.Of, [plan, code],
        static r => new ProgressSaid(Word.To<Progress>(r.GetString(0)), r.DateOrNull(1), r.TextOrNull(2), r.GetString(3), r.Instant(4)), ct);

    private static class Sql
    {
        public const string Of = "select progress, done_on, note, said_by, said_at from programme.progress where plan = $1 and kind = 'task' and code = $2 order by said_at desc limit 100";
    }
}
