using System.Globalization;

namespace LienThong.Ui;

/// <summary>One labelled value of a bar chart.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Null means that there was nothing to measure, which is not zero.</param>
/// <param name="Href">The list behind the value.</param>
public sealed record ChartValue(string Label, double? Value, string? Href = null);

/// <summary>One line of a line chart; as many values as the chart has labels.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>What all charts share: the figure around them, numbers in the reader's language, and the table beneath.</summary>
internal static class Chart
{
    /// <summary>Coordinates: at most one decimal, a point whatever the culture.</summary>
    public static string At(double coordinate) => Math.Round(coordinate, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Percent(double part) => $"{At(part)}%";

    /// <summary>A value for people: at most one decimal, and its unit.</summary>
    public static string Show(double? value, string? unit) => value is { } number
        ? number.ToString("#,0.#", CultureInfo.CurrentCulture) + (unit is null or "" ? "" : unit == "%" ? "%" : $" {unit}")
        : "–";

    /// <summary>The top of the scale: 1, 2, 2.5 or 5 times a power of ten, so that the quarter lines carry round numbers.</summary>
    public static double RoundTop(double largest)
    {
        if (largest <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return new[] { 1, 2, 2.5, 4, 5, 8, 10 }.First(step => step * power >= largest - 1e-9) * power;
    }

    public static void Figure(
        TagHelperOutput output, string id, string caption, IHtmlContent drawing, IHtmlContent table, string tableTitle, bool tableOpen)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "lt-chart");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Content.SetHtmlContent(new Html()
            .Leaf("figcaption", caption, ("class", "lt-chart__caption"), ("id", id)).Add(drawing)
            .Open("details", ("class", "govuk-details lt-chart__data"), ("open", tableOpen ? "" : null))
            .Open("summary", ("class", "govuk-details__summary"))
            .Leaf("span", tableTitle, ("class", "govuk-details__summary-text")).Close("summary")
            .Add(table).Close("details"));
    }

    public static Html Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<IHtmlContent>> rows)
    {
        var table = new Html().Open("div", ("class", "lt-scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0"))
            .Open("table", ("class", "govuk-table lt-table lt-table--small"))
            .Leaf("caption", caption, ("class", "govuk-visually-hidden")).Open("thead").Open("tr");
        for (var i = 0; i < heads.Count; i++) table.Leaf("th", heads[i], ("scope", "col"), ("class", i == 0 ? null : "lt-num"));
        table.Close("tr").Close("thead").Open("tbody");
        foreach (var row in rows)
        {
            table.Open("tr").Open("th", ("scope", "row")).Add(row[0]).Close("th");
            foreach (var cell in row.Skip(1)) table.Open("td", ("class", "lt-num")).Add(cell).Close("td");
            table.Close("tr");
        }
        return table.Close("tbody").Close("table").Close("div");
    }

    public static Html Linked(string text, string? href) => string.IsNullOrEmpty(href)
        ? new Html().Text(text)
        : new Html().Leaf("a", text, ("class", "govuk-link"), ("href", href));
}
