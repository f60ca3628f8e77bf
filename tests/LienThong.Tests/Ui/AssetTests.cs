using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using LienThong.Ui;

namespace LienThong.Tests.Ui;

/// <summary>What a browser fetches: small, compressed, kept for a year, and nothing else is to be had.</summary>
public sealed partial class AssetTests(UiHouse house) : IClassFixture<UiHouse>
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("gzip;q=0, br;q=0")]
    [InlineData(null)]
    public async Task The_same_style_sheet_arrives_in_whatever_packing_the_browser_takes(string? accept)
    {
        using var client = house.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, house.Get<Assets>().Url("site.css"));
        if (accept is not null) request.Headers.Add("Accept-Encoding", accept);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/css; charset=utf-8");
        var packing = answer.Content.Headers.ContentEncoding.SingleOrDefault();
        packing.ShouldBe(accept is "br" or "gzip" ? accept : null);
        var body = await answer.Content.ReadAsStreamAsync();
        using var plain = packing switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        (await new StreamReader(plain).ReadToEndAsync()).ShouldBe(await File.ReadAllTextAsync(FileOf("site.css")));
    }

    [Theory]
    [InlineData("/assets/manifest.json")]
    [InlineData("/assets/province-map.json")]
    [InlineData("/assets/../lienthong.dll")]
    [InlineData("/assets/%2e%2e/appsettings.json")]
    [InlineData("/assets/")]
    [InlineData("/assets/site.css")]
    public async Task Nothing_that_is_not_in_the_manifest_is_served(string path)
    {
        using var client = house.Anonymous();
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_browser_that_has_the_file_gets_304()
    {
        using var client = house.Anonymous();
        var first = await client.GetAsync(house.Get<Assets>().Url("site.js"));
        using var again = new HttpRequestMessage(HttpMethod.Get, house.Get<Assets>().Url("site.js"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await client.SendAsync(again);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void The_cold_page_without_its_text_fits_its_budget()
    {
        string[] script = ["site.js", "htmx.js"];
        string[] fonts = ["latin-400.woff2", "vietnamese-400.woff2", "latin-700.woff2", "vietnamese-700.woff2"];
        script.Sum(Packed).ShouldBeLessThan(28 * 1024);
        (script.Sum(Packed) + Packed("site.css") + Packed("icon.svg") + fonts.Sum(Packed)).ShouldBeLessThan(86 * 1024, "100 KB less 14 KB for the page itself");
        (script.Length + fonts.Length + 3).ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void The_style_sheet_asks_no_other_host_and_names_only_fonts_that_are_there()
    {
        var css = File.ReadAllText(FileOf("site.css"));
        css.ShouldNotContain("@import");
        Address().Matches(css).Select(match => match.Groups[1].Value).Where(address => !address.StartsWith("data:", StringComparison.Ordinal) && !address.EndsWith(".woff2", StringComparison.Ordinal)).ShouldBeEmpty();
        css.ShouldNotContain("GDS Transport");
        var fonts = FontUrl().Matches(css).Select(match => match.Groups[1].Value).ToList();
        fonts.Count.ShouldBe(4);
        fonts.ShouldAllBe(font => house.Get<Assets>().Files.Contains(font));
    }

    [Fact]
    public void Text_stands_out_from_its_background_by_at_least_four_and_a_half_to_one()
    {
        var pairs = Rule().Matches(File.ReadAllText(FileOf("site.css"))).Select(rule => rule.Groups[1].Value)
            .Select(body => (Text: Colour().Match(body), Ground: Ground().Match(body))).Where(pair => pair.Text.Success && pair.Ground.Success)
            .Select(pair => (Text: pair.Text.Groups[1].Value, Ground: pair.Ground.Groups[1].Value)).Distinct().ToList();
        pairs.Count.ShouldBeGreaterThan(8);
        pairs.Where(pair => Contrast(pair.Text, pair.Ground) < 4.5).ShouldBeEmpty();
    }

    private string FileOf(string name) => Path.Combine(house.Get<Assets>().Folder, Path.GetFileName(house.Get<Assets>().Url(name)));

    private long Packed(string name) => new FileInfo(File.Exists(FileOf(name) + ".br") ? FileOf(name) + ".br" : FileOf(name)).Length;

    // Contrast as WCAG 2.2 defines it, from relative luminance.
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        if (hex.Length == 3) hex = string.Concat(hex.Select(digit => new string(digit, 2)));
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    [GeneratedRegex(@"url\([""']?([^)""']+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"url\(([^)]+\.woff2)\)")]
    private static partial Regex FontUrl();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?:^|;)color:#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])")]
    private static partial Regex Colour();

    [GeneratedRegex(@"(?:^|;)background(?:-color)?:#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])")]
    private static partial Regex Ground();
}
