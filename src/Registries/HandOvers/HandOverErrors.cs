using LienThong.Kernel.Results;

namespace LienThong.Registries.HandOvers;

/// <summary>Refusals when a register changes hands.</summary>
public static class HandOverErrors
{
    public static readonly Error ReceiverUnknown = new("REG-0140", 422, "Không có cơ quan mang mã “{0}” hôm nay. Chọn cơ quan nhận khác.", "There is no agency “{0}” today. Choose another receiver.");

    public static readonly Error SameAgency = new("REG-0141", 422, "Cơ quan nhận đang giữ sổ này rồi. Chọn cơ quan khác.", "That agency keeps this register already.");

    public static readonly Error DocumentMissing = new("REG-0142", 422, "Ghi số và ngày của văn bản bàn giao.", "Give number and date of the document.");

    public static readonly Error DayPassed = new("REG-0143", 422, "Ngày có hiệu lực không được trước hôm nay. Chọn từ hôm nay trở đi.", "The day of effect lies in the past. Choose today or later.");

    public static readonly Error OpenAlready = new("REG-0144", 409, "Sổ này đang có một lần bàn giao chưa xong. Rút lại lần đó trước.", "A hand-over of this register is open. Withdraw it first.");

    public static readonly Error NoneOpen = new("REG-0145", 404, "Sổ này không có bàn giao nào đang chờ.", "No hand-over of this register is waiting.");

    public static readonly Error NotReceiver = new("REG-0146", 403, "Chỉ cơ quan nhận ({0}) xác nhận được bàn giao này.", "Only the receiving agency ({0}) may accept.");

    public static readonly Error ReceiverIsClass = new("REG-0147", 422, "Sổ do cả một nhóm cơ quan giữ thì không bàn giao ở đây: đổi theo văn bản pháp luật.", "A register kept by a whole class of agencies is not handed over here.");
}
