using LienThong.Kernel.Results;

namespace LienThong.Population.Quality;

/// <summary>What the work on quality can refuse.</summary>
public static class QualityErrors
{
    public static readonly Error RuleUnknown = new("POP-0130", 404, "Không có quy tắc chất lượng này. Mở lại bảng để chọn.", "No such rule of quality. Open the table again.");
    public static readonly Error OtherArea = new("POP-0131", 403,
        "Danh sách hồ sơ cần sửa chỉ mở cho cơ quan của địa bàn đó. Chọn địa bàn của cơ quan mình.", "The records to mend are open to the agencies of that area only. Choose your own area.");

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } = [RuleUnknown, OtherArea];
}
