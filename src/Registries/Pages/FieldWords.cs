using LienThong.Dictionary;

namespace LienThong.Registries.Pages;

/// Types of fields in words; keys of the texts.
static class FieldWords
{
    public static string Of(FieldType type) => type switch
    {
        FieldType.Text => "Chữ",
        FieldType.PartialDate => "Ngày, có thể thiếu",
        FieldType.Date => "Ngày",
        FieldType.Time => "Giờ",
        FieldType.Code => "Mã trong danh mục",
        FieldType.Integer => "Số nguyên",
        FieldType.Decimal => "Số thập phân",
        FieldType.Boolean => "Có hoặc không",
        FieldType.Area => "Đơn vị hành chính",
        FieldType.Address => "Địa chỉ",
        FieldType.Person => "Người",
        FieldType.People => "Nhiều người",
        _ => "Cấu trúc",
    };
}
