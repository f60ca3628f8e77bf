using System.Globalization;

namespace LienThong.Ui;

/// <summary>Values beside each other, as horizontal bars: labels stay whole on a phone. The table beneath says the same.</summary>
[HtmlTargetElement("lt-bar-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BarChartTagHelper : UiTagHelper
{
    private const int RowHeight = 50;

    public string Caption { get; set; } = "";

    public IEnumerable<ChartValue> Items { get; set; } = [];

    /// <summary>Written after each number: "%", "hồ sơ", "ngày".</summary>
    public string? Unit { get; set; }

    /// <summary>A mark across all bars: what should be reached.</summary>
    public double? Target { get; set; }

    /// <summary>What the bars are, as the head of the table: "Tỉnh", "Cơ quan".</summary>
    public string? Head { get; set; }

    public bool TableOpen { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var items = Items.ToList();
        var id = Names.Id($"chart-{context.UniqueId}");
        var rows = items.Select(item => (IReadOnlyList<IHtmlContent>)[Chart.Linked(item.Label, item.Href), new Html().Text(Chart.Show(item.Value, Unit))]);
        var table = Chart.Table(Caption, [Head ?? T["Mục"].Value, T["Giá trị"]], rows);
        Chart.Figure(output, id, Caption, Draw(items, id), table, T["Bảng số liệu"], TableOpen);
    }

    private Html Draw(List<ChartValue> items, string id)
    {
        var top = Unit == "%" && items.All(item => item.Value is null or <= 100)
            ? 100
            : Math.Max(items.Max(item => item.Value) ?? 0, Math.Max(Target ?? 0, double.Epsilon));
        var height = items.Count * RowHeight + (Target is null ? 2 : 26);
        var svg = new Html().Open("svg", ("class", "lt-bars"), ("width", "100%"), ("height", height.ToString(CultureInfo.InvariantCulture)), ("role", "img"), ("aria-labelledby", id));
        for (var i = 0; i < items.Count; i++)
        {
            var (item, y) = (items[i], i * RowHeight);
            var reached = Target is null || item.Value is null || item.Value >= Target;
            svg.Leaf("text", item.Label, ("class", "lt-bars__label"), ("x", "0"), ("y", Chart.At(y + 18)))
                .Leaf("text", Chart.Show(item.Value, Unit), ("class", "lt-bars__value"), ("x", "100%"), ("y", Chart.At(y + 18)), ("text-anchor", "end"))
                .Open("rect", ("class", "lt-bars__track"), ("y", Chart.At(y + 26)), ("width", "100%"), ("height", "12"), ("rx", "2")).Close("rect")
                .Open("rect", ("class", reached ? "lt-bars__bar" : "lt-bars__bar lt-bars__bar--short"), ("y", Chart.At(y + 26)), ("width", Chart.Percent(Math.Max(0, item.Value ?? 0) / top * 100)), ("height", "12"), ("rx", "2")).Close("rect");
            if (Target is { } mark) svg.Open("line", ("class", "lt-bars__target"), ("x1", Chart.Percent(mark / top * 100)), ("x2", Chart.Percent(mark / top * 100)), ("y1", Chart.At(y + 22)), ("y2", Chart.At(y + 42))).Close("line");
        }
        if (Target is not { } target) return svg.Close("svg");
        var at = target / top * 100;
        return svg.Leaf("text", $"{T["Mục tiêu"].Value} {Chart.Show(target, Unit)}", ("class", "lt-bars__note"), ("x", Chart.Percent(at)), ("y", Chart.At(height - 4)), ("text-anchor", at > 60 ? "end" : at < 25 ? "start" : "middle"))
            .Close("svg");
    }
}
