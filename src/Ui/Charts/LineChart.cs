using System.Text;

namespace LienThong.Ui;

/// <summary>Values over time, up to four lines, each with its own colour, dash and name. The table beneath says the same.</summary>
[HtmlTargetElement("lt-line-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LineChartTagHelper : UiTagHelper
{
    private const double Top = 12, Bottom = 212, Height = 246;
    private const double Left = 13, Right = 98; // per cent of the width: the names of the scale need room at any width
    private const int ManyPoints = 16;

    public string Caption { get; set; } = "";

    /// <summary>The points in time, oldest first.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    public string? Unit { get; set; }

    public double? Target { get; set; }

    /// <summary>What the labels are, as the head of the table: "Tháng", "Ngày".</summary>
    public string? Head { get; set; }

    public bool TableOpen { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Series.Count > 4) throw new InvalidOperationException("A line chart shows at most four lines; more cannot be told apart.");
        if (Series.Any(series => series.Values.Count != Labels.Count)) throw new InvalidOperationException("Each line needs one value per label.");
        var id = Names.Id($"chart-{context.UniqueId}");
        var rows = Labels.Select((label, i) => (IReadOnlyList<IHtmlContent>)
            [new Html().Text(label), .. Series.Select(series => new Html().Text(Chart.Show(series.Values[i], Unit)))]);
        var table = Chart.Table(Caption, [Head ?? T["Thời gian"].Value, .. Series.Select(series => series.Name)], rows);
        var drawing = new Html();
        if (Series.Count > 1 || Target is not null) drawing.Add(Legend());
        Chart.Figure(output, id, Caption, drawing.Add(Draw(id)), table, T["Bảng số liệu"], TableOpen);
    }

    private Html Draw(string id)
    {
        var largest = Series.SelectMany(series => series.Values).Append(Target).Max() ?? 0;
        var top = Unit == "%" && largest <= 100 ? 100 : Chart.RoundTop(largest);
        var svg = new Html().Open("svg",
            ("class", "lt-lines"), ("width", "100%"), ("height", Chart.At(Height)), ("role", "img"), ("aria-labelledby", id));
        for (var quarter = 0; quarter <= 4; quarter++)
        {
            var value = quarter * top / 4;
            Across(svg, quarter == 0 ? "lt-lines__axis" : "lt-lines__grid", Y(value, top));
            svg.Label("lt-lines__tick", Chart.Show(value, Unit == "%" ? "%" : null), Chart.Percent(Left - 1.5), Y(value, top) + 5, "end");
        }
        var every = Math.Max(1, (int)Math.Ceiling(Labels.Count / 6.0));
        for (var i = 0; i < Labels.Count; i += every)
        {
            var anchor = i == 0 ? "start" : i == Labels.Count - 1 ? "end" : "middle";
            svg.Label("lt-lines__tick", Labels[i], Chart.Percent(X(i)), Height - 10, anchor);
        }
        if (Target is { } target) Across(svg, "lt-lines__target", Y(target, top));
        for (var i = 0; i < Series.Count; i++) Plot(svg, Series[i], i + 1, top);
        return svg.Close("svg");
    }

    private static void Across(Html svg, string kind, double y) => svg.Line(kind, Chart.Percent(Left), Chart.Percent(Right), y, y);

    // The line is drawn in an inner picture that stretches with the page; its stroke does not.
    private void Plot(Html svg, ChartSeries series, int number, double top)
    {
        svg.Open("svg", ("class", "lt-lines__plot"), ("x", Chart.Percent(Left)), ("y", "0"), ("width", Chart.Percent(Right - Left)),
                ("height", Chart.At(Height)), ("viewBox", $"0 0 1000 {Chart.At(Height)}"), ("preserveAspectRatio", "none"))
            .Open("path", ("class", $"lt-lines__line lt-lines__line--{number}"), ("d", PathOf(series, top)), ("vector-effect", "non-scaling-stroke"))
            .Close("path").Close("svg");
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is not { } value || (Labels.Count > ManyPoints && i < Labels.Count - 1)) continue;
            svg.Open("circle", ("class", $"lt-lines__dot lt-lines__dot--{number}"), ("cx", Chart.Percent(X(i))), ("cy", Chart.At(Y(value, top))), ("r", "4"))
                .Leaf("title", $"{Labels[i]}: {Chart.Show(value, Unit)}").Close("circle");
        }
    }

    // A gap in the values is a gap in the line: nothing is drawn where nothing was measured.
    private static string PathOf(ChartSeries series, double top)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is { } value)
            {
                var x = Share(i, series.Values.Count) * 1000;
                path.Append(drawing ? 'L' : 'M').Append(Chart.At(x)).Append(' ').Append(Chart.At(Y(value, top)));
            }
            drawing = series.Values[i] is not null;
        }
        return path.ToString();
    }

    private Html Legend()
    {
        var list = new Html().Open("ul", ("class", "lt-legend"));
        void Item(string kind, string text) =>
            list.Open("li").Swatch(34, 12, new Html().Open("path", ("class", kind), ("d", "M0 6h34")).Close("path")).Text($" {text}").Close("li");
        for (var i = 0; i < Series.Count; i++) Item($"lt-lines__line lt-lines__line--{i + 1}", Series[i].Name);
        if (Target is { } target) Item("lt-lines__target", $"{T["Mục tiêu"].Value} {Chart.Show(target, Unit)}");
        return list.Close("ul");
    }

    private double X(int i) => Left + Share(i, Labels.Count) * (Right - Left);

    private static double Share(int i, int count) => count < 2 ? 0.5 : (double)i / (count - 1);

    private static double Y(double value, double top) => Bottom - Math.Max(0, value) / top * (Bottom - Top);
}
