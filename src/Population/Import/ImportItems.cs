using LienThong.Dictionary;
using LienThong.Kernel.Files;

namespace LienThong.Population.Import;

/// <summary>One item that a column can be for: a code of the dictionary (a parent's number and name apart), its word, headings that mean it, whether a row needs it.</summary>
internal sealed record ImportItem(string Code, string Vi, bool Needed, params string[] Headings);

/// <summary>Which column of a file is which item.</summary>
internal sealed record ImportMapping(IReadOnlyDictionary<string, int> Columns)
{
    /// <summary>The column of an item, or -1.</summary>
    public int this[string item] => Columns.GetValueOrDefault(item, -1);
}

/// <summary>The items of a person that a file can bring, and how their columns are guessed.</summary>
internal static class ImportItems
{
    public const string Number = "person.number", FullName = "person.fullName", OtherNames = "person.otherNames", BirthDate = "person.birthDate", Sex = "person.sex", Ethnicity = "person.ethnicity",
        Religion = "person.religion", Nationality = "person.nationality", Marital = "person.maritalStatus", BloodGroup = "person.bloodGroup", Cmnd = "person.cmnd", Phone = "person.phone", Email = "person.email",
        BirthPlace = "person.birthPlace", BirthRegistrationPlace = "person.birthRegistrationPlace", HomePlace = "person.homePlace", FatherNumber = "person.father.number", FatherName = "person.father.name",
        MotherNumber = "person.mother.number", MotherName = "person.mother.name", Commune = "residence.permanent.commune", Address = "residence.permanent.detail", Since = "residence.permanent.since",
        HouseholdCode = "household.code", Relation = "household.relationToHead", Row = "row";

    public static readonly IReadOnlyList<ImportItem> All =
    [
        new(Number, "Số định danh", true, "so dinh danh", "so dinh danh ca nhan", "so cccd", "cccd", "can cuoc", "so can cuoc", "so can cuoc cong dan", "ma dinh danh", "sdd", "sddcn", "dinh danh", "number"),
        new(FullName, "Họ và tên", true, "ho va ten", "ho ten", "ten", "ho chu dem va ten", "ho chu dem va ten khai sinh", "full name", "name", "hoten"),
        new(BirthDate, "Ngày sinh", true, "ngay sinh", "ngay thang nam sinh", "sinh ngay", "nam sinh", "ngaysinh", "ns", "date of birth", "birth date", "birth"),
        new(Sex, "Giới tính", true, "gioi tinh", "phai", "nam nu", "sex", "gender", "gioitinh"),
        new(BirthRegistrationPlace, "Nơi đăng ký khai sinh", true, "noi dang ky khai sinh", "noi dkks", "noi khai sinh", "dang ky khai sinh tai", "birth registration place"),
        new(HomePlace, "Quê quán", true, "que quan", "nguyen quan", "home place", "quequan"),
        new(BirthPlace, "Nơi sinh", false, "noi sinh", "birth place", "place of birth", "noisinh"),
        new(OtherNames, "Tên gọi khác", false, "ten goi khac", "ten khac", "bi danh", "other names"),
        new(Ethnicity, "Dân tộc", false, "dan toc", "ethnicity", "dantoc"),
        new(Religion, "Tôn giáo", false, "ton giao", "religion", "tongiao"),
        new(Nationality, "Quốc tịch", false, "quoc tich", "nationality", "quoctich"),
        new(Marital, "Tình trạng hôn nhân", false, "tinh trang hon nhan", "hon nhan", "marital status"),
        new(BloodGroup, "Nhóm máu", false, "nhom mau", "blood group"),
        new(Cmnd, "Số CMND 9 số", false, "cmnd", "so cmnd", "so cmnd 9 so", "chung minh nhan dan", "cmnd 9 so"),
        new(Phone, "Điện thoại", false, "dien thoai", "so dien thoai", "sdt", "phone", "dt"),
        new(Email, "Thư điện tử", false, "email", "thu dien tu", "e mail"),
        new(FatherNumber, "Số định danh của cha", false, "so dinh danh cha", "so dinh danh cua cha", "cccd cha", "so cccd cha", "so dinh danh bo", "father number"),
        new(FatherName, "Họ và tên cha", false, "ho va ten cha", "ho ten cha", "ten cha", "cha", "ho ten bo", "father name", "father"),
        new(MotherNumber, "Số định danh của mẹ", false, "so dinh danh me", "so dinh danh cua me", "cccd me", "so cccd me", "mother number"),
        new(MotherName, "Họ và tên mẹ", false, "ho va ten me", "ho ten me", "ten me", "me", "mother name", "mother"),
        new(Commune, "Xã, phường thường trú", false, "xa phuong", "xa phuong thuong tru", "ma xa", "xa", "phuong xa", "noi thuong tru xa", "ma xa thuong tru", "commune"),
        new(Address, "Địa chỉ thường trú (số nhà, thôn)", false, "dia chi", "dia chi thuong tru", "so nha thon", "thon", "cho o", "address"),
        new(Since, "Thường trú từ ngày", false, "thuong tru tu ngay", "thuong tru tu", "ngay dang ky thuong tru", "ngay thuong tru", "resident since"),
        new(HouseholdCode, "Mã hộ", false, "ma ho", "so ho khau", "so ho so ho", "so ho", "ho khau", "household", "household code", "maho"),
        new(Relation, "Quan hệ với chủ hộ", false, "quan he voi chu ho", "quan he chu ho", "quan he", "relation", "relation to head"),
    ];

    public static string WordOf(string code) => All.FirstOrDefault(i => i.Code == code)?.Vi ?? "Cả dòng";

    /// <summary>Each column to at most one item: the code of the dictionary or a known heading, else the only item whose heading it begins with.</summary>
    public static ImportMapping Guess(TableHead head)
    {
        Dictionary<string, int> found = new(StringComparer.Ordinal);
        var folded = head.Columns.Select(WrittenCode.Fold).ToList();
        foreach (var item in All)
        {
            var at = head.Columns.ToList().FindIndex(c => string.Equals(c, item.Code, StringComparison.OrdinalIgnoreCase));
            if (at < 0) at = item.Headings.Select(h => folded.FindIndex(f => f == h)).FirstOrDefault(i => i >= 0, -1);
            if (at >= 0 && !found.ContainsValue(at)) found[item.Code] = at;
        }
        foreach (var item in All.Where(i => !found.ContainsKey(i.Code)))
        {
            var near = Enumerable.Range(0, folded.Count).Where(i => !found.ContainsValue(i) && item.Headings.Any(h => h.Length > 4 && folded[i].StartsWith(h, StringComparison.Ordinal))).ToList();
            if (near.Count == 1) found[item.Code] = near[0];
        }
        return new(found);
    }
}
