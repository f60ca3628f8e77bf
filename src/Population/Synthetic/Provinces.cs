namespace LienThong.Population.Synthetic;

/// <summary>The 34 provinces with the people counted for Resolution 202/2025/QH15 and the number of urban and rural communes.</summary>
internal sealed record Province(string Code, string Name, int People, int Wards, int Rural)
{
    /// <summary>From Đà Nẵng southwards families are called Huỳnh and Võ where the north says Hoàng and Vũ.</summary>
    public bool South => string.CompareOrdinal(Code, "48") >= 0;

    public static readonly IReadOnlyList<Province> All =
    [
        new("01", "Hà Nội", 8_807_523, 51, 75), new("04", "Cao Bằng", 573_119, 3, 53), new("08", "Tuyên Quang", 1_865_270, 7, 117),
        new("11", "Điện Biên", 673_091, 3, 42), new("12", "Lai Châu", 512_601, 2, 36), new("14", "Sơn La", 1_404_587, 8, 67),
        new("15", "Lào Cai", 1_778_785, 10, 89), new("19", "Thái Nguyên", 1_799_489, 15, 77), new("20", "Lạng Sơn", 881_384, 4, 61),
        new("22", "Quảng Ninh", 1_497_447, 30, 24), new("24", "Bắc Ninh", 3_619_433, 33, 66), new("25", "Phú Thọ", 4_022_638, 15, 133),
        new("31", "Hải Phòng", 4_664_124, 45, 69), new("33", "Hưng Yên", 3_567_943, 11, 93), new("37", "Ninh Bình", 4_412_264, 32, 97),
        new("38", "Thanh Hóa", 4_324_783, 19, 147), new("40", "Nghệ An", 3_831_694, 11, 119), new("42", "Hà Tĩnh", 1_622_901, 9, 60),
        new("44", "Quảng Trị", 1_870_845, 8, 70), new("46", "Huế", 1_432_986, 21, 19), new("48", "Đà Nẵng", 3_065_628, 23, 71),
        new("51", "Quảng Ngãi", 2_161_755, 9, 87), new("52", "Gia Lai", 3_583_693, 25, 110), new("56", "Khánh Hòa", 2_243_554, 16, 49),
        new("66", "Đắk Lắk", 3_346_853, 14, 88), new("68", "Lâm Đồng", 3_872_999, 20, 104), new("75", "Đồng Nai", 4_491_408, 33, 62),
        new("79", "Hồ Chí Minh", 14_002_598, 113, 55), new("80", "Tây Ninh", 3_254_170, 14, 82), new("82", "Đồng Tháp", 4_370_046, 20, 82),
        new("86", "Vĩnh Long", 4_257_581, 19, 105), new("91", "An Giang", 4_952_238, 14, 88), new("92", "Cần Thơ", 4_199_824, 31, 72),
        new("96", "Cà Mau", 2_606_672, 9, 55),
    ];

    /// <summary>Where people move to for work, and what share of all who move.</summary>
    public static readonly Weighted<string> Destinations = new(
        [("79", 44), ("01", 20), ("75", 12), ("24", 10), ("31", 3), ("48", 3), ("80", 3), ("22", 2), ("92", 2), ("19", 1)]);
}
