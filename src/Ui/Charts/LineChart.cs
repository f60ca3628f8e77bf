namespace LienThong.Ui;

/// <summary>Values over time, up to four lines, each with its own colour, dash and name. The table beneath says the same.</summary>
[HtmlTargetElement("lt-line-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LineChartTagHelper : UiTagHelper
{
    private const double Top = 12, Bottom = 212, Height = 246;
    private const double Left = 13, Right = 98; // per cent of the width: the names of the scale need room at any width

    public string Caption { get; set; } = "";

    /// <summary>The points in time, oldest first.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    public string? Unit { get; set; }

    public double? Target { get; set; }

    public string? Head { get; set; }

    public bool TableOpen { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Series.Count > 4) throw new InvalidOperationException("A line chart shows at most four lines; more cannot be told apart.");
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
        var svg = new Html().Open("svg", ("class", "lt-lines"), ("width", "100%"), ("height", Chart.At(Height)), ("role", "img"), ("aria-labelledby", id));
        for (var quarter = 0; quarter <= 4; quarter++) ScaleLine(svg, quarter * top / 4, top, quarter == 0 ? "lt-lines__axis" : "lt-lines__grid");
        var every = (int)Math.Ceiling(Labels.Count / 6.0);
        for (var i = 0; i < Labels.Count; i += every)
        {
            var anchor = i == 0 ? "start" : i == Labels.Count - 1 ? "end" : "middle";
            svg.Leaf("text", Labels[i], ("class", "lt-lines__tick"), ("x", Chart.Percent(X(i))), ("y", Chart.At(Height - 10)), ("text-anchor", anchor));
        }
        if (Target is { } target) ScaleLine(svg, target, top, "lt-lines__target");
        for (var i = 0; i < Series.Count; i++) Line(svg, Series[i], i, top);
        return svg.Close("svg");
    }

    private void ScaleLine(Html svg, double value, double top, string kind)
    {
        var y = Chart.At(Y(value, top));
        svg.Open("line", ("class", kind), ("x1", Chart.Percent(Left)), ("x2", Chart.Percent(Right)), ("y1", y), ("y2", y)).Close("line");
        if (kind != "lt-lines__target")
            svg.Leaf("text", Chart.Show(value, Unit == "%" ? "%" : null), ("class", "lt-lines__tick"), ("x", Chart.Percent(Left - 1.5)), ("y", Chart.At(Y(value, top) + 5)), ("text-anchor", "end"));
    }

    // The line is drawn in an inner picture that stretches with the page; its stroke does not.
    private void Line(Html svg, ChartSeries series, int index, double top)
    {
        svg.Open("svg", ("x", Chart.Percent(Left)), ("y", "0"), ("width", Chart.Percent(Right - Left)), ("height", Chart.At(Height)), ("viewBox", $"0 0 1000 {Chart.At(Height)}"), ("preserveAspectRatio", "none"), ("class", "lt-lines__plot"));
        svg.Open("path", ("class", $"lt-lines__line lt-lines__line--{index + 1}"), ("d", PathOf(series, top)), ("vector-effect", "non-scaling-stroke")).Close("path").Close("svg");
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is not { } value || (Labels.Count > 16 && i < Labels.Count - 1)) continue;
            svg.Open("circle", ("class", $"lt-lines__dot lt-lines__dot--{index + 1}"), ("cx", Chart.Percent(X(i))), ("cy", Chart.At(Y(value, top))), ("r", "4"))
                .Leaf("title", $"{Labels[i]}: {Chart.Show(value, Unit)}").Close("circle");
        }
    }

    // A gap in the values is a gap in the line: nothing is drawn where nothing was measured.
    private static string PathOf(ChartSeries series, double top)
    {
        var path = new System.Text.StringBuilder();
        var drawing = false;
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is { } value) path.Append(drawing ? 'L' : 'M').Append(Chart.At(Share(i, series.Values.Count) * 1000)).Append(' ').Append(Chart.At(Y(value, top)));
            drawing = series.Values[i] is not null;
        }
        return path.ToString();
    }

    private Html Legend()
    {
        var list = new Html().Open("ul", ("class", "lt-legend"));
        void Item(string kind, string text) => list.Open("li").Open("svg", ("width", "34"), ("height", "12"), ("aria-hidden", "true"), ("focusable", "false"))
            .Open("path", ("class", kind), ("d", "M0 6h34")).Close("path").Close("svg").Text($" {text}").Close("li");
        for (var i = 0; i < Series.Count; i++) Item($"lt-lines__line lt-lines__line--{i + 1}", Series[i].Name);
        if (Target is { } target) Item("lt-lines__target", $"{T["Mục tiêu"].Value} {Chart.Show(target, Unit)}");
        return list.Close("ul");
    }

    private double X(int i) => Left + Share(i, Labels.Count) * (Right - Left);

    private static double Share(int i, int count) => count < 2 ? 0.5 : (double)i / (count - 1);

    private static double Y(double value, double top) => Bottom - Math.Max(0, value) / top * (Bottom - Top);
}
