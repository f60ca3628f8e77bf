namespace LienThong.Population.Synthetic;

/// <summary>
/// Surnames, middle names and given names with shares. Kinh surnames: the shares of the book Họ và tên người Việt Nam (2005); given names: large samples of births 1991-2002 and 2007-2011;
/// minority surnames and older cohorts from general knowledge. A text such as "Trang 4.2 Thảo 3.5 | Hoa Lan" gives the shares and, after the bar, names that divide the rest equally.
/// </summary>
internal static class NameTables
{
    public const string Kinh =
        "Nguyễn 38.4 Trần 12.1 Lê 9.5 Phạm 7.0 Hoàng 5.1 Phan 4.5 Vũ 3.9 Đặng 2.1 Bùi 2.0 Đỗ 1.4 Hồ 1.3 Ngô 1.3 Dương 1.0 Lý 0.5 | " +
        "Đinh Trương Lâm Mai Đào Cao Hà Tạ Phùng Lương Trịnh Đoàn Tô Châu Thái Kiều Quách Lưu Chu Tống Thân Giáp Vương Tăng Từ Nghiêm Doãn Lại Khuất Thiều Âu Ninh";

    /// <summary>Surnames of groups that have their own; the others take Kinh surnames, as most do.</summary>
    public static readonly IReadOnlyDictionary<byte, string> Minority = new Dictionary<byte, string>
    {
        [Ethnicities.Tay] = "Nông 16 Hoàng 16 Nguyễn 12 Lý 6 Triệu 5 Bế 5 Ma 7 Hà 5 Lương 4 Đàm 4 | Vi Dương Mông Lục Chu Phương La Quan Hứa",
        [Ethnicities.Nung] = "Nông 16 Hoàng 15 Triệu 6 Lý 7 Vi 9 Lương 5 Hứa 5 Phùng 4 Chu 4 | Mã Lộc Đàm Vương Long Linh Hoàng",
        [Ethnicities.Thai] = "Lò 22 Cà 8 Quàng 9 Lường 9 Vi 9 Hà 6 Lương 6 Tòng 5 Lộc 3 | Cầm Bạc Hoàng Mè Đèo Kha Ngân Vàng Sầm Lô",
        [Ethnicities.Mong] = "Giàng 18 Vàng 14 Sùng 13 Thào 12 Vừ 8 Mùa 6 Lầu 6 Hạng 5 Lý 4 | Cứ Tráng Ly Chang Má Hờ Xồng",
        [Ethnicities.Muong] = "Bùi 41 Đinh 13 Quách 10 Bạch 6 Hà 6 Phạm 5 Nguyễn 6 Trương 4 | Cao Lê Xa",
        [Ethnicities.Dao] = "Triệu 20 Bàn 18 Đặng 15 Lý 12 Phùng 8 Chảo 7 Tẩn 7 | Dương Trương Lò Phàn",
        [Ethnicities.Khmer] = "Thạch 17 Sơn 13 Kim 11 Danh 18 Lâm 8 Trần 4 Lý 5 Châu 6 | Kiên Thị Tăng Chau Néang Huỳnh",
        [Ethnicities.Hoa] = "Trần 14 Lâm 9 Lý 8 Huỳnh 6 Quách 5 Trương 6 Lưu 5 Vương 5 La 4 Tăng 4 | Thái Mã Hứa Châu Diệp Hà Ông Phù Sú",
        [Ethnicities.GiaRai] = "Siu 24 Ksor 22 Kpă 12 Rơ_Châm 13 Rơ_Mah 11 Rah_Lan 9 | Nay Puih",
        [Ethnicities.EDe] = "Niê 30 Mlô 14 Êban 13 Kbuôr 7 Byă 7 Ayun 6 | Adrơng Hmok Knul Buôn_Yă Ktla",
        [Ethnicities.BaNa] = "Đinh 70 | Bah Hyưh",
        [Ethnicities.Cham] = "Đàng 12 Thập 6 Bá 8 Châu 6 Trượng 6 Mang 6 | Kiều Thuận Lưu Não Hán Quảng",
    };

