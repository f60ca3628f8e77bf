using LienThong.Insight.Numbers;
using LienThong.Kernel.Measures;
using LienThong.Programme.Targets;
using Microsoft.Extensions.Localization;

namespace LienThong.Insight.Pages;

/// <summary>What the pages say of a number.</summary>
internal static class NumberWords
{
    public static string Target(HomeNumber number, IStringLocalizer<Texts> texts) =>
        number.Target?.Current is { } status && TargetJudge.Words(status.Goal) is { } words ? texts["Mục tiêu {0}: {1}", status.Goal.Horizon?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", words].Value : "";

    public static string State(HomeNumber number) => number.Target?.Current?.Light switch
    {
        Light.Met => "good",
        Light.Near => "warn",
        Light.Missed => "bad",
        _ => "none",
    };

    public static string? Why(HomeNumber number, IStringLocalizer<Texts> texts)
    {
        if (number.Info is null) return texts["Số liệu {0} chưa có trong hệ thống này.", number.Measure].Value;
        if (number.Now is { Denominator: 0 } && number.Info.Unit == MeasureUnit.Percent) return texts["Chưa có trường hợp nào để tính trong năm nay."].Value;
        return number.Target is { } live && WhyRed.Of(live) is { } why ? texts[why.Text, why.Args].Value : null;
    }

    public static string? Unit(MeasureInfo? info) => info?.Unit == MeasureUnit.Percent ? "%" : null;

    /// The values of a trend as the chart shows them: per cent of the day, or the count.
    public static IReadOnlyList<double?> Trend(MeasureInfo? info, MeasureValue? now) => info is null || now is null ? [] :
        [.. now.Trend.Select(p => info.Unit == MeasureUnit.Count ? p.Numerator : p.Denominator == 0 ? (double?)null : Math.Round(100.0 * p.Numerator / p.Denominator, 1))];

    public static string Name(MeasureInfo info) => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? info.En : info.Vi;
}
