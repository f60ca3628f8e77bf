using LienThong.Exchange.Sources;
using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;

namespace LienThong.Exchange.Metering;

/// <summary>What the exchange can count: calls, the share answered, databases connected. Calls are not split by agency or province.</summary>
sealed class ExchangeMeasures(Db db, ListSources sources, TimeProvider clock) : IMeasureSource
{
    private const string Calls = "exchange.calls", Answered = "exchange.answered", Connected = "exchange.connected-databases";

    public IReadOnlyList<MeasureInfo> Measures { get; } =
    [
        new(Calls, "Lượt đọc dữ liệu qua nền tảng", "Readings through the exchange",
            "Số lần một cơ quan hoặc một người đọc dữ liệu qua nền tảng chia sẻ, trừ các lần bị từ chối.", MeasureUnit.Count),
        new(Answered, "Lượt đọc được trả lời", "Readings answered",
            "Số lần đọc mà mọi nguồn đều trả lời, chia cho số lần đọc được phép.", MeasureUnit.Percent),
        new(Connected, "Cơ sở dữ liệu đã kết nối", "Databases connected",
            "Số cơ sở dữ liệu có dữ liệu chảy trong 30 ngày, chia cho số cơ sở dữ liệu trong từ điển.", MeasureUnit.Percent),
    ];

    public async Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (code == Connected)
        {
            var all = await sources.All(ct);
            return new MeasureValue(all.Count(s => s.Step >= LadderStep.Flowing), all.Count, now, []);
        }
        var days = await db.Many(Sql.Days, [scope.From, scope.To], r => (Day: r.Date(0), Allowed: r.GetInt64(1), Silent: r.GetInt64(2)), ct);
        var trend = days.ConvertAll(d => code == Calls ? new MeasurePoint(d.Day, d.Allowed, 0) : new MeasurePoint(d.Day, d.Allowed - d.Silent, d.Allowed));
        return new MeasureValue(trend.Sum(p => p.Numerator), trend.Sum(p => p.Denominator), now, trend);
    }

    public async Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct)
    {
        if (code == Connected)
        {
            var all = await sources.All(ct);
            return [.. all.Take(200).Select(s => new MeasureRow(s.Vi, "/exchange/sources#" + s.Database, s.Step >= LadderStep.Flowing, s.LastAnswer ?? clock.GetUtcNow()))];
        }
        var rows = await db.Many(Sql.Agreements, [scope.From, scope.To], r => (Day: r.Date(0), Agreement: r.GetString(1), Allowed: r.GetInt64(2), Silent: r.GetInt64(3)), ct);
        return [.. rows.Select(r => new MeasureRow($"{r.Agreement}: {r.Allowed:N0} lượt", "/exchange/agreements/" + r.Agreement, code == Calls || r.Silent == 0, HanoiTime.At(r.Day)))];
    }

    static class Sql
    {
        public const string Days = """
            select day, sum(calls - refused)::bigint, sum(unavailable)::bigint from exchange.call_day
            where source = '*' and day between $1 and $2 group by day order by day
            """;
        public const string Agreements = """
            select day, agreement, calls - refused, unavailable from exchange.call_day
            where source = '*' and calls > refused and day between $1 and $2 order by day desc, calls desc limit 200
            """;
    }
}