    public static readonly string[] MenGiven =
    [
        // before 1970
        "Hùng 3.4 Thành 3 Bình 2.8 Minh 3 Sơn 2.8 Dũng 2.6 Hải 2.4 Thanh 2.6 Long 1.8 Tâm 1.9 Hòa 2.2 Quang 2.2 Thắng 1.9 Hồng 1.6 Lợi 1.5 Phúc 1.5 Chiến 1.4 | " +
        "Khanh Lâm Năm Sáu Hai Ba Bảy Tư Đức Tùng Tiến Tấn Lộc Hiền Thịnh Toàn Vinh Xuân Thuận Phong Nam Liêm Khải Nghĩa Đông Hà Sinh Toản Mạnh Hữu Kính Huệ Quý Luận Cảnh Thụ Ngọc Hưng",
        // 1970-1990
        "Hùng 3.2 Tuấn 3.4 Dũng 3.0 Cường 2.5 Sơn 2.5 Hải 2.4 Thắng 2.2 Minh 2.3 Thành 2.4 Bình 1.9 Nam 1.9 Long 1.8 Trung 1.8 Tùng 1.6 Đức 1.6 Hiếu 1.5 Quang 1.5 | " +
        "Hoàng Anh Huy Hà Tâm Phong Kiên Toàn Vinh Thanh Hưng Phương Linh Lâm Tú Chung Khánh Mạnh Tân Vũ Quân Thái Quyết Tiến Việt Hòa Khoa Thủy Duy Luân Tài Phú Quý Trường Thịnh",
        // 1990-2005
        "Tuấn 2.7 Hoàng 2.5 Huy 2.2 Anh 2.1 Hiếu 2.0 Hùng 2.0 Nam 2.0 Sơn 1.9 Đức 1.9 Dũng 1.7 Thành 1.6 Đạt 1.6 Cường 1.6 Long 1.6 Trung 1.6 Hải 1.4 Nguyên 1.4 Thắng 1.4 Minh 1.3 Duy 1.1 Tiến 1.1 Quang 1.1 | " +
        "Kiên Tùng Linh Quân Tú Khánh Phong Vinh Toàn Thịnh Lâm Vũ Việt Phúc Tài Lộc Khoa Hưng Bảo Nhật Phát Trường Mạnh Hậu Tân Thái Kiệt Khang Nghĩa Quốc Sang Tâm Hòa Thiện Phú Luân Trí",
        // from 2005
        "Anh 4.2 Huy 3.9 Bảo 3.4 Khang 3.6 Minh 3.6 Phúc 3.0 Khoa 2.4 Phát 2.4 Đạt 2.2 Khôi 2.6 Long 2.2 Nam 2.0 Duy 1.9 Quân 2.3 Kiệt 1.9 Đức 1.9 Hưng 1.7 Nguyên 1.7 Thịnh 1.4 Hiếu 1.4 Hoàng 1.4 | " +
        "Trí Tuấn Lâm Sơn Tùng Dũng Phong Vinh Việt Khải Nhân An Tiến Thiên Hải Vũ Kiên Thành Trung Lộc Tài Hào Nghĩa Thiện Đăng Bình Quang Tâm Gia Hậu Triết",
    ];

