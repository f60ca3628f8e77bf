using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Population.Synthetic;
using LienThong.Registries;

namespace LienThong.Web.Demo.Sectors;

/// <summary>Parcels of heads of household; a seat, a school and a health station in every commune, with a point.</summary>
sealed class Places(IDirectory directory, DateOnly today)
{
    /// <summary>Latitude and longitude of the seat of each province, rounded: points of synthetic places lie around it, so they are in the right part of the country and nothing more.</summary>
    private static readonly Dictionary<string, (double Lat, double Lon)> Seats = new(StringComparer.Ordinal)
    {
        ["01"] = (21.03, 105.85), ["04"] = (22.67, 106.26), ["08"] = (21.82, 105.21), ["11"] = (21.39, 103.02), ["12"] = (22.39, 103.46), ["14"] = (21.33, 103.91), ["15"] = (21.72, 104.90),
        ["19"] = (21.59, 105.85), ["20"] = (21.85, 106.76), ["22"] = (20.96, 107.07), ["24"] = (21.27, 106.19), ["25"] = (21.32, 105.40), ["31"] = (20.86, 106.68), ["33"] = (20.65, 106.06),
        ["37"] = (20.25, 105.97), ["38"] = (19.81, 105.78), ["40"] = (18.68, 105.68), ["42"] = (18.34, 105.90), ["44"] = (17.47, 106.62), ["46"] = (16.46, 107.59), ["48"] = (16.07, 108.21),
        ["51"] = (15.12, 108.80), ["52"] = (13.77, 109.22), ["56"] = (12.24, 109.19), ["66"] = (12.68, 108.04), ["68"] = (11.94, 108.44), ["75"] = (10.95, 106.82), ["79"] = (10.78, 106.70),
        ["80"] = (10.54, 106.41), ["82"] = (10.36, 106.36), ["86"] = (10.25, 105.97), ["91"] = (10.01, 105.08), ["92"] = (10.03, 105.78), ["96"] = (9.18, 105.15),
    };

    private static readonly (string Kind, string Name)[] Kinds = [("office", "Trụ sở Uỷ ban nhân dân"), ("school", "Trường Tiểu học"), ("health-station", "Trạm y tế")];

    public static IEnumerable<RecordDraft> Parcels(IReadOnlyList<SyntheticFact> facts, Func<string, bool> urban, DateOnly today)
    {
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var head in facts)
        {
            if (!head.IsHead || head.Age(today) < 18 || !new Draw(head.Number, 91).Hits(70)) continue;
            var ordinal = ordinals[head.Commune] = ordinals.GetValueOrDefault(head.Commune) + 1;
            var issued = head.DayAfter(18, today, new(head.Number, 92));
            if (issued.Year < 1995) issued = new DateOnly(1995 + ordinal % 25, 1 + ordinal % 12, 1);
            yield return SectorDraft.Of(head, issued, null, "Giấy chứng nhận quyền sử dụng đất",
                ("parcel.code", $"{head.Commune}_{(1 + ordinal / 500).Text()}_{(1 + ordinal % 500).Text()}"), ("parcel.certificateNo", "AA " + head.Number[^8..]),
                ("parcel.area", (45 + new Draw(head.Number, 93).Below(255)).Text()), ("parcel.purpose", urban(head.Commune) ? "odt" : "ont"),
                ("parcel.address", SectorDraft.Address(head.Commune, head.Address)), ("parcel.issuedOn", SectorDraft.Iso(issued)));
        }
    }

    public IEnumerable<RecordDraft> All()
    {
        foreach (var province in directory.Provinces(today))
        {
            foreach (var commune in directory.Communes(province.Code, today))
            {
                for (var i = 0; i < Kinds.Length; i++)
                {
                    var from = new DateOnly(2026, 5, 11);
                    yield return Place(commune, i, commune.FullName, from);
                }
            }
        }
    }

    /// <summary>The seat of the demo commune bore the name of a commune before it until the reform: the code stays, name and address have a history.</summary>
    public IReadOnlyList<RecordDraft> History()
    {
        var commune = directory.DemoCommune;
        var before = directory.PredecessorsOf(commune.Id) is [var link, ..] ? link.From.FullName : commune.FullName;
        return [Place(commune, 0, before, new DateOnly(2020, 1, 1)), Place(commune, 0, commune.FullName, new DateOnly(2025, 7, 1))];
    }

    private static RecordDraft Place(Area commune, int kind, string named, DateOnly from)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"{commune.Code}-{kind + 1:000000}");
        var (lat, lon) = Seats.GetValueOrDefault(commune.ProvinceCode, (16.0, 107.5));
        var draw = new Draw(commune.Code, (ulong)(101 + kind));
        var point = new { lat = Math.Round(lat + (draw.Below(4000) - 2000) / 10_000.0, 4), lon = Math.Round(lon + (draw.Below(3100) - 1550) / 10_000.0, 4) };
        return SectorDraft.Of(SubjectKeys.Thing("places", code), from, null, "Đo đạc địa điểm",
            ("place.code", code), ("place.name", $"{Kinds[kind].Name} {named}"), ("place.kind", Kinds[kind].Kind),
            ("place.address", SectorDraft.Address(commune.Code, $"Trung tâm {named}")), ("place.point", Json.Text(point)));
    }
}
