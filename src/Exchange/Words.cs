using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;

namespace LienThong.Exchange;

/// <summary>Plain Vietnamese words for codes that people meet. Pages pass them through the localizer.</summary>
static class Words
{
    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.Procedure => "giải quyết thủ tục",
        Purpose.Programme => "thực hiện chương trình",
        Purpose.Inspection => "thanh tra việc dùng dữ liệu",
        Purpose.Statistics => "thống kê",
        Purpose.Verification => "xác minh thông tin",
        Purpose.OwnData => "xem dữ liệu của chính mình",
        Purpose.RegistryUpkeep => "cập nhật sổ gốc",
        _ => "thử nghiệm bằng dữ liệu giả",
    };

    public static string Of(BasisKind kind) => kind switch
    {
        BasisKind.Dossier => "hồ sơ",
        BasisKind.Consent => "sự đồng ý",
        BasisKind.Agreement => "thỏa thuận chia sẻ",
        BasisKind.OwnData => "dữ liệu của chính mình",
        _ => "lệnh, quyết định",
    };

    public static string Of(AgreementState state) => state switch
    {
        AgreementState.Draft => "Bản nháp",
        AgreementState.Requested => "Chờ duyệt",
        AgreementState.Approved => "Đang hiệu lực",
        AgreementState.Suspended => "Tạm dừng",
        _ => "Đã kết thúc",
    };

    /// <summary>How the ledger stores an enum: the camelCase word of the JSON rules.</summary>
    public static string Stored<T>(T value) where T : struct, Enum => Cache<T>.Words[value];

    static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().ToDictionary(v => v, v => char.ToLowerInvariant(v.ToString()[0]) + v.ToString()[1..]);
    }

    /// <summary>Reads a stored or sent word; null when there is no such value.</summary>
    public static T? Parse<T>(string word) where T : struct, Enum
    {
        foreach (var (value, stored) in Cache<T>.Words)
        {
            if (string.Equals(stored, word, StringComparison.Ordinal)) return value;
        }
        return null;
    }

    /// <summary>The details of a ledger entry when somebody acts for another account, else null: the actor is who did it, this is for whom.</summary>
    public static string? ActingFor(Caller caller) => caller.OnBehalfOf is { } other ? System.Text.Json.JsonSerializer.Serialize(new { onBehalfOf = other }) : null;
}
