namespace LienThong.Dictionary.Reading;

/// The words for what definitions say by code.
static class Words
{
    public static string Of(FieldClass value) => value switch
    {
        FieldClass.Original => "Dữ liệu gốc",
        FieldClass.Master => "Dữ liệu chủ",
        _ => "Dữ liệu tham chiếu",
    };

    public static string Of(Sensitivity value) => value switch
    {
        Sensitivity.Open => "Mở",
        Sensitivity.Basic => "Cá nhân cơ bản",
        _ => "Cá nhân nhạy cảm",
    };

    public static string Of(DatabaseStage value) => value switch
    {
        DatabaseStage.Planned => "Có kế hoạch",
        DatabaseStage.Building => "Đang xây dựng",
        DatabaseStage.InUse => "Đang dùng",
        _ => "Đã thay thế",
    };

    public static string Of(FieldType value) => value switch
    {
        FieldType.Text => "Chữ",
        FieldType.PartialDate => "Ngày, tháng hoặc năm",
        FieldType.Date => "Ngày",
        FieldType.Time => "Giờ",
        FieldType.Code => "Mã của danh mục",
        FieldType.Integer => "Số nguyên",
        FieldType.Decimal => "Số",
        FieldType.Boolean => "Có hoặc không",
        FieldType.Area => "Mã đơn vị hành chính",
        FieldType.Address => "Địa chỉ",
        FieldType.Person => "Một người",
        FieldType.People => "Nhiều người",
        _ => "Nhóm thông tin",
    };

    public static string Of(FieldUseKind value) => value switch
    {
        FieldUseKind.Procedure => "Thủ tục",
        FieldUseKind.Agreement => "Thoả thuận",
        FieldUseKind.Registry => "Sổ dữ liệu",
        FieldUseKind.Paper => "Giấy tờ",
        _ => "Chỉ số",
    };

    public static string Of(Certainty value) => value switch
    {
        Certainty.H => "Đã xem văn bản",
        Certainty.M => "Theo một nguồn, cần đối chiếu",
        _ => "Chưa chắc, cần xác nhận",
    };

    /// The roles that procedures give people; an unknown one is shown as its code.
    public static string Role(string about) => about switch
    {
        "applicant" => "Người nộp hồ sơ",
        "mother" => "Người mẹ",
        "father" => "Người cha",
        "child" => "Người con",
        "deceased" => "Người đã chết",
        "owner" => "Chủ sở hữu",
        _ => about,
    };

    public static string Subject(string subject) => subject switch
    {
        "person" => "Người",
        "organisation" => "Tổ chức",
        "land" => "Đất, địa điểm",
        "vehicle" => "Xe",
        "document" => "Văn bản",
        _ => subject,
    };
}
