namespace LienThong.Ui;

/// <summary>Values beside each other, as horizontal bars: labels stay whole on a phone. The table beneath says the same.</summary>
[HtmlTargetElement("lt-bar-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BarChartTagHelper : UiTagHelper
{
    private const int RowHeight = 50;
    private const int BarHeight = 12;

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
        var rows = items.Select(item =>
            (IReadOnlyList<IHtmlContent>)[Chart.Linked(item.Label, item.Href), new Html().Text(Chart.Show(item.Value, Unit))]);
        var table = Chart.Table(Caption, [Head ?? T["Mục"].Value, T["Giá trị"]], rows);
        Chart.Figure(output, id, Caption, Draw(items, id), table, T["Bảng số liệu"], TableOpen);
    }

    private Html Draw(List<ChartValue> items, string id)
    {
        var top = TopOf(items);
        var height = items.Count * RowHeight + (Target is null ? 2 : 26);
        var svg = new Html().Open("svg",
            ("class", "lt-bars"), ("width", "100%"), ("height", Chart.At(height)), ("role", "img"), ("aria-labelledby", id));
        for (var i = 0; i < items.Count; i++) Row(svg, items[i], i * RowHeight, top);
        if (Target is { } target)
        {
            var at = target / top * 100;
            var anchor = at > 60 ? "end" : at < 25 ? "start" : "middle";
            svg.Label("lt-bars__note", $"{T["Mục tiêu"].Value} {Chart.Show(target, Unit)}", Chart.Percent(at), height - 4, anchor);
        }
        return svg.Close("svg");
    }

    private void Row(Html svg, ChartValue item, int y, double top)
    {
        var kind = Names.Classes("lt-bars__bar", item.Value < Target ? "lt-bars__bar--short" : null);
        svg.Label("lt-bars__label", item.Label, "0", y + 18)
            .Label("lt-bars__value", Chart.Show(item.Value, Unit), "100%", y + 18, "end")
            .Bar("lt-bars__track", y + 26, "100%", BarHeight)
            .Bar(kind, y + 26, Chart.Percent(Math.Max(0, item.Value ?? 0) / top * 100), BarHeight);
        if (Target is not { } target) return;
        var at = Chart.Percent(target / top * 100);
        svg.Line("lt-bars__target", at, at, y + 22, y + 42);
    }

    // Shares are drawn on the whole 100, so that half a bar is half; other numbers against the largest.
    private double TopOf(List<ChartValue> items)
    {
        var largest = Math.Max(items.Max(item => item.Value) ?? 0, Target ?? 0);
        return Unit == "%" && largest <= 100 ? 100 : Math.Max(largest, double.Epsilon);
    }
}
