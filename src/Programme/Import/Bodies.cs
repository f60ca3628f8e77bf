using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>Words by which names of bodies are found: how names begin, which ministries there are and were, and the classes of bodies that plans address.</summary>
internal static partial class Bodies
{
    /// Ministries and ministry-level bodies since 2021, so that a name without "Bộ" or with words after it is recognised.
    public static readonly IReadOnlyList<string> Ministries =
    [
        "Bộ Công an", "Bộ Công Thương", "Bộ Dân tộc và Tôn giáo", "Bộ Giáo dục và Đào tạo", "Bộ Giao thông vận tải", "Bộ Kế hoạch và Đầu tư", "Bộ Khoa học và Công nghệ",
        "Bộ Lao động - Thương binh và Xã hội", "Bộ Ngoại giao", "Bộ Nội vụ", "Bộ Nông nghiệp và Môi trường", "Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Quốc phòng",
        "Bộ Tài chính", "Bộ Tài nguyên và Môi trường", "Bộ Thông tin và Truyền thông", "Bộ Tư pháp", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Xây dựng", "Bộ Y tế",
        "Văn phòng Chính phủ", "Văn phòng Trung ương Đảng", "Văn phòng Quốc hội", "Văn phòng Chủ tịch nước", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước",
        "Ủy ban Dân tộc", "Ban Cơ yếu Chính phủ", "Bảo hiểm xã hội Việt Nam", "Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao", "Kiểm toán nhà nước",
    ];

    private static readonly IReadOnlyList<(string Key, string Name)> Known =
        [.. Ministries.Select(static m => (Fold.Key(m), m)).OrderByDescending(static m => m.Item1.Length)];

    /// The longest known name at the start of the folded text, ended by a word boundary.
    public static string? KnownAt(ReadOnlySpan<char> key)
    {
        foreach (var (known, name) in Known)
            if (key.StartsWith(known, StringComparison.Ordinal) && (key.Length == known.Length || !char.IsLetterOrDigit(key[known.Length]))) return name;
        return null;
    }

    /// "Khoa học và Công nghệ" → "Bộ Khoa học và Công nghệ"; null when no ministry is called so.
    public static string? MinistryWithoutHead(ReadOnlySpan<char> key)
    {
        foreach (var (known, name) in Known)
            if (known.StartsWith("bo ", StringComparison.Ordinal) && known.Length > 12 && key.StartsWith(known.AsSpan(3), StringComparison.Ordinal)
                && (key.Length == known.Length - 3 || !char.IsLetterOrDigit(key[known.Length - 3]))) return name;
        return null;
    }

    /// Length of a class phrase at the start of the folded text, and its code; 0 when there is none.
    public static (int Length, string? Code) ClassAt(string key, int at)
    {
        foreach (var (pattern, code) in Classes)
            if (pattern.Match(key, at) is { Success: true, Length: > 0 } m && m.Index == at) return (m.Length, code);
        return (0, null);
    }

    public static bool HeadAt(string key, int at) => Head().Match(key, at) is { Success: true } m && m.Index == at;

    private static readonly (Regex Pattern, string Code)[] Classes =
    [
        (DeputyMinisters(), "class:deputy-ministers"),
        (DatabaseOwners(), "class:database-owners"),
        (ProcedureHandlers(), "class:procedure-handlers"),
        (LegalDrafters(), "class:legal-drafters"),
        (ServiceProviders(), "class:service-providers"),
        (OwnUnits(), "class:own-units"),
        (PartyBodies(), "class:party-bodies"),
        (AssemblyBodies(), "class:national-assembly-bodies"),
        (MassOrganisations(), "class:mass-organisations"),
        (ItUnits(), "class:it-units"),
        (SystemOwners(), "class:system-owners"),
        (SelectedProvinces(), "class:selected-provinces"),
        (CommunePolice(), "class:commune-police"),
        (Communes(), "class:commune-pc"),
        (Provinces(), "class:provinces"),
        (MinistriesWords(), "class:ministries"),
        (Organisations(), "class:organisations"),
        (RelatedUnits(), "class:related-units"),
    ];

    private const string End = @"(?=\s*(?:[,;.:()]|$|-\s|va\s|tren\s|trong\s))";

