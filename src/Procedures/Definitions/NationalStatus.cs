namespace LienThong.Procedures.Definitions;

/// <summary>
/// The ten codes under which every system of the country synchronises dossiers, and the moves between them. The codes are the wire format of
/// the national portal, the moves are our reading of it; which inner step carries which code is content.
/// </summary>
internal static class NationalStatus
{
    public static readonly IReadOnlyDictionary<int, Words> Names = new Dictionary<int, Words>
    {
        [1] = new() { Vi = "Mới đăng ký", En = "Newly filed" },
        [2] = new() { Vi = "Được tiếp nhận", En = "Accepted" },
        [3] = new() { Vi = "Không được tiếp nhận", En = "Not accepted" },
        [4] = new() { Vi = "Đang xử lý", En = "In progress" },
        [5] = new() { Vi = "Yêu cầu bổ sung giấy tờ", En = "Supplement asked for" },
        [6] = new() { Vi = "Yêu cầu thực hiện nghĩa vụ tài chính", En = "Payment asked for" },
        [7] = new() { Vi = "Công dân yêu cầu rút hồ sơ", En = "Withdrawn by the applicant" },
        [8] = new() { Vi = "Dừng xử lý", En = "Stopped" },
        [9] = new() { Vi = "Đã xử lý xong", En = "Decided" },
        [10] = new() { Vi = "Đã trả kết quả", En = "Result returned" },
    };

    /// <summary>Whether a dossier may pass from one national code to the other; staying is always allowed.</summary>
    public static bool Allows(int from, int to) => from == to || (from switch
    {
        1 => to is 2 or 3 or 5 or 7,
        2 => to is 4 or 5 or 7,
        4 => to is 5 or 6 or 7 or 8 or 9,
        5 => to is 2 or 4 or 7 or 8,
        6 => to is 4 or 7 or 8,
        9 => to is 10,
        _ => false,
    });
}
