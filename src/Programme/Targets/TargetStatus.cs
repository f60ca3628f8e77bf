using System.Globalization;
using LienThong.Kernel.Measures;
using LienThong.Programme.Import;

namespace LienThong.Programme.Targets;

/// <summary>The light of a target: met, nearly, missed, or nothing to judge by.</summary>
public enum Light { Unknown, Met, Near, Missed }

/// <summary>One horizon of a target against the value of today.</summary>
/// <param name="Goal">what the plan demands</param>
/// <param name="Gap">cases still missing to reach it (or too many, for "at most"); null when it cannot be counted in cases</param>
public sealed record TargetStatus(TargetValue Goal, Light Light, long? Gap);

/// <summary>Judges targets. Pure.</summary>
public static class TargetJudge
{
    /// Within a tenth of the goal counts as near: a month's work, by the experience of monthly reports.
    private const double NearEnough = 0.9;

    /// <summary>The status of each horizon, in the order of the plan.</summary>
    public static IReadOnlyList<TargetStatus> Judge(IReadOnlyList<TargetValue> goals, MeasureUnit unit, MeasureValue? now) => [.. goals.Select(g => One(g, unit, now))];

    /// <summary>The horizon that counts today: the nearest one not yet past that demands something, else the last.</summary>
    public static TargetValue? Current(IReadOnlyList<TargetValue> goals, int year)
    {
        var asked = goals.Where(static g => g.Comparator != Comparator.Empty).OrderBy(static g => g.Horizon ?? int.MaxValue).ToList();
        return asked.Find(g => g.Horizon is null || g.Horizon >= year) ?? asked.LastOrDefault();
    }

    /// <summary>The value in the unit of the goal: per cent for shares, else the count. Null when there was nothing to measure.</summary>
    public static double? Value(MeasureUnit unit, MeasureValue? now) => now is null ? null : unit == MeasureUnit.Percent ? now.Share * 100 : now.Numerator;

    /// <summary>"từ 50%", "không quá 30%", "trên 95%", "hoàn thành", in the language of the reader; null when the plan demands nothing.</summary>
    public static string? Words(TargetValue goal)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var number = goal.Value?.ToString("0.##", CultureInfo.GetCultureInfo(english ? "en-GB" : "vi-VN")) + (goal.Unit == "%" ? "%" : goal.Unit is { } u ? " " + u : "");
        return goal.Comparator switch
        {
            Comparator.AtLeast => (english ? "at least " : "từ ") + number,
            Comparator.AtMost => (english ? "at most " : "không quá ") + number,
            Comparator.Above => (english ? "over " : "trên ") + number,
            Comparator.Below => (english ? "under " : "dưới ") + number,
            Comparator.Done => english ? "completed" : "hoàn thành",
            _ => null,
        };
    }

    private static TargetStatus One(TargetValue goal, MeasureUnit unit, MeasureValue? now)
    {
        if (goal.Comparator == Comparator.Done) return new TargetStatus(goal, Done(now), null);
        if (goal.Value is not { } wanted || Value(unit, now) is not { } value || now is null) return new TargetStatus(goal, Light.Unknown, null);
        var want = (double)wanted;
        var met = goal.Comparator switch
        {
            Comparator.AtLeast => value >= want,
            Comparator.Above => value > want,
            Comparator.AtMost => value <= want,
            _ => value < want,
        };
        if (met) return new TargetStatus(goal, Light.Met, 0);
        var upward = goal.Comparator is Comparator.AtLeast or Comparator.Above;
        var near = upward ? value >= want * NearEnough : value <= want / NearEnough;
        return new TargetStatus(goal, near ? Light.Near : Light.Missed, unit == MeasureUnit.Percent ? Gap(goal, now, upward) : upward ? (long)Math.Ceiling(want - value) : (long)Math.Ceiling(value - want));
    }

    /// A milestone is met when everything that counts is there.
    private static Light Done(MeasureValue? now) => now is null || now.Denominator == 0 ? Light.Unknown : now.Numerator >= now.Denominator ? Light.Met : Light.Missed;

    private static long Gap(TargetValue goal, MeasureValue now, bool upward)
    {
        var limit = goal.Value!.Value * now.Denominator / 100m;
        if (upward) return goal.Comparator == Comparator.Above ? (long)Math.Floor(limit) + 1 - now.Numerator : (long)Math.Ceiling(limit) - now.Numerator;
        return now.Numerator - (goal.Comparator == Comparator.Below ? (long)Math.Ceiling(limit) - 1 : (long)Math.Floor(limit));
    }
}
