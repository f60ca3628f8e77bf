using LienThong.Kernel.Results;

namespace LienThong.Population.Duplicates;

/// <summary>What the work on duplicates can refuse.</summary>
public static class DuplicateErrors
{
    public static readonly Error PairUnknown = new("POP-0100", 404,
        "Không có cặp nghi trùng này. Mở lại danh sách để chọn.", "No such pair of candidates. Open the list again.");
    public static readonly Error PairDecided = new("POP-0101", 409,
        "Cặp này đã được quyết định rồi. Mở lại danh sách để xem.", "This pair was decided already. Open the list again.");
    public static readonly Error SamePerson = new("POP-0102", 422,
        "Hai hồ sơ phải khác nhau. Chọn hồ sơ giữ lại và hồ sơ gộp vào.", "The two records must differ. Choose which one stays.");
    public static readonly Error MergeLocked = new("POP-0103", 409,
        "Một trong hai hồ sơ đã khóa (khai tử hoặc đã gộp). Cải chính hoặc tách gộp trước, rồi gộp lại.",
        "One of the records is locked (by a death or a merge). Have it corrected or undo that merge first.");
    public static readonly Error MergeSpouses = new("POP-0104", 409,
        "Hai hồ sơ có vợ hoặc chồng khác nhau. Giải quyết hôn nhân trước, rồi gộp.", "The records have different spouses. Settle the marriages first.");
    public static readonly Error MergeKin = new("POP-0105", 409,
        "Hai hồ sơ là vợ chồng, cha mẹ con của nhau nên không phải một người. Kiểm tra lại cặp này.", "The records are spouses, or parent and child, so they are two people.");
    public static readonly Error NotMerged = new("POP-0106", 404,
        "Hồ sơ này không bị gộp vào hồ sơ nào. Không có gì để tách.", "This record was not merged. There is nothing to undo.");
    public static readonly Error UnmergeLocked = new("POP-0107", 409,
        "Hồ sơ giữ lại đã khóa (khai tử hoặc gộp tiếp) sau lần gộp này. Giải quyết hồ sơ đó trước.", "The surviving record was locked since. Settle that first.");
    public static readonly Error UnmergeSpouse = new("POP-0108", 409,
        "Hôn nhân đã thay đổi sau khi gộp. Cải chính hôn nhân trước, rồi tách.", "The marriage changed since the merge. Correct it first.");
    public static readonly Error ReasonNeeded = new("POP-0109", 422,
        "Nhập lý do từ 5 đến 500 ký tự: vì sao đây là hai người.", "Give a reason of 5 to 500 characters: why these are two people.");
    public static readonly Error DecisionNeeded = new("POP-0110", 422,
        "Chọn: gộp vào hồ sơ nào, hay đây là hai người.", "Choose which record stays, or that these are two people.");

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } =
        [PairUnknown, PairDecided, SamePerson, MergeLocked, MergeSpouses, MergeKin, NotMerged, UnmergeLocked, UnmergeSpouse, ReasonNeeded, DecisionNeeded];
}
