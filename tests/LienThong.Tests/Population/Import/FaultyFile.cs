using System.Globalization;
using System.Text;

namespace LienThong.Tests.Population.Import;

/// <summary>
/// A file of people in households with seeded faults of every kind, two in a hundred rows, and what an import must find in it. The expectation is worked out here in plain loops, apart from the SQL
/// of the import: which rows have a fault of their own, and which must be refused because a head or a parent is.
/// </summary>
internal sealed class FaultyFile
{
    public const string Header = "Số định danh,Họ và tên,Ngày sinh,Giới tính,Nơi đăng ký khai sinh,Quê quán,Dân tộc,Tôn giáo,Quốc tịch,Tình trạng hôn nhân,Số CMND,Số điện thoại,Email,Số định danh cha,Số định danh mẹ,Họ tên mẹ,Xã phường,Địa chỉ,Thường trú từ ngày,Mã hộ,Quan hệ với chủ hộ";
    private const int No = 0, Name = 1, Born = 2, Sex = 3, Registered = 4, Home = 5, Ethnic = 6, Faith = 7, Nation = 8, Married = 9, Cmnd = 10, Phone = 11, Mail = 12, Father = 13, Mother = 14, Commune = 16, Address = 17, Since = 18, Code = 19, Kin = 20;
    private static readonly string[] Surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"], Given = ["An", "Bình", "Chi", "Dũng", "Giang", "Hoà", "Khánh", "Lan", "Minh", "Ngọc", "Phúc", "Quỳnh", "Sơn", "Thuỷ", "Uyên", "Việt", "Yến"];
    private static readonly string[] Communes = ["07210", "07213", "Phường Chũ, Bắc Ninh", "07216"];

    private readonly Random random;
    private readonly List<Person> people = [];
    private readonly int rows;

    public FaultyFile(int rows, int seed)
    {
        (this.rows, random) = (rows, new Random(seed));
        while (people.Count < rows) Household();
        Spoil();
        Follow();
    }

    /// <summary>Own faults of a row, by line: the code that must be told.</summary>
    public Dictionary<long, string> Own { get; } = [];

    /// <summary>Lines that must not come in.</summary>
    public HashSet<long> Refused { get; } = [];

    public int Rows => people.Count;

    public int Good => people.Count - Refused.Count;

    public IReadOnlyCollection<string> Kinds => [.. Own.Values.Distinct()];

    private sealed class Person
    {
        public required string?[] Cells { get; init; }
        public required int Family { get; set; }
        public string? Raw { get; set; }
        public long Line { get; set; }
        public bool Read { get; set; } = true;
        public string? Number { get; set; }
        public bool Head { get; set; }
        public string? Place { get; set; }
    }

    public void Write(Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(Header);
        foreach (var person in people) text.WriteLine(person.Raw ?? Line(person.Cells));
    }

    private static string Line(string?[] cells) => string.Join(',', cells.Select(c => c is null ? "" : c.AsSpan().IndexOfAny(",\"\n") >= 0 ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c));

    private void Household()
    {
        var (family, first) = (people.Count, people.Count);
        var size = Math.Min(1 + random.Next(6), rows - people.Count);
        var (commune, address, code) = (Communes[random.Next(Communes.Length)], Addresses(first), $"HK-{first:D7}");
        var born = 1950 + random.Next(30);
        for (var i = 0; i < size; i++)
        {
            var man = i switch { 0 => true, 1 => false, _ => random.Next(2) == 0 };
            var year = i < 2 ? born + i : born + 22 + random.Next(12);
            var day = new DateOnly(year, 1 + random.Next(12), 1 + random.Next(28));
            var number = string.Create(CultureInfo.InvariantCulture, $"099{(year >= 2000 ? 2 : 0) + (man ? 0 : 1)}{year % 100:D2}{people.Count % 1_000_000:D6}");
            people.Add(new()
            {
                Family = family, Number = number, Head = i == 0, Place = $"{commune}/{code}",
                Cells =
                [
                    number, $"{Surnames[random.Next(Surnames.Length)]} {(man ? "Văn" : "Thị")} {Given[random.Next(Given.Length)]}", Written(day, people.Count), man ? "Nam" : "Nữ", "07210", people.Count % 5 == 0 ? "Tỉnh Bắc Ninh" : "24",
                    "Kinh", "Không", "Việt Nam", i < 2 ? "Đang có vợ/chồng" : "Chưa kết hôn", null, people.Count % 4 == 0 ? "0102345678" : null, null,
                    i > 1 ? people[first].Number : null, i > 1 && size > 1 ? people[first + 1].Number : null, null, commune, address, people.Count % 3 == 0 ? "01/07/2010" : null, code,
                    i switch { 0 => "Chủ hộ", 1 => "Vợ", _ => "Con" },
                ],
            });
            if (people.Count % 3 == 1 && year > 2009) people[^1].Cells[Since] = null;
        }
    }

    // every hundredth address is a trap that is no fault
    private static string Addresses(int at) => (at % 100) switch
    {
        7 => "Số 5, ngõ \"Tư\", phố Mới", 11 => "=HYPERLINK(\"http://x\")", 13 => "Thôn Đông\nxóm 2", _ => $"Thôn {at % 37}",
    };

    private static string Written(DateOnly day, int at) => (at % 10) switch
    {
        0 => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 1 => $"ngày {day.Day} tháng {day.Month} năm {day.Year}", 2 => day.Year.ToString(CultureInfo.InvariantCulture), 3 => $"{day.Month}/{day.Year}",
        _ => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
    };