    public static readonly string[] WomenGiven =
    [
        "Lan 3.2 Hoa 3.1 Hồng 2.8 Hương 2.4 Hà 2 Hạnh 1.9 Loan 2.1 Liên 2.3 Mai 2.3 Nga 2.2 Thủy 1.9 Tuyết 1.8 Thanh 2 Bình 1.4 Hiền 1.7 Phượng 1.5 Xuân 1.4 Cúc 1.3 | " +
        "Sáu Bé Lý Thơm Tâm Vân Yến Dung Oanh Hường Nhung Hằng Bích Tư Năm Hai Ba Bảy Chín Út Thắm Nhàn Thơ Lành Mùi Tình Mến Quế Huệ Thoa Hòa Ngọc Đào Sen Luyến Nguyệt Kim Lụa Thu Hợi Tý Dần",
        "Hương 3.1 Hà 2.7 Hằng 2.4 Hạnh 2.2 Lan 2.2 Thủy 2.6 Nga 2.1 Hoa 2.1 Mai 1.9 Hiền 2.3 Thanh 1.7 Phương 2.2 Huyền 1.8 Loan 1.6 Dung 1.8 Vân 1.6 Yến 1.5 Nhung 1.6 Liên 1.4 | " +
        "Trang Thảo Linh Ngọc Hồng Thu Hòa Tâm Tuyết Oanh Thúy Hường Bình Phượng Lý Minh Tuyền Thắm Duyên Quyên Diễm Trinh Trâm Kiều Ngân Anh Giang Hảo Hợp Thơ Thương Thoa Nguyệt Nhàn Xuyến Đào Huệ",
        "Trang 4.2 Thảo 3.5 Linh 3.0 Anh 2.5 Phương 2.2 Hằng 2.1 Huyền 2.1 Hiền 2.0 Hương 1.7 Ngọc 1.7 Dung 1.7 Nhung 1.7 Thủy 1.6 Nhi 1.6 Duyên 1.5 Vân 1.5 Quỳnh 1.5 Nga 1.5 Yến 1.5 Thương 1.3 Uyên 1.3 Hạnh 1.3 | " +
        "Hà Mai My Hoa Giang Ly Ngân Trâm Loan Trinh Thu Thúy Oanh Tâm Lan Thanh Như Vy Hồng Diễm Kiều Tuyền Phượng Thư Tiên Châu Quyên Hường Tú Minh Trúc Khánh Nguyệt Lệ Xuân Hậu Thơ",
        "Anh 7.1 Vy 5.7 Ngọc 4.3 Nhi 4.2 Hân 4.1 Thư 4.1 Linh 3.5 Như 3.1 Ngân 3.0 Trâm 2.2 My 2.2 Chi 2.1 An 2.0 Hà 1.9 Trang 2.0 Châu 1.9 Phương 1.9 | " +
        "Uyên Quỳnh Thảo Yến Khánh Mai Giang Tiên Trúc Vân Nguyên Hương Thy Diệp Tuệ Huyền Duyên Ly Minh Thanh Kim Đan Băng Nghi Quyên Xuân Lam Hoa Hiền Dương Nhiên",
    ];

    public static readonly string[] MenMiddle =
    [
        "Văn 56 Đình 4 Xuân 5 Hữu 5 Ngọc 3 Quang 3 Đức 3 Công 3 Minh 2 | Thanh Quốc Bá Sỹ Trọng Huy Duy Tiến Khắc Viết Thế",
        "Văn 37 Đức 5 Ngọc 5 Quang 5 Xuân 4 Hữu 5 Đình 4 Minh 4 Thanh 4 Quốc 4 Công 3 Anh 3 | Trọng Tiến Duy Mạnh Thế Việt Hoàng Trung Huy Chí Bá",
        "Văn 15 Minh 7 Đức 7 Quang 6 Anh 5 Quốc 6 Hoàng 5 Ngọc 5 Hữu 5 Thanh 5 Xuân 3 Đình 3 Tuấn 3 Duy 4 | Trung Mạnh Tiến Công Thành Nhật Gia Huy Việt Trọng Thế Chí Bá Phúc",
        "Minh 11 Gia 9 Quốc 6 Hoàng 6 Đức 6 Anh 5 Tuấn 5 Bảo 5 Nhật 5 Đăng 4 Thành 3 Quang 3 Duy 3 Văn 2.8 Hữu 3 Phúc 3 | Thiên Trung Tiến Hải Khánh Nguyên Mạnh Thanh Công Việt Ngọc Chí Trọng An Khôi",
    ];

    public static readonly string[] WomenMiddle =
    [
        "Thị 88 Thu 1.5 Kim 2 Ngọc 2 | Thanh Hồng Bích Minh Xuân",
        "Thị 68 Ngọc 4 Thanh 4 Thu 4 Kim 3 Hồng 3 Bích 2 | Minh Phương Mai Thúy Diệu Xuân Mỹ Lệ",
        "Thị 40 Ngọc 8 Thanh 6 Thu 5 Phương 4 Thùy 4 Minh 3 Kim 4 Hồng 4 | Bích Mai Thúy Diệu Hoài Mỹ Quỳnh Khánh Kiều Hải Ánh Lan Như Vân Tuyết",
        "Thị 17 Ngọc 17 Bảo 6 Khánh 5 Minh 5 Gia 4 Phương 4 Thanh 4 Quỳnh 4 Hà 3 Diệu 2.5 Anh 2.5 | Thùy Như Mai Kim Tường Trâm Thảo Hoài Linh Nhã Tuệ Uyên Yến Hồng Ánh Cát An Kiều Mỹ Thục",
    ];

