using LienThong.Programme.Import;

namespace LienThong.Tests.Programme;

/// <summary>Real plans lie beside the repository when there are any; small ones of the same shapes are written here.</summary>
internal static class PlanFiles
{
    /// Text of a real plan; skips the test with the reason when the folder is not there.
    public static byte[] Real(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "plans", name + ".txt");
            if (File.Exists(file)) return File.ReadAllBytes(file);
        }
        Assert.Skip($"shared/plans/{name}.txt is not beside this repository; the same shapes are tested on small plans of our own.");
        return [];
    }

    public static ParsedPlan Read(byte[] file) => ReadPlanFile.Read(file).Value;

    public static ParsedPlan Read(string text) => Read(System.Text.Encoding.UTF8.GetBytes(text));

    /// A table with bars, a two-line header, page breaks between rows, a header that lost a column, groups with one unnumbered task.
    public const string Bars = """
        Số: 12/QĐ-SXD
        Bắc Ninh, ngày 05 tháng 02 năm 2027
        KẾ HOẠCH
        Thử đọc kế hoạch giai đoạn 2027 - 2030
        (Ban hành kèm theo Quyết định số 12/QĐ-SXD của Giám đốc Sở Xây dựng)
        - Định kỳ trước ngày 12 hàng tháng báo cáo kết quả.

        Phụ lục I
        | STT | MỤC TIÊU | GIÁ TRỊ | | Cơ quan thực hiện | Cơ quan theo dõi | Lãnh đạo chỉ đạo | |
        |---|---|---|---|---|---|---|---|
        | | | Năm 2027 | Năm 2030 | | | | |
        | I | Nhóm thứ nhất | | | | | | |
        | 1 | Tỷ lệ việc thử nghiệm | 45% | ≥ 72,5% | Các cơ quan giải quyết TTHC | Văn phòng Sở | Các đồng chí Thứ trưởng chỉ đạo theo lĩnh vực phụ trách | Thứ trưởng Nguyễn Văn Thử theo dõi, tổng hợp chung |

        | STT | MỤC TIÊU | GIÁ TRỊ | | Cơ quan thực hiện | Cơ quan theo dõi | Lãnh đạo chỉ đạo | |
        |---|---|---|---|---|---|---|---|
        | | | Năm 2027 | Năm 2030 | | | | |
        | 2 | Chỉ giữ lại không quá 20% việc ở cấp trên | 20% | | Phòng A - Tổng hợp; Phòng B | Văn phòng Sở | | |
        | 3 | Xong kho dữ liệu | Hoàn thành | >95% | Phòng B | | | |
        | 4 | Làm ra sản phẩm chung | | | Phòng B | | | |

        Phụ lục II
        | STT | Tên nhiệm vụ | Cơ quan thực hiện | Thời hạn hoàn thành | Kết quả, sản phẩm | Lãnh đạo theo dõi | |
        |---|---|---|---|---|---|---|
        | I | Nhóm một việc | | | | | |
        | | Rà soát văn bản của Sở | Phòng Pháp chế | Quý III/2027 | Báo cáo rà soát | | |
        | II | Nhóm hai | | | | | |
        | 1 | Nâng cấp phần mềm một cửa bảo đảm dữ liệu được lấy từ | Trung tâm CNTT | Tháng 9/2027 | Phần mềm được nâng cấp | | |

        | STT | Tên nhiệm vụ | Cơ quan thực hiện | Thời hạn hoàn thành | Kết quả, sản phẩm | Lãnh đạo theo dõi |
        |---|---|---|---|---|---|
        | | kho dùng chung | | | và nghiệm thu | |
        | 2 | Tập huấn cán bộ | Các cơ quan, đơn vị thuộc Sở | Thực hiện thường xuyên | <p>Lớp học</p> | |
        """;

    /// A table with tabs whose rows are cut by page breaks.
    public const string Tabs = """
        STT	Nội dung công việc	Đơn vị chủ trì	Đơn vị phối hợp	Thời gian hoàn thành	Sản phẩm
        I	VIỆC CHUNG
        1	Nối kho dữ liệu về chợ và phòng, chống lãng phí;	Cục Thử nghiệm	Cục Cảnh sát-Bộ Công an, Trung	Năm 2027	Kết nối chạy

        STT	Nội dung công việc	Đơn vị chủ trì	Đơn vị phối hợp	Thời gian hoàn thành	Sản phẩm
        	kho dữ liệu về bến xe		tâm thông tin của Thanh tra Chính phủ		
        2	Nối cổng dịch vụ	Bộ Giao thông vận tải	Bộ Văn hóa, Thể thao và Du lịch, Khoa học và Công nghệ và các bộ, ngành có liên quan	- Đối với Cổng: Tháng 6/2027. - Phần còn lại: Thường xuyên,	Kết nối chạy

        STT	Nội dung công việc	Đơn vị chủ trì	Đơn vị phối hợp	Thời gian hoàn thành	Sản phẩm
        				theo nhu cầu	
        II	VIỆC RIÊNG
        1	Số hóa hồ sơ	- Bộ Ngoại giao liên hệ mời; - Bộ Công an tổ chức	Các bộ, ngành, địa phương	Cấp sở từ ngày 01/6/2027; cấp xã từ ngày 01/12/2027	<ul> + Kho hồ sơ. + Báo cáo.
        """;

    /// Numbered prose.
    public const string Prose = """
        II. NHIỆM VỤ
        1. Xây dựng kho dữ liệu của Sở
        a) Đơn vị chủ trì: Trung tâm Công nghệ thông tin
        b) Đơn vị phối hợp: Văn phòng Sở; Bộ Công an
        c) Thời gian thực hiện: Quý II/2027
        d) Sản phẩm: Kho dữ liệu
        2. Tập huấn kỹ năng số cho cán bộ,
        công chức
        - Cơ quan chủ trì: Văn phòng Sở. Thời gian: hàng quý. Kết quả: 2 lớp tập huấn
        3. Rà soát thủ tục; đơn vị chủ trì: Thanh tra Sở; thời hạn: trước ngày 30/6/2027; sản phẩm: Báo cáo rà soát
        III. TỔ CHỨC THỰC HIỆN
        Các đơn vị chủ động thực hiện.
        Phấn đấu đạt trên 90% hồ sơ trực tuyến.
        """;
}
