using LienThong.Dictionary;

namespace LienThong.Registries.Definitions;

/// Differences and uses in Vietnamese words; they are keys of the texts as well.
static class DifferenceWords
{
    public static string Of(Difference difference, DictionaryEdition dictionary)
    {
        var word = Of(difference.Kind);
        return difference.Field is { } field ? $"{word} “{dictionary.Field(field)?.Vi ?? field.Value}”" : word;
    }

    public static string Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.FieldAdded => "Thêm trường",
        DifferenceKind.FieldRemoved => "Bỏ trường",
        DifferenceKind.FieldNowRequired => "Bắt buộc có trường",
        DifferenceKind.FieldNowOptional => "Không bắt buộc nữa trường",
        DifferenceKind.KeyChanged => "Đổi trường phân biệt",
        DifferenceKind.SubjectChanged => "Đổi đối tượng của bản ghi",
        DifferenceKind.DatabaseChanged => "Đổi cơ sở dữ liệu",
        DifferenceKind.KeeperChanged => "Đổi cơ quan giữ sổ không qua bàn giao",
        DifferenceKind.TypeChanged => "Từ điển đổi kiểu của trường",
        DifferenceKind.ValuesNarrowed => "Từ điển thu hẹp giá trị của trường",
        DifferenceKind.ValuesWidened => "Từ điển mở rộng giá trị của trường",
        DifferenceKind.Wording => "Sửa tên, mô tả hoặc căn cứ",
        DifferenceKind.SearchChanged => "Đổi trường tìm kiếm",
        DifferenceKind.RightsChanged => "Đổi quyền xem và sửa",
        DifferenceKind.DoubleCheckChanged => "Đổi việc kiểm tra hai người",
        DifferenceKind.TerritoryChanged => "Đổi giới hạn theo địa bàn",
        _ => "Đổi thời hạn của sổ",
    };

    public static string Of(FieldUseKind kind) => kind switch
    {
        FieldUseKind.Agreement => "thoả thuận",
        FieldUseKind.Procedure => "thủ tục",
        FieldUseKind.Paper => "giấy tờ",
        FieldUseKind.Registry => "sổ",
        _ => "chỉ tiêu",
    };
}
