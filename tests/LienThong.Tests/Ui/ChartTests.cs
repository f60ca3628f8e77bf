using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LienThong.Ui;

namespace LienThong.Tests.Ui;

/// <summary>Charts and the map as drawn by the server.</summary>
public sealed class ChartTests(UiHouse house) : IClassFixture<UiHouse>
{
    private static readonly double[] Breaks = [50, 65, 80, 90];

    [Fact]
    public void The_map_has_the_34_provinces_in_force_and_both_archipelagos()
    {
        var drawing = house.Get<ProvinceShapes>().Drawing;
        drawing.Provinces.Select(shape => shape.Code).ShouldBe(
            ["01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37", "38", "40", "42", "44", "46", "48", "51", "52", "56", "66", "68", "75", "79", "80", "82", "86", "91", "92", "96"]);
        drawing.Archipelagos.Select(inset => (inset.Name, inset.Code)).ShouldBe([("Quần đảo Hoàng Sa (Đà Nẵng)", "48"), ("Quần đảo Trường Sa (Khánh Hòa)", "56")]);
        drawing.Archipelagos.ShouldAllBe(inset => inset.Dots.Count >= 8 && inset.Dots.All(dot => dot[0] > inset.X && dot[0] < inset.X + inset.Width && dot[1] > inset.Y && dot[1] < inset.Y + inset.Height));
    }

    [Fact]
    public void Every_outline_closes_and_stays_inside_the_drawing()
    {
        var drawing = house.Get<ProvinceShapes>().Drawing;
        foreach (var shape in drawing.Provinces)
        {
            shape.Path.Count(letter => letter == 'M').ShouldBe(shape.Path.Count(letter => letter == 'z'), shape.Name);
            shape.X.ShouldBeInRange(0, drawing.Width, shape.Name);
            shape.Y.ShouldBeInRange(0, drawing.Height, shape.Name);
        }
    }

    [Theory]
    [InlineData("79", 540, 632)] // Côn Đảo: far south of the city, and not of Cần Thơ
    [InlineData("51", 330, 350)] // Lý Sơn
    [InlineData("31", 130, 150)] // Bạch Long Vĩ
    public void Islands_belong_to_the_province_that_governs_them(string code, int north, int south)
    {
        var shape = house.Get<ProvinceShapes>().Drawing.Provinces.Single(one => one.Code == code);
        var starts = shape.Path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(part => int.Parse(part.Split(' ', 'h', 'l')[1], System.Globalization.CultureInfo.InvariantCulture));
        starts.ShouldContain(y => y >= north && y <= south);
    }

    [Theory]
    [InlineData(null, "lt-map--0")]
    [InlineData(0.0, "lt-map--1")]
    [InlineData(49.9, "lt-map--1")]
    [InlineData(50.0, "lt-map--2")]
    [InlineData(90.0, "lt-map--5")]
    public void A_value_on_a_limit_belongs_to_the_higher_class(double? value, string expected) => ProvinceMapTagHelper.ClassOf(value, Breaks).ShouldBe(expected);

    [Fact]
    public void Fifths_put_as_many_provinces_into_each_class()
    {
        var values = Enumerable.Range(0, 34).Select(i => i * 2.5).ToList();
        var limits = ProvinceMapTagHelper.Fifths(values);
        values.GroupBy(value => ProvinceMapTagHelper.ClassOf(value, limits)).Select(group => group.Count()).ShouldAllBe(count => count >= 6 && count <= 8);
        ProvinceMapTagHelper.Fifths([]).Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_table_beneath_the_map_has_every_province_and_the_same_links()
    {
        var page = await Gallery("province-map");
        page.QuerySelectorAll("table tbody tr").Length.ShouldBe(34);
        page.QuerySelectorAll("table a").Length.ShouldBe(33);
        page.QuerySelectorAll("svg.lt-map path.lt-map__area").Length.ShouldBe(34);
        page.QuerySelectorAll("svg.lt-map path.lt-map__area > title").Select(title => title.TextContent).ShouldContain("Cà Mau: –");
        page.QuerySelectorAll("svg.lt-map a").ShouldAllBe(link => link.GetAttribute("tabindex") == "-1");
        page.QuerySelectorAll("svg.lt-map .lt-map__name").Select(name => name.TextContent).ShouldBe(["Quần đảo Hoàng Sa", "(Đà Nẵng)", "Quần đảo Trường Sa", "(Khánh Hòa)"]);
    }

    [Fact]
    public async Task A_value_that_was_not_measured_is_a_gap_and_a_dash_and_never_zero()
    {
        var page = await Gallery("line-chart");
        var line = page.QuerySelector(".lt-lines__line--2[vector-effect]")!.GetAttribute("d")!;
        line.Count(letter => letter == 'M').ShouldBe(2);
        var april = page.QuerySelectorAll("figure")[0].QuerySelectorAll("tbody tr")[3];
        april.QuerySelectorAll("td").Select(cell => cell.TextContent).ShouldBe(["70%", "–"]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(0.07, 0.08)]
    [InlineData(1, 1)]
    [InlineData(5120, 8000)]
    [InlineData(10_000, 10_000)]
    [InlineData(24_000, 25_000)]
    public void The_scale_ends_at_a_round_number_above_every_value(double largest, double top) => Chart.RoundTop(largest).ShouldBe(top, 1e-9);

    [Fact]
    public async Task Numbers_are_written_as_people_here_write_them()
    {
        var page = await Gallery("key-number");
        page.QuerySelectorAll(".lt-key__value").Select(value => value.TextContent.Trim()).ShouldBe(["92,3%", "58,4%", "–", "1.234.567 lượt"]);
        page.QuerySelectorAll(".lt-key--bad .lt-tag").Single().TextContent.ShouldBe("Chưa đạt");
    }

    private async Task<IDocument> Gallery(string slug)
    {
        using var client = house.Anonymous();
        return new HtmlParser().ParseDocument(await client.GetStringAsync($"/ui/components/{slug}"));
    }
}
