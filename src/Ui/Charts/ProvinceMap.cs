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

    private Dictionary<string, ProvinceValue> values = [];
    private IReadOnlyList<double> breaks = [];

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
        values = Items.ToDictionary(item => item.Code, StringComparer.Ordinal);
        breaks = Breaks ?? Fifths([.. values.Values.Select(item => item.Value).OfType<double>().Order()]);
        if (breaks.Count != 4) throw new InvalidOperationException("A province map needs four limits, which make five classes.");
        var id = Names.Id($"map-{context.UniqueId}");
        var rows = drawing.Provinces.OrderByDescending(shape => ValueOf(shape.Code) ?? double.MinValue).Select(shape =>
            (IReadOnlyList<IHtmlContent>)[Chart.Linked(shape.Name, HrefOf(shape.Code)), new Html().Text(Chart.Show(ValueOf(shape.Code), Unit))]);
        var table = Chart.Table(Caption, [T["Tỉnh, thành phố"], T["Giá trị"]], rows);
        var selected = drawing.Provinces.FirstOrDefault(shape => shape.Code == Selected)?.Name;
        var body = new Html().Open("div", ("class", "lt-map__wrap")).Add(Draw(drawing)).Add(Legend(selected)).Close("div");
        Chart.Figure(output, id, Caption, body, table, T["Bảng số liệu của 34 tỉnh, thành phố"], TableOpen);
    }

    private Html Draw(ProvinceDrawing drawing)
    {
        var svg = new Html().Open("svg",
            ("class", "lt-map"), ("viewBox", $"0 0 {drawing.Width} {drawing.Height}"), ("aria-hidden", "true"), ("focusable", "false"));
        foreach (var shape in drawing.Provinces.OrderBy(shape => shape.Code == Selected)) svg.Linked(HrefOf(shape.Code), Area(shape));
        foreach (var shape in drawing.Provinces.Where(shape => Labelled.Contains(shape.Code)))
            svg.Label("lt-map__label", shape.Name, Chart.At(shape.X), shape.Y + 4, "middle");
        svg.Label("lt-map__sea", T["Biển Đông"], "380", 410, "middle");
        foreach (var inset in drawing.Archipelagos) svg.Linked(HrefOf(inset.Code), Inset(inset));
        return svg.Close("svg");
    }

    private Html Area(ProvinceShape shape)
    {
        var kind = Names.Classes("lt-map__area", ClassOf(ValueOf(shape.Code), breaks), shape.Code == Selected ? "lt-map__area--selected" : null);
        return new Html().Open("path", ("class", kind), ("d", shape.Path)).Leaf("title", Title(shape.Name, shape.Code)).Close("path");
    }

    private Html Inset(ArchipelagoInset inset)
    {
        var bracket = inset.Name.IndexOf('(', StringComparison.Ordinal);
        var kind = Names.Classes("lt-map__island", ClassOf(ValueOf(inset.Code), breaks));
        var picture = new Html().Open("g").Leaf("title", Title(inset.Name, inset.Code))
            .Open("rect", ("class", "lt-map__inset"), ("x", Chart.At(inset.X)), ("y", Chart.At(inset.Y)),
                ("width", Chart.At(inset.Width)), ("height", Chart.At(inset.Height)), ("rx", "3")).Close("rect")
            .Label("lt-map__name", inset.Name[..bracket].TrimEnd(), Chart.At(inset.X + 6), inset.Y + 17)
            .Label("lt-map__name", inset.Name[bracket..], Chart.At(inset.X + 6), inset.Y + 34);
        foreach (var dot in inset.Dots)
            picture.Open("circle", ("class", kind), ("cx", Chart.At(dot[0])), ("cy", Chart.At(dot[1])), ("r", "2.6")).Close("circle");
        return picture.Close("g");
    }

    private Html Legend(string? selected)
    {
        var list = new Html().Open("ul", ("class", "lt-map__legend"));
        string Limit(int i) => Chart.Show(breaks[i], Unit);
        Key(list, "lt-map--5", T["Từ {0}", Limit(3)]);
        for (var i = 3; i >= 1; i--) Key(list, $"lt-map--{i + 1}", T["{0} đến dưới {1}", Limit(i - 1), Limit(i)]);
        Key(list, "lt-map--1", T["Dưới {0}", Limit(0)]);
        Key(list, "lt-map--0", T["Chưa có số liệu"]);
        if (selected is not null) Key(list, "lt-map__area--selected lt-map--none", selected);
        return list.Close("ul");
    }

    private static void Key(Html list, string kind, string text)
    {
        var box = new Html().Open("rect", ("class", $"lt-map__area {kind}"), ("x", "1"), ("y", "1"), ("width", "20"), ("height", "14")).Close("rect");
        list.Open("li").Swatch(22, 16, box).Text($" {text}").Close("li");
    }

    private string Title(string name, string code) => $"{name}: {Chart.Show(ValueOf(code), Unit)}";

    private double? ValueOf(string code) => values.GetValueOrDefault(code)?.Value;

    private string? HrefOf(string code) => values.GetValueOrDefault(code)?.Href;

    /// <summary>lt-map--0 without value, else lt-map--1 (lowest) to lt-map--5.</summary>
    internal static string ClassOf(double? value, IReadOnlyList<double> breaks) => value is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"lt-map--{1 + breaks.Count(limit => number >= limit)}")
        : "lt-map--0";

    /// <summary>The limits that put as near as possible a fifth of the values into each class.</summary>
    internal static IReadOnlyList<double> Fifths(IReadOnlyList<double> sorted) => sorted.Count == 0
        ? [1, 2, 3, 4]
        : [.. new[] { 1, 2, 3, 4 }.Select(fifth => sorted[Math.Min(sorted.Count - 1, sorted.Count * fifth / 5)])];
}
