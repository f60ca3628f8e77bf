using LienThong.Kernel.Results;

namespace LienThong.Insight;

/// <summary>What the module refuses, and what to do then.</summary>
public static class InsightErrors
{
    public static readonly Error MeasureUnknown = new("INS-0001", 404, "Không có số liệu {0}. Chọn trong danh sách số liệu.", "There is no figure {0}. Choose one from the list.");

    public static readonly Error ProvinceUnknown = new("INS-0002", 404, "Không có tỉnh mã {0}. Mã tỉnh gồm hai chữ số, ví dụ 24.", "There is no province {0}. A province code has two digits, for example 24.");
}