    [GeneratedRegex(@"\G(?:cac\s+)?(?:dong chi\s+)?thu truong(?:\s+phu trach)?(?:\s+chi dao)?(?:\s+theo linh vuc(?:\s+(?:duoc\s+)?phu trach)?)" + "|" + @"\Gcac\s+(?:dong chi\s+)?thu truong" + End)] private static partial Regex DeputyMinisters();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|don vi)(?:,\s*don vi)?\s+(?:chu quan|quan ly)\s+(?:cac\s+)?(?:csdl|co so du lieu)(?:\s*(?:,|va)\s*(?:cac\s+)?he thong thong tin)?" + End)] private static partial Regex DatabaseOwners();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|don vi)(?:,\s*don vi)?\s+giai quyet\s+(?:tthc|thu tuc hanh chinh)" + End)] private static partial Regex ProcedureHandlers();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|don vi)\s+(?:tham muu|chu tri xay dung|xay dung|soan thao)\s+(?:vb\s*qppl|van ban quy pham phap luat|van ban)[^;]*")] private static partial Regex LegalDrafters();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|don vi)\s+cung cap\s+dich vu cong(?:\s+truc tuyen)?" + End)] private static partial Regex ServiceProviders();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan,\s*don vi|don vi|co quan)\s+(?:truc\s+)?thuoc(?:\s*,?\s*truc thuoc)?\s+(?:bo|so|tinh|ubnd|nganh)\b[^,;.]*(?:,\s*(?!cac\b|bo\b|co quan\b|don vi\b|ubnd\b|so\b|cuc\b|vu\b|van phong\b|trung tam\b)[^,;.]+)*" + "|" + @"\G(?:cac\s+)?co quan,\s*don vi(?:\s+(?:co\s+)?lien quan)?" + End)] private static partial Regex OwnUnits();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|ban)\s+(?:cua\s+)?dang(?:\s+o\s+trung uong)?" + End)] private static partial Regex PartyBodies();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|uy ban)(?:\s*,\s*(?:co quan|uy ban))?\s+cua\s+quoc hoi" + End)] private static partial Regex AssemblyBodies();
    [GeneratedRegex(@"\G(?:cac\s+)?to chuc\s+chinh tri\s*-\s*xa hoi(?:[^,;.]*)")] private static partial Regex MassOrganisations();
    [GeneratedRegex(@"\G(?:cac\s+)?don vi\s+chuyen trach\s+(?:ve\s+)?(?:cong nghe thong tin|cntt)[^,;.]*")] private static partial Regex ItUnits();
    [GeneratedRegex(@"\G(?:cac\s+)?co quan,\s*(?:don vi|to chuc|doanh nghiep)[^,;.]*\s+(?:quan ly|chu quan)\s+(?:cac\s+)?(?:co so du lieu|csdl|he thong)[^;.]*")] private static partial Regex SystemOwners();
    [GeneratedRegex(@"\G(?:cac\s+)?dia phuong\s+duoc\s+(?:lua\s+)?chon[^,;.]*")] private static partial Regex SelectedProvinces();
    [GeneratedRegex(@"\Gcong an(?:\s+cac)?\s+(?:cap xa|(?:xa|phuong)(?:\s*[,/]\s*(?:phuong|thi tran|dac khu))*)" + End)] private static partial Regex CommunePolice();
    [GeneratedRegex(@"\G(?:(?:ubnd|uy ban nhan dan)\s+)?(?:cac\s+)?(?:cap xa|xa\s*,\s*phuong(?:\s*,\s*(?:thi tran|dac khu))*)" + End)] private static partial Regex Communes();
    [GeneratedRegex(@"\G(?:(?:ubnd|uy ban nhan dan)\s+)?(?:cac\s+|cap\s+)?(?:dia phuong|tinh(?:\s*[,/]?\s*(?:va\s+)?(?:cac\s+)?thanh pho)?|tinh thanh)(?:\s+truc thuoc\s+(?:trung uong|tw))?(?:\s+(?:co\s+)?lien quan)?" + End)] private static partial Regex Provinces();
    [GeneratedRegex(@"\G(?:(?:tat ca\s+)?cac\s+)?(?:bo\s+(?:ban\s+)?nganh|bo|nganh|co quan ngang bo|co quan thuoc chinh phu)(?:\s*,\s*(?:va\s+)?(?:cac\s+)?(?:bo\s+nganh|bo|nganh|co quan ngang bo|co quan thuoc chinh phu)(?=\s*(?:[,;.:(]|$|va\s|co\s+lien|lien\s)))*(?:\s+(?:co\s+)?lien quan)?" + End)] private static partial Regex MinistriesWords();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:co quan|to chuc|doanh nghiep|ca nhan)(?:\s*,\s*(?:co quan|to chuc|doanh nghiep|ca nhan))*(?:\s+(?:co\s+)?lien quan)?" + End)] private static partial Regex Organisations();
    [GeneratedRegex(@"\G(?:cac\s+)?(?:don vi|co quan)(?:\s+(?:khac|(?:co\s+)?lien quan))?" + End)] private static partial Regex RelatedUnits();
    [GeneratedRegex(@"\G(?:bo|van phong|ngan hang|ban|cuc|vu|tong cuc|vien|trung tam|so|ubnd|uy ban|thanh tra|toa an|kiem sat|kiem toan|cong an|dai|thong tan xa|bao hiem|hoc vien|truong|tap doan|tong cong ty|cong ty|hoi|doan|trung uong|mat tran|kho bac|chi cuc|phong|don vi|dia phuong|cac|co quan|to chuc|doanh nghiep|thu truong|bo truong|dong chi|lanh dao|pho|chu tich|thanh pho|tinh|tp|quoc hoi|chinh phu|thu tuong)\b")] private static partial Regex Head();
}
