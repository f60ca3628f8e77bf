using LienThong.Population;

namespace LienThong.Tests.Population;

public sealed class CardQrTests
{
    [Theory]
    [InlineData("099197000001|123456789|Nguyễn Thị Hoa|14031997|Nữ|Thôn Đông, Xã Cũ, Huyện Cũ, Bắc Ninh|01072021", "123456789", "2021-07-01")]
    [InlineData("099197000001||Nguyễn Thị Hoa|14031997|Nữ|Thôn Đông|01072021", null, "2021-07-01")]
    [InlineData("099197000001|Nguyễn Thị Hoa|14031997|Nữ|Thôn Đông|01072021", null, "2021-07-01")]
    [InlineData("099197000001||NGUYEN THI HOA|14031997|Nu|Thon Dong|01072021||", null, "2021-07-01")]
    [InlineData("\uFEFF099197000001||Nguyễn Thị Hoa|14031997|Nữ|Thôn Đông|\r\n", null, null)]
    [InlineData(" 099197000001 | | Nguyễn  Thị Hoa | 14031997 | Nữ | | 01072021 |x|y|z", null, "2021-07-01")]
    public void Cards_of_the_field_are_read(string qr, string? old, string? issued)
    {
        var card = CardQr.Read(qr).Value;
        card.Number.ToString().ShouldBe("099197000001");
        card.OldNumber.ShouldBe(old);
        card.BirthDate.ShouldBe(new DateOnly(1997, 3, 14));
        card.Sex.ShouldBe(Sex.Female);
        card.Issued?.ToString("O").ShouldBe(issued);
        card.FullName.ShouldNotContain("  ");
    }

    [Theory]
    [InlineData("", "số định danh")]
    [InlineData("https://example.vn/", "số định danh")]
    [InlineData("09919700000||A B|14031997|Nữ||", "số định danh")]
    [InlineData("099197000001|12345|Nguyễn Thị Hoa|14031997|Nữ||", "số chứng minh nhân dân cũ")]
    [InlineData("099197000001||4444|14031997|Nữ||", "họ và tên")]
    [InlineData("099197000001||Nguyễn Thị Hoa|31021997|Nữ||", "ngày sinh")]
    [InlineData("099197000001||Nguyễn Thị Hoa|1997-03-14|Nữ||", "ngày sinh")]
    [InlineData("099197000001||Nguyễn Thị Hoa|14031997|khác||", "giới tính")]
    [InlineData("099197000001||Nguyễn Thị Hoa|14031997|Nữ||32072021", "ngày cấp")]
    public void What_is_no_card_names_the_field(string qr, string field)
    {
        var fault = CardQr.Read(qr).Faults[0];
        fault.Error.Code.ShouldBe("POP-0120");
        fault.Args[0].ShouldBe(field);
    }

    [Fact]
    public void No_text_at_all_breaks_the_reader()
    {
        var random = new Random(7);
        var letters = "0123456789|Nguyễn Văn A ữ\u0301\u0000\r\n";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(120)).Select(_ => letters[random.Next(letters.Length)])]);
            _ = CardQr.Read(text).Failed;
        }
        CardQr.Read(new string('|', 5000)).Failed.ShouldBeTrue();
    }
}
