using System.Text;
using LienThong.Dictionary;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;

namespace LienThong.Population.Files;

/// <summary>Where the columns of a file to verify stand; -1 when a column is absent.</summary>
internal sealed record VerifyColumns(byte Separator, int Number, int Name, int Birth, int Sex)
{
    /// <summary>The fields of the dictionary that the file asks about.</summary>
    public IReadOnlyList<FieldCode> Fields =>
    [
        VerifiedFields.Number, .. Name < 0 ? [] : new[] { VerifiedFields.FullName }, .. Birth < 0 ? [] : new[] { VerifiedFields.BirthDate }, .. Sex < 0 ? [] : new[] { VerifiedFields.Sex },
    ];

    public static VerifyColumns? Of(ReadOnlySpan<byte> header)
    {
        var separator = header.Contains((byte)',') || !header.Contains((byte)';') ? (byte)',' : (byte)';';
        var names = Encoding.UTF8.GetString(header).Split((char)separator).Select(n => n.Trim().Trim('"').ToLowerInvariant()).ToList();
        int Find(params string[] words) => names.FindIndex(n => words.Contains(n));
        var number = Find("number", "số định danh", "so dinh danh", "person.number");
        return number < 0 ? null : new(separator, number, Find("name", "họ và tên", "ho va ten", "person.fullname"),
            Find("birth", "ngày sinh", "ngay sinh", "person.birthdate"), Find("sex", "giới tính", "gioi tinh", "person.sex"));
    }
}

/// <summary>One row of a file: what is asked, or why it could not be read.</summary>
internal readonly record struct VerifyRow(long Line, long Number, string? Name, PartialDate? Birth, Sex? Sex, string? Fault)
{
    public static List<VerifyRow> Parse(CsvBlock block, VerifyColumns columns)
    {
        List<VerifyRow> rows = new(block.Length / 40);
        var reader = new CsvReader(block.Span, columns.Separator);
        Span<Range> fields = stackalloc Range[16];
        var line = block.FirstLine;
        while (true)
        {
            var count = reader.ReadLine(fields, out var text);
            if (count < 0) return rows;
            if (!text.IsEmpty) rows.Add(Read(line, text, fields[..Math.Min(count, fields.Length)], columns));
            line += reader.Lines;
        }
    }

    private static VerifyRow Read(long line, ReadOnlySpan<byte> text, ReadOnlySpan<Range> fields, VerifyColumns columns)
    {
        var number = Field(text, fields, columns.Number);
        if (Digits(number, out var value) is { } fault) return new(line, 0, null, null, null, fault);
        var name = columns.Name < 0 ? null : Text(Field(text, fields, columns.Name));
        if (name is { Length: > 200 }) return new(line, value, null, null, null, "Họ tên dài quá 200 ký tự");
        PartialDate? birth = null;
        if (Field(text, fields, columns.Birth) is { IsEmpty: false } date)
        {
            if (!Date(date, out var read)) return new(line, value, null, null, null, "Ngày sinh không đọc được; viết dd/mm/yyyy, mm/yyyy hoặc yyyy");
            birth = read;
        }

        Sex? sex = null;
        if (Field(text, fields, columns.Sex) is { IsEmpty: false } word && !SexOf(word, out sex)) return new(line, value, null, null, null, "Giới tính không đọc được; viết Nam hoặc Nữ");
        return new(line, value, name, birth, sex, null);
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, ReadOnlySpan<Range> fields, int index)
    {
        if (index < 0 || index >= fields.Length) return default;
        var field = text[fields[index]].Trim((byte)' ');
        return field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
    }

    private static string? Text(ReadOnlySpan<byte> field) =>
        field.IsEmpty ? null : field.Contains((byte)'"') ? Encoding.UTF8.GetString(field).Replace("\"\"", "\"", StringComparison.Ordinal) : Encoding.UTF8.GetString(field);

    private static string? Digits(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        foreach (var c in field)
        {
            if (!char.IsAsciiDigit((char)c)) return "Số định danh chỉ gồm chữ số";
            if (value > 99_999_999_999_999) break;
            value = value * 10 + (c - '0');
        }

        return field.Length switch
        {
            12 => null,
            0 => "Thiếu số định danh",
            >= 9 and < 12 => "Số định danh phải đủ 12 chữ số; bảng tính thường bỏ mất số 0 ở đầu",
            _ => "Số định danh phải đủ 12 chữ số",
        };
    }

    // the two common forms without a detour over text
    private static bool Date(ReadOnlySpan<byte> field, out PartialDate date)
    {
        if (field.Length == 10)
        {
            var (y, m, d) = field[4] == '-' ? (Int(field[..4]), Int(field[5..7]), Int(field[8..])) : (Int(field[6..]), Int(field[3..5]), Int(field[..2]));
            var separators = field[4] == '-' ? field[7] == '-' : field[2] == '/' && field[5] == '/';
            if (separators && y is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m))
            {
                date = PartialDate.OfDay(new(y, m, d));
                return true;
            }
        }

        return PartialDate.TryParse(Encoding.UTF8.GetString(field), null, out date) && date.Precision != DatePrecision.Unknown;
    }

    private static int Int(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit((char)c)) return -1;
            value = value * 10 + (c - '0');
        }

        return value;
    }

    private static bool SexOf(ReadOnlySpan<byte> field, out Sex? sex)
    {
        sex = null;
        if (field.SequenceEqual("Nam"u8) || field.SequenceEqual("male"u8)) sex = Population.Sex.Male;
        else if (field.SequenceEqual("Nữ"u8) || field.SequenceEqual("female"u8)) sex = Population.Sex.Female;
        if (sex is not null) return true;
        sex = Encoding.UTF8.GetString(field).Normalize().ToLowerInvariant() switch
        {
            "nam" or "male" or "m" => Population.Sex.Male,
            "nữ" or "nu" or "female" or "f" => Population.Sex.Female,
            "undetermined" or "chưa xác định" => Population.Sex.Undetermined,
            _ => null,
        };
        return sex is not null;
    }
}
