using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Ui;

/// <summary>The value of one province.</summary>
/// <param name="Code">Two digits, for example 24 for Bắc Ninh.</param>
/// <param name="Value">Null means that there was nothing to measure.</param>
/// <param name="Href">The page of the province.</param>
public sealed record ProvinceValue(string Code, double? Value, string? Href = null);

/// <summary>
/// The 34 provinces coloured by value, with Hoàng Sa (of Đà Nẵng) and Trường Sa (of Khánh Hòa) as insets, a legend, and the table beneath.
/// The drawing is for the eye and the mouse; keyboard and screen reader use the table, which has the same links.
/// </summary>
[HtmlTargetElement("lt-province-map", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProvinceMapTagHelper : UiTagHelper
{
    // Enough to find one's way; a name on every province would cover it.
    private static readonly HashSet<string> Labelled = ["01", "48", "79"];

    public string Caption { get; set; } = "";

    public IEnumerable<ProvinceValue> Items { get; set; } = [];

    public string? Unit { get; set; }

    /// <summary>Four limits between five classes, rising; without them each class holds a fifth of the provinces.</summary>
    public IReadOnlyList<double>? Breaks { get; set; }

    /// <summary>Code of a province to outline.</summary>
    public string? Selected { get; set; }

    public bool TableOpen { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = ViewContext.HttpContext.RequestServices.GetRequiredService<ProvinceShapes>().Drawing;
        var values = Items.ToDictionary(item => item.Code, StringComparer.Ordinal);
        var breaks = Breaks ?? Fifths([.. values.Values.Select(item => item.Value).OfType<double>().Order()]);
        if (breaks.Count != 4) throw new InvalidOperationException("A province map needs four limits, which make five classes.");
        var id = Names.Id($"map-{context.UniqueId}");
        var rows = drawing.Provinces.OrderByDescending(shape => values.GetValueOrDefault(shape.Code)?.Value ?? double.MinValue)
            .Select(shape => (IReadOnlyList<IHtmlContent>)[Chart.Linked(shape.Name, values.GetValueOrDefault(shape.Code)?.Href), new Html().Text(Chart.Show(values.GetValueOrDefault(shape.Code)?.Value, Unit))]);
        var table = Chart.Table(Caption, [T["Tỉnh, thành phố"], T["Giá trị"]], rows);
        var body = new Html().Open("div", ("class", "lt-map__wrap")).Add(Draw(drawing, values, breaks)).Add(Legend(breaks, drawing.Provinces.FirstOrDefault(shape => shape.Code == Selected)?.Name)).Close("div");
        Chart.Figure(output, id, Caption, body, table, T["Bảng số liệu của 34 tỉnh, thành phố"], TableOpen);
    }

    private Html Draw(ProvinceDrawing drawing, Dictionary<string, ProvinceValue> values, IReadOnlyList<double> breaks)
    {
        var svg = new Html().Open("svg", ("class", "lt-map"), ("viewBox", $"0 0 {drawing.Width} {drawing.Height}"), ("aria-hidden", "true"), ("focusable", "false"));
        foreach (var shape in drawing.Provinces.OrderBy(shape => shape.Code == Selected))
        {
            var value = values.GetValueOrDefault(shape.Code);
            var title = $"{shape.Name}: {Chart.Show(value?.Value, Unit)}";
            OpenLink(svg, value?.Href);
            svg.Open("path", ("class", Names.Classes("lt-map__area", ClassOf(value?.Value, breaks), shape.Code == Selected ? "lt-map__area--selected" : null)), ("d", shape.Path)).Leaf("title", title).Close("path");
            CloseLink(svg, value?.Href);
        }
        foreach (var shape in drawing.Provinces.Where(shape => Labelled.Contains(shape.Code)))
            svg.Leaf("text", shape.Name, ("class", "lt-map__label"), ("x", Number(shape.X)), ("y", Number(shape.Y + 4)), ("text-anchor", "middle"));
        svg.Leaf("text", T["Biển Đông"], ("class", "lt-map__sea"), ("x", "380"), ("y", "410"), ("text-anchor", "middle"));
        foreach (var inset in drawing.Archipelagos) Inset(svg, inset, values.GetValueOrDefault(inset.Code), breaks);
        return svg.Close("svg");
    }

    private void Inset(Html svg, ArchipelagoInset inset, ProvinceValue? value, IReadOnlyList<double> breaks)
    {
        var bracket = inset.Name.IndexOf('(', StringComparison.Ordinal);
        OpenLink(svg, value?.Href);
        svg.Open("g").Leaf("title", $"{inset.Name}: {Chart.Show(value?.Value, Unit)}")
            .Open("rect", ("class", "lt-map__inset"), ("x", Number(inset.X)), ("y", Number(inset.Y)), ("width", Number(inset.Width)), ("height", Number(inset.Height)), ("rx", "3")).Close("rect")
            .Leaf("text", inset.Name[..bracket].TrimEnd(), ("class", "lt-map__name"), ("x", Number(inset.X + 6)), ("y", Number(inset.Y + 17)))
            .Leaf("text", inset.Name[bracket..], ("class", "lt-map__name"), ("x", Number(inset.X + 6)), ("y", Number(inset.Y + 34)));
        foreach (var dot in inset.Dots) svg.Open("circle", ("class", Names.Classes("lt-map__island", ClassOf(value?.Value, breaks))), ("cx", Number(dot[0])), ("cy", Number(dot[1])), ("r", "2.6")).Close("circle");
        svg.Close("g");
        CloseLink(svg, value?.Href);
    }

    private Html Legend(IReadOnlyList<double> breaks, string? selected)
    {
        var list = new Html().Open("ul", ("class", "lt-map__legend"));
        void Item(string kind, string text) => list.Open("li").Open("svg", ("width", "22"), ("height", "16"), ("aria-hidden", "true"), ("focusable", "false"))
            .Open("rect", ("class", $"lt-map__area {kind}"), ("x", "1"), ("y", "1"), ("width", "20"), ("height", "14")).Close("rect").Close("svg").Text($" {text}").Close("li");
        for (var i = 4; i >= 0; i--)
        {
            Item($"lt-map--{i + 1}", i == 4 ? T["Từ {0}", Chart.Show(breaks[3], Unit)] : i == 0 ? T["Dưới {0}", Chart.Show(breaks[0], Unit)]
                : T["{0} đến dưới {1}", Chart.Show(breaks[i - 1], Unit), Chart.Show(breaks[i], Unit)]);
        }
        Item("lt-map--0", T["Chưa có số liệu"]);
        if (selected is not null) Item("lt-map__area--selected lt-map--none", selected);
        return list.Close("ul");
    }

    private static void OpenLink(Html svg, string? href)
    {
        if (!string.IsNullOrEmpty(href)) svg.Open("a", ("href", href), ("tabindex", "-1"));
    }

    private static void CloseLink(Html svg, string? href)
    {
        if (!string.IsNullOrEmpty(href)) svg.Close("a");
    }

    /// <summary>lt-map--0 without value, else lt-map--1 (lowest) to lt-map--5.</summary>
    internal static string ClassOf(double? value, IReadOnlyList<double> breaks) =>
        value is { } number ? $"lt-map--{Number(1 + breaks.Count(limit => number >= limit))}" : "lt-map--0";

    /// <summary>The limits that put as near as possible a fifth of the values into each class.</summary>
    internal static IReadOnlyList<double> Fifths(IReadOnlyList<double> sorted) =>
        sorted.Count == 0 ? [1, 2, 3, 4] : [.. new[] { 1, 2, 3, 4 }.Select(fifth => sorted[Math.Min(sorted.Count - 1, sorted.Count * fifth / 5)])];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
