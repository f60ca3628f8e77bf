namespace LienThong.Ledger;

/// <summary>Plain Vietnamese words for what an entry says in codes; a code without a word shows as itself.</summary>
static class EntryWords
{
    public static string Kind(string kind) => kind switch
    {
        LedgerKinds.Read => "Đọc",
        LedgerKinds.Comparison => "Đối soát danh sách",
        LedgerKinds.Refusal => "Bị từ chối",
        LedgerKinds.Change => "Sửa",
        LedgerKinds.Erasure => "Xóa liên kết",
        _ => kind,
    };

    public static string Purpose(string? purpose) => purpose switch
    {
        "procedure" => "Giải quyết thủ tục",
        "programme" => "Thực hiện chương trình",
        "inspection" => "Thanh tra",
        "statistics" => "Thống kê",
        "verification" => "Xác minh",
        "ownData" => "Xem dữ liệu của mình",
        "registryUpkeep" => "Cập nhật sổ gốc",
        "testing" => "Thử nghiệm",
        null => "–",
        _ => purpose,
    };

    public static string Outcome(string outcome) => outcome switch
    {
        "ok" => "Đã trả lời",
        "partial" => "Trả lời một phần",
        "unavailable" => "Nguồn không trả lời",
        _ => outcome,
    };
}