    /// <summary>Second middle names of names with four words.</summary>
    public const string MenSecond = "Minh 8 Đức 6 Hoàng 7 Quang 6 Anh 6 Gia 6 Nhật 5 Bảo 4 Quốc 5 Thành 4 | Tuấn Duy Trung Thanh Hải Ngọc Thiên Đăng Khánh Phúc Tiến";
    public const string WomenSecond = "Ngọc 10 Thanh 7 Thu 6 Phương 6 Bảo 5 Khánh 5 Minh 5 Kim 4 Thùy 5 Quỳnh 5 Hồng 4 Mai 4 | Diệu Hoài Mỹ Như Bích Trúc Tường Anh Hà Kiều Thảo Vân Yến Lan Tuyết";

    public const string MongMen = "Páo 8 Dia 6 Chống 6 Sử 6 Tủa 6 Lử 6 Dơ 5 Súa 5 Chu 5 Pó 5 Vảng 4 Sinh 6 Nù 4 Giống 4 Mang 4 Thắng 4 Hồng 4";
    public const string MongWomen = "Mai 7 Dúa 6 Chở 6 Sua 6 Máy 6 Mỷ 6 Dợ 6 Xua 5 Pà 5 Ca 5 Lan 6 Hoa 5 Dế 5 Chư 5 Vang 4 Sày 4";
    public const string HighlandMen = "Moan 6 Thông 5 Blin 4 Hiếu 6 Nguyên 6 Sơn 5 Tuấn 6 Khoan 4 Bhăm 4 Ngơi 4 Krông 4 Duy 5 Đức 6 Lương 4 Yôn 4 Thuận 4 Hoàng 5 Minh 5";
    public const string HighlandWomen = "Hen 5 Linh 7 Loan 5 Ngọc 5 Mai 6 Thảo 5 Nguyên 4 Bliă 4 Yar 4 Hương 5 Lan 6 Trang 5 Blơn 4 Tuyết 4 Ry 4 Duyên 4 Uyên 4";
    public const string KhmerMen = "Sa_Rây 5 Sóc_Kha 4 Ra 5 Ni 4 Phol 4 Thanh 6 Minh 6 Tâm 5 Hùng 5 Dara 4 Sươl 4 Kim_Sang 4 Hoàng 5 Đa_Ra 4 Vuthy 4 Rươl 4 Dương 5";
    public const string KhmerWomen = "Sa_Vy 5 Na_Ry 5 Kim_Hoa 4 Ni 5 Srây 4 Sóc_Khol 4 Lan 6 Mỹ 5 Hồng 5 Đa 4 Tha 4 Linh 5 Sa_Ly 4 Ngọc 5 Hiền 5";

    public const string Streets =
        "Trần Hưng Đạo;Lê Lợi;Nguyễn Huệ;Hai Bà Trưng;Lý Thường Kiệt;Quang Trung;Ngô Quyền;Nguyễn Trãi;Lê Hồng Phong;Hùng Vương;Phan Bội Châu;Lý Thái Tổ;Nguyễn Du;Hoàng Hoa Thám;Võ Thị Sáu;" +
        "Điện Biên Phủ;Bà Triệu;Nguyễn Văn Cừ;Trần Phú;Lê Duẩn;Trường Chinh;Hoàng Văn Thụ;Cách Mạng Tháng Tám;Nguyễn Công Trứ;Tôn Đức Thắng";
    public const string Villages =
        "Đông;Đoài;Trung;Thượng;Hạ;Tân Lập;Tân Tiến;Đồng Tâm;Phú Thịnh;Hòa Bình;An Phú;Tân Thành;Bình Minh;Thanh Xuân;Long Hưng;Phước Lộc;Yên Thịnh;Ngọc Lâm;Đại Đồng;Xuân Hòa;Mỹ Hòa;Vĩnh Phước;Đồng Tiến;Quyết Thắng;Nà Lốc;Phú Lộc";
}
