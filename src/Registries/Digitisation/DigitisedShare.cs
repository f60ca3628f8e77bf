using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Digitisation;

/// <summary>The share of new records that came from papers by digitisation (plan 000, part T.III.2).</summary>
internal sealed class DigitisedShare(Db db, TimeProvider clock) : IMeasureSource
{
    public const string Code = "registries.digitised-share";

    public IReadOnlyList<MeasureInfo> Measures { get; } =
    [
        new(Code, "Tỷ lệ bản ghi tạo qua số hóa", "Share of records created through digitisation", "Số bản ghi mới trong kỳ được tạo từ bản quét giấy tờ đã kiểm tra, chia cho tổng số bản ghi mới của các sổ trong kỳ.", MeasureUnit.Percent),
    ];

    public async Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct)
    {
        if (code != Code) throw new KeyNotFoundException(code);
        object?[] period = [HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)), scope.Agency];
        var (digitised, all) = await db.One(Sql.Share, period, static r => (r.GetInt64(0), r.GetInt64(1)), ct);
        return new(digitised, all, clock.GetUtcNow(), []);
    }

    public Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct) => Read(scope, ct);

    private async Task<IReadOnlyList<MeasureRow>> Read(MeasureScope scope, CancellationToken ct) =>
        await db.Many(Sql.Rows, [HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)), scope.Agency],
            static r => new MeasureRow($"Bản quét của sổ {r.GetString(1)}", $"/registries/digitise/{r.GetString(1)}/{r.GetGuid(0)}", true, r.Instant(2)), ct);

    private static class Sql
    {
        // a record that was changed since was made when its first state was
        public const string Share = """
            select (select count(*) from registries.scan s where s.state = 'done' and s.record_version = 1 and s.done_at >= $1 and s.done_at < $2 and ($3::text is null or s.agency = $3)),
                   (select count(*) from registries.record r where r.version = 1 and r.recorded_at >= $1 and r.recorded_at < $2 and ($3::text is null or r.provenance->'*'->>'agency' = $3))
                 + (select count(*) from registries.record_history h where h.version = 1 and h.recorded_at >= $1 and h.recorded_at < $2 and ($3::text is null or h.provenance->'*'->>'agency' = $3))
            """;
        public const string Rows = """
            select s.id, s.registry, s.done_at from registries.scan s
            where s.state = 'done' and s.record_version = 1 and s.done_at >= $1 and s.done_at < $2 and ($3::text is null or s.agency = $3) order by s.done_at desc limit 200
            """;
    }
}
