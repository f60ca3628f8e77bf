namespace LienThong.Ui;

/// <summary>The few shapes that charts are made of. Coordinates are text, because some are pixels and some are per cent of the width.</summary>
internal static class Svg
{
    public static Html Label(this Html svg, string kind, string text, string x, double y, string? anchor = null) =>
        svg.Leaf("text", text, ("class", kind), ("x", x), ("y", Chart.At(y)), ("text-anchor", anchor));

    public static Html Line(this Html svg, string kind, string x1, string x2, double y1, double y2) =>
        svg.Open("line", ("class", kind), ("x1", x1), ("x2", x2), ("y1", Chart.At(y1)), ("y2", Chart.At(y2))).Close("line");

    /// <summary>A box from the left edge, with softened corners.</summary>
    public static Html Bar(this Html svg, string kind, double y, string width, double height) =>
        svg.Open("rect", ("class", kind), ("y", Chart.At(y)), ("width", width), ("height", Chart.At(height)), ("rx", "2")).Close("rect");

    /// <summary>A box anywhere; place and width in per cent of the drawing.</summary>
    public static Html Bar(this Html svg, string kind, double x, double y, double width, double height) =>
        svg.Open("rect", ("class", kind), ("x", Chart.Percent(x)), ("y", Chart.At(y)), ("width", Chart.Percent(width)), ("height", Chart.At(height)), ("rx", "2")).Close("rect");

    /// <summary>A small picture that repeats a colour or a dash in a legend.</summary>
    public static Html Swatch(this Html list, int width, int height, Html picture) =>
        list.Open("svg", ("width", Chart.At(width)), ("height", Chart.At(height)), ("aria-hidden", "true"), ("focusable", "false"))
            .Add(picture).Close("svg");

    /// <summary>Where a link leads; nothing without address. The table beneath has the same links for keyboards, so these are for the mouse.</summary>
    public static Html Linked(this Html svg, string? href, Html content) => string.IsNullOrEmpty(href)
        ? svg.Add(content)
        : svg.Open("a", ("href", href), ("tabindex", "-1")).Add(content).Close("a");
}
