using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;
using LienThong.Programme.Plans;

namespace LienThong.Programme.Targets;

/// <summary>A target with its live value.</summary>
/// <param name="Info">the measure; null when none is bound, or the one bound is offered by no module</param>
/// <param name="Now">the value; null when there is no measure</param>
/// <param name="Current">the horizon that counts today</param>
public sealed record LiveTarget(ItemView Target, MeasureInfo? Info, MeasureValue? Now, IReadOnlyList<TargetStatus> Horizons, TargetStatus? Current)
{
    /// <summary>Per cent or count; null when there is nothing to measure.</summary>
    public double? Value => Info is null ? null : TargetJudge.Value(Info.Unit, Now);
}

/// <summary>Asks the measures for the values of targets. A measure that fails does not take the page with it.</summary>
internal sealed class MeasureTargets(MeasureCatalogue catalogue, TimeProvider clock)
{
    /// From the first of January: plans set their targets by year.
    public MeasureScope ThisYear(string? agency = null, string? province = null)
    {
        var today = clock.Today();
        return new MeasureScope(new DateOnly(today.Year, 1, 1), today, agency, province);
    }

    public async Task<LiveTarget> One(ItemView target, MeasureScope scope, CancellationToken ct)
    {
        var info = target.Binding is { } bound ? catalogue.Find(bound.Measure) : null;
        var now = info is null ? null : await catalogue.Evaluate(info.Code, scope, ct);
        var horizons = TargetJudge.Judge(target.Values, info?.Unit ?? MeasureUnit.Percent, now);
        var goal = TargetJudge.Current(target.Values, scope.To.Year);
        return new LiveTarget(target, info, now, horizons, goal is null ? null : horizons.First(h => h.Goal == goal));
    }

    public async Task<IReadOnlyList<LiveTarget>> All(IEnumerable<ItemView> targets, MeasureScope scope, CancellationToken ct)
    {
        var live = new List<LiveTarget>();
        foreach (var target in targets) live.Add(await One(target, scope, ct));
        return live;
    }

    /// Cases behind the value, newest first.
    public Task<IReadOnlyList<MeasureRow>> Rows(MeasureInfo info, MeasureScope scope, CancellationToken ct) => catalogue.Rows(info.Code, scope, ct);
}

/// <summary>Why a target is not met, in one sentence made of facts.</summary>
public static class WhyRed
{
    /// <summary>Null when it is met.</summary>
    public static (string Text, object[] Args)? Of(LiveTarget live)
    {
        if (live.Target.Binding is null) return ("Chưa gắn số liệu nào: kết quả phải ghi bằng tay.", []);
        if (live.Info is null) return ("Số liệu {0} chưa có trong hệ thống này.", [live.Target.Binding.Measure]);
        if (live.Now is null || (live.Now.Denominator == 0 && live.Info.Unit == MeasureUnit.Percent)) return ("Chưa có trường hợp nào để tính trong năm nay.", []);
        if (live.Current is not { Light: Light.Near or Light.Missed } status) return null;
        if (status.Gap is not { } gap) return ("Mới có {0} trên {1}.", [live.Now.Numerator, live.Now.Denominator]);
        return status.Goal.Comparator is Comparator.AtMost or Comparator.Below
            ? ("{0} trên {1}: vượt mức {2} trường hợp.", [live.Now.Numerator, live.Now.Denominator, gap])
            : ("Mới có {0} trên {1}: còn thiếu {2} trường hợp.", [live.Now.Numerator, live.Now.Denominator, gap]);
    }
}
