using System.Globalization;
using System.Text.Json;
using LienThong.Kernel.Content;

namespace LienThong.Directory.Content;

/// Reads areas/areas.json, which build/areas.mjs makes: rows as arrays, legal bases as numbers into "acts", links by position.
static class ReadAreas
{
    const string File = "areas/areas.json";

    public static (List<AreaRow> Areas, List<AreaLinkRow> Links, List<AreaNameRow> Names) From(ContentFolder content, ContentReport report)
    {
        if (!content.Has(File))
        {
            report.Fault(File, 0, "Chưa có danh sách địa bàn. Chạy `npm ci --ignore-scripts` rồi `node build/areas.mjs`, sau đó build lại.");
            return ([], [], []);
        }
        using var stream = content.Open(File);
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var acts = root.GetProperty("acts").EnumerateArray().Select(a => a.GetString()!).ToArray();
        var areas = root.GetProperty("areas").EnumerateArray().Select(a => Area(a, acts)).ToList();
        var links = root.GetProperty("links").EnumerateArray()
            .Select(l => new AreaLinkRow(areas[l[0].GetInt32()].Id, areas[l[1].GetInt32()].Id, l[2].GetString()!, Day(l[3]), acts[l[4].GetInt32()], l[5].GetString()!))
            .ToList();
        var names = root.GetProperty("names").EnumerateArray().Select(n => new AreaNameRow(areas[n[0].GetInt32()].Id, n[1].GetString()!)).ToList();
        return (areas, links, names);
    }

    static AreaRow Area(JsonElement a, string[] acts) => new(
        a[0].GetString()!, a[1].GetString()!, a[2].GetString()!, a[3].GetString()!, a[4].GetString()!, a[5].GetString(), a[6].GetString()!,
        Day(a[7]), Day(a[8]), a[9].GetInt32() == 1, acts[a[10].GetInt32()], a[11].GetString()!);

    static DateOnly? Day(JsonElement value) =>
        value.GetString() is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
