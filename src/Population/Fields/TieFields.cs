using System.Text.Json.Nodes;
using LienThong.Kernel.Time;

namespace LienThong.Population.Fields;

/// <summary>Fields that come from the query of ties. Law on Identity 26/2023 art. 9 items 15, 19, 24 and 26; Law on Residence 68/2020 art. 24, 30 and 31.</summary>
internal static class TieFields
{
    private static readonly (string?, string?) None = (null, null);

    public static readonly PersonField[] Population =
    [
        Tie("residence.absence", static (t, _) => t.Absence is { } away ? Absence(away) : None),
        Tie("person.representative", static (t, _) => PersonFields.Kin(t.Representative)),
        Tie("person.represented", static (t, _) => PersonFields.People(t.Represented)),
        Tie("person.missing", static (t, _) => t.MissingSince is { } since ? PersonFields.Date(PartialDate.OfDay(since)) : None),
        Tie("person.disability", static (t, _) => t.Disabled ? ("true", "Có giấy xác nhận khuyết tật") : None),
    ];

    public static readonly PersonField[] Residence =
    [
        Tie("residence.stay", static (t, a) => t.Stay is { } stay ? Stay(stay, a) : None),
        Tie("residence.deletion", static (t, _) => t.RemovedOn is { } day
            ? (PersonFields.Text(new JsonObject { ["on"] = PersonFields.Iso(day), ["reason"] = t.RemovedFor }), $"{HanoiTime.Show(day)}") : None),
        Tie("residence.permanent.reason", static (t, _) => (t.Ground, null)),
    ];

    private static PersonField Tie(string code, Func<TieRow, AreaNames, (string?, string?)> write) => new(code, Width.Narrow, (p, a) => write(p.Ties, a), Ties: true);

    private static (string?, string?) Absence(Absent away) => (
        PersonFields.Text(new JsonObject { ["from"] = PersonFields.Iso(away.From), ["to"] = away.Until is { } to ? PersonFields.Iso(to) : null, ["reason"] = away.Reason }),
        $"{away.Reason}, từ {HanoiTime.Show(away.From)}" + (away.Until is { } until ? $" đến {HanoiTime.Show(until)}" : ""));

    private static (string?, string?) Stay(Stopover stay, AreaNames areas)
    {
        var place = areas.Address(stay.Address, stay.Commune);
        return (PersonFields.Text(new JsonObject { ["place"] = place, ["from"] = PersonFields.Iso(stay.From), ["to"] = PersonFields.Iso(stay.Until) }),
            $"{place}, từ {HanoiTime.Show(stay.From)} đến {HanoiTime.Show(stay.Until)}");
    }
}
