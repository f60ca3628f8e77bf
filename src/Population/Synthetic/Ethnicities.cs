using System.Collections.Frozen;
using System.Globalization;

namespace LienThong.Population.Synthetic;

/// <summary>
/// The 54 ethnic groups in the order of the statistics code, with the census of 2019 and where they mainly live (thousands by today's province; proportions only, from general knowledge).
/// </summary>
internal static class Ethnicities
{
    public const byte Kinh = 1, Tay = 2, Thai = 3, Hoa = 4, Khmer = 5, Muong = 6, Nung = 7, Mong = 8, Dao = 9, GiaRai = 10, EDe = 12, BaNa = 13, Cham = 17;
    private const double Counted = 96_205_082;

    private const string Table = """
        1|Kinh|82085826|
        2|Tày|1845492|20:282 04:217 08:395 19:320 15:260 24:60 22:40 25:35 66:55 68:45 01:25 75:40 52:14 79:15
        3|Thái|1820950|14:670 40:340 38:247 11:213 12:145 15:70 25:40 66:20 75:10 68:15 01:10 79:8
        4|Hoa|749466|79:440 75:100 92:80 96:22 91:40 86:12 80:8 82:6 22:5 24:12 68:18 66:5
        5|Khmer|1319652|92:390 86:330 91:300 96:100 79:75 75:25 80:15 82:3
        6|Mường|1452095|25:775 38:377 01:62 14:85 37:35 66:25 15:18 79:10 75:12
        7|Nùng|1083298|20:335 04:158 24:95 08:115 19:80 66:80 15:45 68:50 75:35 79:20 01:15 52:12
        8|Mông|1393547|08:310 11:230 14:200 15:230 12:110 04:60 40:35 38:20 19:30 66:40 68:28 25:8
        9|Dao|891151|08:230 15:190 04:54 19:80 12:60 22:70 25:40 20:27 14:21 66:18 01:15 24:12 38:7 68:8 11:7
        10|Gia Rai|513930|52:460 51:30 66:22
        11|Ngái|1649|19:5 20:1 24:1 68:2 75:2
        12|Ê Đê|398671|66:385 56:4 68:8 52:2
        13|Ba Na|286910|52:215 51:68 66:4
        14|Xơ Đăng|212277|51:150 48:48 66:10 52:3
        15|Sán Chay|201398|08:75 19:42 24:32 22:17 20:5 15:12 66:8 25:4
        16|Cơ Ho|200800|68:195 56:4
        17|Chăm|178948|56:72 68:45 66:25 52:7 79:16 91:13 75:5 80:4
        18|Sán Dìu|183004|25:46 19:55 24:38 22:24 08:16 66:2 31:1
        19|Hrê|149460|51:146 52:3
        20|Mnông|127334|66:50 68:62 75:11 48:17
        21|Ra Glai|146613|56:130 68:17
        22|Xtiêng|100752|75:98 80:2 68:1
        23|Bru-Vân Kiều|94598|44:88 66:4 46:2
        24|Thổ|91430|40:71 38:12 66:3 75:3
        25|Giáy|67858|15:35 08:19 12:13 04:1
        26|Cơ Tu|74173|48:57 46:16
        27|Gié Triêng|63322|51:40 48:23
        28|Mạ|50322|68:45 75:4
        29|Khơ Mú|90612|40:44 11:20 14:16 12:8 15:2 38:1
        30|Co|40442|51:34 48:6
        31|Tà Ôi|52356|46:35 44:16
        32|Chơ Ro|29520|75:17 79:9 68:3
        33|Kháng|16180|14:10 11:6
        34|Xinh Mun|29503|14:27 11:2
        35|Hà Nhì|25539|12:16 15:5 11:5
        36|Chu Ru|23242|68:22 56:1
        37|Lào|17532|12:7 11:5 14:4 51:1
        38|La Chí|15126|08:14 15:1
        39|La Ha|10157|14:9 12:1
        40|Phù Lá|12471|15:11 08:1
        41|La Hủ|12113|12:1
        42|Lự|6757|12:1
        43|Lô Lô|4827|04:28 08:19
        44|Chứt|7513|44:70 42:2 66:3
        45|Mảng|4650|12:1
        46|Pà Thẻn|8248|08:1
        47|Cơ Lao|4003|08:1
        48|Cống|2729|12:15 11:12
        49|Bố Y|3232|15:19 08:12
        50|Si La|909|12:6 11:2
        51|Pu Péo|903|08:1
        52|Brâu|525|51:1
        53|Ơ Đu|428|40:1
        54|Rơ Măm|639|51:1
        """;

    /// <summary>Share of all people by code; index 0 is unused.</summary>
    public static readonly double[] Shares = new double[55];

    /// <summary>Names by code; index 0 is unused.</summary>
    public static readonly string[] Names = new string[55];

    private static readonly FrozenDictionary<string, Weighted<byte>> ByProvince = Build();

    /// <summary>The group of a family of a province.</summary>
    public static byte Draw(string province, SeededRandom random) => ByProvince[province].Draw(random);

    private static FrozenDictionary<string, Weighted<byte>> Build()
    {
        var all = Province.All.ToDictionary(p => p.Code, _ => new List<(byte, double)>(), StringComparer.Ordinal);
        double people = Province.All.Sum(p => (long)p.People);
        foreach (var line in Table.Split('\n'))
        {
            var parts = line.Trim().Split('|');
            var code = byte.Parse(parts[0], CultureInfo.InvariantCulture);
            Names[code] = parts[1];
            Shares[code] = double.Parse(parts[2], CultureInfo.InvariantCulture) / Counted;
            var homes = parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(h => h.Split(':'))
                .Select(h => (Province: h[0], Weight: double.Parse(h[1], CultureInfo.InvariantCulture))).ToList();
            var sum = homes.Sum(h => h.Weight);
            foreach (var (province, weight) in homes) all[province].Add((code, Shares[code] * weight / sum));
        }

        foreach (var province in Province.All)
        {
            var minorities = all[province.Code].Sum(g => g.Item2);
            all[province.Code].Add((Kinh, Math.Max(province.People / people - minorities, 0.02 * province.People / people)));
        }

        return all.ToFrozenDictionary(p => p.Key, p => new Weighted<byte>(p.Value), StringComparer.Ordinal);
    }

}