    private void Spoil()
    {
        var kinds = Faults();
        Dictionary<Person, string> found = [];
        // two in a hundred, never two in one household, so that each reason stands for itself
        for (var i = 25; i < people.Count; i += 50)
        {
            if (kinds[found.Count % kinds.Count](people[i]) is { } code) found[people[i]] = code;
            else if (kinds[random.Next(20)](people[i]) is { } other) found[people[i]] = other;
        }
        var line = 2L;
        foreach (var person in people)
        {
            person.Line = line;
            line += 1 + (person.Raw ?? Line(person.Cells)).Count(c => c == '\n');
            if (found.TryGetValue(person, out var code)) Own[person.Line] = code;
        }
    }

    private List<Func<Person, string?>> Faults() =>
    [
        Cell(No, null, "POP-0215", p => p.Number = null), Cell(No, "99090123456", "POP-0216", p => p.Number = null), Cell(No, "1234567890AB", "POP-0216", p => p.Number = null),
        Cell(Name, null, "POP-0215"), Cell(Name, "NguyÔn V¨n A", "POP-0218"), Cell(Name, "=1+1", "POP-0218"), Cell(Born, "31/02/1980", "POP-0219"), Cell(Born, "29221", "POP-0219"), Cell(Born, "01/01/2090", "POP-0220"),
        Cell(Sex, "X", "POP-0221"), Cell(Sex, null, "POP-0215"), Cell(Registered, "99999", "POP-0222"), Cell(Home, "Tỉnh Không Có", "POP-0222"), Cell(Ethnic, "Klingon", "POP-0221"), Cell(Faith, "Jedi", "POP-0221"),
        Cell(Nation, "Atlantis", "POP-0221"), Cell(Married, "Phức tạp", "POP-0221"), Cell(Cmnd, "12345", "POP-0224"), Cell(Phone, "gọi tôi", "POP-0224"), Cell(Mail, "khong-co", "POP-0224"),
        Cell(Since, "2010", "POP-0225"), Cell(Since, "01/01/1900", "POP-0225"), Cell(Commune, "88888", "POP-0222", p => p.Place = null), Cell(Address, null, "POP-0226"),
        Cell(Kin, "Bạn thân", "POP-0221", p => p.Head = false), Cell(Name, new string('A', 300), "POP-0218"),
        p => p.Head ? null : Set(p, Code, null, "POP-0227", q => q.Place = null),
        p => p.Head ? null : Set(p, Address, "Chỗ khác", "POP-0234"),
        p => Broken(p, Line(p.Cells) + ",thừa", "POP-0211"), p => Broken(p, "thiếu,cột", "POP-0211"), p => Broken(p, "\"mở mà không đóng," + p.Cells[Name], "POP-0210"), p => Broken(p, Line(p.Cells).Replace("Kinh", "Ki\0nh", StringComparison.Ordinal), "POP-0213"),
        p => Broken(p, Line([.. p.Cells[..Address], new string('x', 20_000), .. p.Cells[(Address + 1)..]]), "POP-0212"),
        p => Set(p, No, people[0].Number, "POP-0230", q => q.Number = people[0].Number),
        p => p.Cells[Father] is null ? null : Set(p, Father, "099050999999", "POP-0237"),
        p => p.Cells[Father] is null || p.Cells[Mother] is null ? null : Set(p, Father, p.Cells[Mother], "POP-0238"),
        p => p.Head || !HeadOf(p).Head ? null : Set(p, Kin, "Chủ hộ", "POP-0233", q => q.Head = true),
        p => p.Head && people.Exists(q => q.Family == p.Family && q != p) ? Set(p, Kin, "Con", "POP-0232", q => q.Head = false) : null,
    ];

    private Person HeadOf(Person person) => people[person.Family];

    private static Func<Person, string?> Cell(int column, string? value, string code, Action<Person>? more = null) => p => Set(p, column, value, code, more);

    private static string? Set(Person person, int column, string? value, string code, Action<Person>? more = null)
    {
        person.Cells[column] = value;
        more?.Invoke(person);
        return code;
    }

    private static string Broken(Person person, string raw, string code)
    {
        // what stands on one line only can be broken on one line only
        (person.Raw, person.Read, person.Number, person.Place) = (raw.Replace("\n", " ", StringComparison.Ordinal), false, null, null);
        return code;
    }

    // who cannot come in because somebody else cannot
    private void Follow()
    {
        var first = people.Where(p => p.Number is not null).GroupBy(p => p.Number!).ToDictionary(g => g.Key, g => g.First());
        var homes = people.Where(p => p is { Read: true, Place: not null }).GroupBy(p => p.Place!).ToList();
        foreach (var own in Own.Keys) Refused.Add(own);
        foreach (var home in homes.Where(h => h.Count(p => p.Head) > 1)) foreach (var head in home.Where(p => p.Head)) Refused.Add(head.Line);
        for (var before = -1; before != Refused.Count;)
        {
            before = Refused.Count;
            foreach (var home in homes.Where(h => !h.Any(p => p.Head && !Refused.Contains(p.Line)))) foreach (var member in home) Refused.Add(member.Line);
            foreach (var child in people.Where(p => p.Read && !Refused.Contains(p.Line)))
            {
                foreach (var parent in new[] { child.Cells[Father], child.Cells[Mother] }.OfType<string>())
                    if (!first.TryGetValue(parent, out var row) || Refused.Contains(row.Line)) Refused.Add(child.Line);
            }
        }
    }
}
