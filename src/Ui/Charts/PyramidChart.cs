namespace LienThong.Ui;

/// <summary>One row of a pyramid: what stands to the left and to the right of its label.</summary>
public sealed record PyramidRow(string Label, double Left, double Right);

/// <summary>Two groups back to back, row by row: people by age, men and women. The first row stands at the foot. The table beneath says the same.</summary>
[HtmlTargetElement("lt-pyramid", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PyramidChartTagHelper : UiTagHelper
{
    // in per cent of the width: bars grow from the label outwards
    private const double Side = 40, LeftEdge = 40, RightEdge = 60;
    private const int RowHeight = 22, BarHeight = 16, Top = 30;

    public string Caption { get; set; } = "";

    public IEnumerable<PyramidRow> Items { get; set; } = [];

    /// <summary>What the labels are: "Tuổi".</summary>
    public string Head { get; set; } = "";

    /// <summary>The group on the left.</summary>
    public string Left { get; set; } = "";

    /// <summary>The group on the right.</summary>
    public string Right { get; set; } = "";

    public bool TableOpen { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var items = Items.ToList();
        var id = Names.Id($"chart-{context.UniqueId}");
        var rows = items.Select(item => (IReadOnlyList<IHtmlContent>)[new Html().Text(item.Label), new Html().Text(Chart.Show(item.Left, null)), new Html().Text(Chart.Show(item.Right, null))]);
        Chart.Figure(output, id, Caption, Draw(items, id), Chart.Table(Caption, [Head, Left, Right], rows), T["Bảng số liệu"], TableOpen);
    }

    private Html Draw(List<PyramidRow> items, string id)
    {
        var top = Chart.RoundTop(items.Count == 0 ? 1 : items.Max(i => Math.Max(i.Left, i.Right)));
        var foot = Top + items.Count * RowHeight;
        var svg = new Html().Open("svg", ("class", "lt-pyramid"), ("width", "100%"), ("height", Chart.At(foot + 24)), ("role", "img"), ("aria-labelledby", id))
            .Label("lt-pyramid__head", Left, Chart.Percent(LeftEdge), 18, "end").Label("lt-pyramid__head", Head, "50%", 18, "middle").Label("lt-pyramid__head", Right, Chart.Percent(RightEdge), 18);
        for (var i = 0; i < items.Count; i++)
        {
            var y = foot - (i + 1) * RowHeight;
            var (left, right) = (items[i].Left / top * Side, items[i].Right / top * Side);
            svg.Bar("lt-pyramid__left", LeftEdge - left, y + 3, left, BarHeight).Bar("lt-pyramid__right", RightEdge, y + 3, right, BarHeight)
                .Label("lt-pyramid__label", items[i].Label, "50%", y + 16, "middle");
        }
        foreach (var (at, anchor) in new[] { (LeftEdge - Side, "start"), (RightEdge + Side, "end") }) svg.Label("lt-pyramid__note", Chart.Show(top, null), Chart.Percent(at), foot + 18, anchor);
        return svg.Label("lt-pyramid__note", "0", Chart.Percent(LeftEdge), foot + 18, "end").Label("lt-pyramid__note", "0", Chart.Percent(RightEdge), foot + 18).Close("svg");
    }
}
