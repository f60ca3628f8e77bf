namespace LienThong.Population.Duplicates;

/// <summary>A field of comparison: its words on screen, and the words of its levels from best to worst. Level 0 is "cannot be compared" and weighs nothing.</summary>
internal sealed record ComparisonField(string Code, string Label, IReadOnlyList<string> Levels);

/// <summary>The fields in the order in which levels are stored. Only add at the end: stored levels are read by place.</summary>
internal static class ComparisonFields
{
    public static readonly IReadOnlyList<ComparisonField> All =
    [
        new("name", "Họ tên",
            ["giống hệt", "giống hệt, nhưng là tên nhiều người có", "giống sau khi bỏ dấu", "khác một chữ cái, có thể do gõ nhầm", "thiếu hoặc viết tắt một phần", "khác một chữ, cả hai đều là tên thường gặp", "khác nhau"]),
        new("birth", "Ngày sinh", ["giống hệt", "một bên chỉ biết năm hoặc tháng, phần còn lại khớp", "đảo ngày và tháng", "khác một chữ số", "cùng năm, khác ngày", "khác năm"]),
        new("sex", "Giới tính", ["giống nhau", "khác nhau"]),
        new("mother", "Mẹ", ["cùng một người hoặc cùng họ tên", "tên gần giống", "khác nhau"]),
        new("father", "Cha", ["cùng một người hoặc cùng họ tên", "tên gần giống", "khác nhau"]),
        new("place", "Nơi đăng ký khai sinh, quê quán", ["giống cả hai", "giống một trong hai", "khác cả hai"]),
        new("cmnd", "Số CMND", ["giống hệt", "khác một chữ số", "khác nhau"]),
        new("phone", "Số điện thoại", ["giống nhau", "khác nhau"]),
        new("home", "Nơi thường trú", ["cùng hộ", "cùng xã", "khác xã"]),
        new("spouse", "Vợ hoặc chồng", ["cùng một người", "khác người"]),
    ];

    public static int Count => All.Count;
}

/// <summary>Levels of all fields of one pair, four bits each.</summary>
internal readonly record struct Pattern(ulong Bits)
{
    public int this[int field] => (int)(Bits >> (field * 4) & 15);

    public Pattern With(int field, int level) => new(Bits & ~(15UL << (field * 4)) | (ulong)level << (field * 4));

    /// <summary>One digit per field, as stored.</summary>
    public override string ToString()
    {
        var bits = this;
        return string.Create(ComparisonFields.Count, bits, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = (char)('0' + from[i]);
        });
    }

    public static Pattern Parse(string digits)
    {
        var pattern = default(Pattern);
        for (var i = 0; i < digits.Length && i < ComparisonFields.Count; i++) pattern = pattern.With(i, digits[i] - '0');
        return pattern;
    }
}
