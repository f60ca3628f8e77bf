using LienThong.Kernel.Results;

namespace LienThong.Population.Cards;

/// <summary>What the work on identity cards can refuse.</summary>
public static class CardErrors
{
    public static readonly Error CardUnreadable = new("POP-0120", 422,
        "Không đọc được mã QR ở mục “{0}”. Quét lại mặt có mã; thẻ mới có mã ở mặt sau.", "The QR code could not be read at “{0}”. Scan the side with the code again; new cards have it on the back.");
    public static readonly Error CardValid = new("POP-0121", 409,
        "Người này đang có thẻ còn hiệu lực. Chọn cấp đổi hoặc cấp lại.", "This person holds a valid card. Choose exchange or reissue.");
    public static readonly Error NoCard = new("POP-0122", 409,
        "Người này chưa có thẻ nào. Chọn cấp lần đầu.", "This person never had a card. Choose first issue.");
    public static readonly Error NoValidCard = new("POP-0123", 409,
        "Người này không có thẻ còn hiệu lực. Kiểm tra lịch sử thẻ.", "This person holds no valid card. Look at the history of cards.");
    public static readonly Error CardTooEarly = new("POP-0124", 422,
        "Ngày này sớm hơn lần ghi gần nhất về thẻ ({0}). Nhập ngày từ đó trở đi.", "That is before the last entry on cards ({0}). Enter that day or a later one.");
    public static readonly Error CardKindUnknown = new("POP-0125", 422,
        "Loại thẻ, lý do cấp hoặc lý do hết dùng không áp dụng vào ngày này. Chọn trong danh sách.", "That kind or reason does not apply on this day. Choose from the list.");
    public static readonly Error NumberNotKnown = new("POP-0126", 404,
        "Số định danh trên thẻ không có trong cơ sở dữ liệu dân cư. Có thể thẻ giả hoặc mã QR hỏng; kiểm tra thẻ và giấy tờ khác.",
        "The number on the card is not in the register. The card may be forged or its code damaged; look at the card and other papers.");

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } = [CardUnreadable, CardValid, NoCard, NoValidCard, CardTooEarly, CardKindUnknown, NumberNotKnown];
}
