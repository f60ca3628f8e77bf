using System.Text;

namespace LienThong.Ui;

/// <summary>The shape of a trend in the height of two lines of text. Its text says first and last value.</summary>
[HtmlTargetElement("lt-sparkline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SparklineTagHelper : UiTagHelper
{
    public IReadOnlyList<double?> Values { get; set; } = [];

    public string? Unit { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Render(Values, Unit, (first, last) => T["Từ {0} đến {1}", first, last]));
    }

    /// <summary>Nothing when fewer than two values are known.</summary>
    internal static Html? Render(IReadOnlyList<double?> values, string? unit, Func<string, string, string> describe)
    {
        var known = values.Where(value => value is not null).Select(value => value!.Value).ToList();
        if (known.Count < 2) return null;
        var (low, high) = (known.Min(), known.Max());
        double Y(double value) => high - low < 1e-9 ? 18 : 32 - (value - low) / (high - low) * 28;
        var path = new StringBuilder();
        var drawing = false;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                path.Append(drawing ? 'L' : 'M').Append(Chart.At(i * 300.0 / (values.Count - 1))).Append(' ').Append(Chart.At(Y(value)));
            }
            drawing = values[i] is not null;
        }
        var words = describe(Chart.Show(known[0], unit), Chart.Show(known[^1], unit));
        return new Html()
            .Open("svg", ("class", "lt-spark"), ("viewBox", "0 0 300 36"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", words))
            .Open("path", ("class", "lt-spark__line"), ("d", path.ToString()), ("vector-effect", "non-scaling-stroke"))
            .Close("path").Close("svg");
    }
}
