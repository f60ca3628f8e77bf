using System.Globalization;
using LienThong.Kernel.Data;
using LienThong.Population.Synthetic;
using LienThong.Registries;

namespace LienThong.Web.Demo.Sectors;

/// <summary>One synthetic enterprise with its owner.</summary>
sealed record Enterprise(SyntheticFact Owner, string Number, string Name, string Kind, string Industry, DateOnly Registered, string Phone)
{
    private static readonly string[] Names =
    [
        "Hoàng Long", "Đại Phát", "Thành Công", "Minh Quang", "Hồng Hà", "An Phú", "Bắc Việt", "Tân Tiến", "Phú Cường", "Hưng Thịnh", "Sao Mai", "Trường Sơn",
        "Thiên Ân", "Việt Thắng", "Kinh Bắc", "Đông Á", "Hải Nam", "Phương Đông", "Tuấn Minh", "Gia Bảo",
    ];

    private static readonly (string Code, string Word)[] Industries = [("a", "Nông sản"), ("c", "Sản xuất"), ("f", "Xây dựng"), ("g", "Thương mại"), ("h", "Vận tải"), ("i", "Dịch vụ ăn uống")];

    private static readonly (string Code, string Word)[] Kinds =
        [("llc1", "Công ty TNHH MTV"), ("llc2", "Công ty TNHH"), ("jsc", "Công ty cổ phần"), ("private", "Doanh nghiệp tư nhân")];

    /// <summary>About one adult in eighty owns an enterprise. Telephones begin with 010, which nobody has.</summary>
    public static List<Enterprise> Of(IReadOnlyList<SyntheticFact> facts, DateOnly today)
    {
        var all = new List<Enterprise>();
        var demo = DemoPeople.All.Select(p => p.Id.Value).ToHashSet();
        foreach (var owner in facts)
        {
            if (owner.Age(today) is < 22 or > 65 || demo.Contains(owner.Person) || new Draw(owner.Number, 71).Below(1000) >= 13) continue;
            var ordinal = all.Count + 1;
            var (kind, industry) = (new Draw(owner.Number, 72).Of(Kinds), new Draw(owner.Number, 73).Of(Industries));
            var name = $"{kind.Word} {industry.Word} {new Draw(owner.Number, 74).Of(Names)} {ordinal.Text()}";
            var registered = owner.DayAfter(21, today, new(owner.Number, 75));
            all.Add(new(owner, Numbered("23", 8, ordinal), name, kind.Code, industry.Code, registered < new DateOnly(2000, 1, 1) ? new(2000 + ordinal % 20, 3, 1) : registered, Numbered("010", 7, ordinal)));
        }
        return all;
    }

    private static string Numbered(string prefix, int digits, int ordinal) => prefix + ordinal.ToString("D" + digits.Text(), CultureInfo.InvariantCulture);

    public static IEnumerable<RecordDraft> Records(IEnumerable<Enterprise> all) => all.Select(e => SectorDraft.Of(
        SubjectKeys.Organisation(e.Number), e.Registered, null, "Giấy chứng nhận đăng ký doanh nghiệp",
        ("business.number", e.Number), ("business.name", e.Name), ("business.kind", e.Kind), ("business.status", new Draw(e.Owner.Number, 76).Hits(93) ? "active" : "suspended"),
        ("business.address", SectorDraft.Address(e.Owner.Commune, e.Owner.Address)), ("business.representative", Json.Text(new { number = e.Owner.Number, name = e.Owner.FullName, nationality = "VNM" })),
        ("business.industry", e.Industry), ("business.capital", ((1 + new Draw(e.Owner.Number, 77).Below(190)) * 100_000_000L).ToString(CultureInfo.InvariantCulture)),
        ("business.registeredOn", SectorDraft.Iso(e.Registered)), ("business.phone", e.Phone)));

    /// <summary>Builders hold a certificate of capability for ten years (000/T.III.3).</summary>
    public static IEnumerable<RecordDraft> Builders(IEnumerable<Enterprise> all, DateOnly today) => all.Where(e => e.Industry == "f").Select(e =>
    {
        var issued = e.Registered > today.AddYears(-9) ? e.Registered : today.AddYears(-1 - new Draw(e.Owner.Number, 78).Below(8));
        return SectorDraft.Of(SubjectKeys.Organisation(e.Number), issued, issued.AddYears(10), "Chứng chỉ năng lực hoạt động xây dựng",
            ("construction.certificateNo", "BAN-" + e.Number[2..]), ("construction.activity", new Draw(e.Owner.Number, 79).Of(["building", "design", "supervision", "survey"])),
            ("construction.grade", new Draw(e.Owner.Number, 80).Hits(70) ? "3" : "2"), ("construction.validTo", SectorDraft.Iso(issued.AddYears(10))));
    });
}
