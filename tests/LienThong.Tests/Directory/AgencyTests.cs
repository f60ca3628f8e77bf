using LienThong.Directory;
using LienThong.Directory.Books;

namespace LienThong.Tests.Directory;

public sealed class AgencyTests
{
    static readonly DateOnly Plan2022 = new(2022, 1, 18);

    static AgencyBook Agencies => Book.Snapshot.Agencies;

    static Agency? At(string text, DateOnly on, string? within = null) => Book.Snapshot.AgencySearch.At(text, on, within);

    [Fact]
    public void The_content_has_no_fault() => Book.Report.Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("Bộ Giao thông vận tải", "Bộ Xây dựng")]
    [InlineData("Bộ GTVT", "Bộ Xây dựng")]
    [InlineData("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ")]
    [InlineData("Bộ TT&TT", "Bộ Khoa học và Công nghệ")]
    [InlineData("Bộ LĐTBXH", "Bộ Nội vụ")]
    [InlineData("Bộ KH&ĐT", "Bộ Tài chính")]
    [InlineData("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường")]
    [InlineData("Bộ NN&PTNT", "Bộ Nông nghiệp và Môi trường")]
    [InlineData("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo")]
    [InlineData("BHXH Việt Nam", "Bảo hiểm xã hội Việt Nam")]
    [InlineData("UBND tỉnh Bắc Giang", "Ủy ban nhân dân tỉnh Bắc Ninh")]
    [InlineData("Bộ Xây dựng", "Bộ Xây dựng")]
    public void A_body_of_2022_is_followed_to_the_body_of_today(string then, string today)
    {
        var agency = At(then, Plan2022);
        agency.ShouldNotBeNull(then);
        Agencies.On(agency, Book.Today).Bodies.ShouldHaveSingleItem().Name.ShouldBe(today);
    }

    [Fact]
    public void The_ministry_of_transport_explains_its_chain_and_the_functions_that_went_elsewhere()
    {
        var answer = Agencies.On(At("Bộ Giao thông vận tải", Plan2022)!, Book.Today);
        answer.Chain.ShouldHaveSingleItem().On.ShouldBe(new(2025, 3, 1));
        answer.Chain[0].LegalBasis.ShouldContain("176/2025/QH15");
        answer.Moved.ShouldContain(m => m.FunctionCode == "driving-licences" && m.To.Name == "Bộ Công an");
    }

    [Fact]
    public void The_ministry_of_construction_of_2022_is_not_the_one_of_today()
    {
        var then = At("Bộ Xây dựng", Book.Day(2022))!;
        var now = At("Bộ Xây dựng", Book.Today)!;
        then.Code.ShouldBe(now.Code);
        then.Id.ShouldNotBe(now.Id);
        Agencies.Predecessors(now.Id).Select(l => l.From.Code).ShouldBe(["G17", "G04"], ignoreOrder: true);
    }

    [Fact]
    public void Social_insurance_is_found_on_both_sides_of_its_move()
    {
        At("BHXH VN", Plan2022)!.Code.ShouldBe("G24");
        At("BHXH VN", Book.Today)!.Code.ShouldBe("G12.BHXH");
    }

    [Theory]
    [InlineData("Cục Cảnh sát quản lý hành chính về trật tự xã hội-Bộ Công an", "G01.C06")]
    [InlineData("Trung tâm Công nghệ thông tin của Bảo hiểm xã hội Việt Nam", "G24.CNTT")]
    [InlineData("Cục Quản lý và đăng ký kinh doanh-Bộ Kế hoạch và Đầu tư", "G05.DKKD")]
    [InlineData("Tổng Cục Quản lý đất đai", "G13.QLDD")]
    [InlineData("Cục Công nghệ thông tin và Dữ liệu tài nguyên môi trường của Bộ Tài nguyên và Môi trường", "G13.CNTT")]
    [InlineData("Cục Tin học và Thống kê tài chính-Bộ Tài chính", "G12.THTK")]
    [InlineData("Trung tâm thông tin của Thanh tra Chính phủ", "G20.TTTT")]
    [InlineData("Trung tâm Công nghệ thông tin-Bộ Khoa học và Công nghệ", "G06.CNTT")]
    [InlineData("Trung tâm tin học-Bộ Nội vụ", "G09.TTTT")]
    [InlineData("Cục Công nghệ thông tin-Tổng Cục Thuế", "G12.TCT.CNTT")]
    [InlineData("Cục Công nghệ thông tin-Bộ Y tế", "G18.CNTT")]
    [InlineData("Trung tâm Công nghệ thông tin-Bộ Giao thông vận tải", "G04.TTCNTT")]
    [InlineData("Cục Công nghệ thông tin-Bộ Tư pháp", "G15.CNTT")]
    [InlineData("Văn phòng-Tòa án nhân dân tối cao", "T01.VP")]
    [InlineData("Cục thống kê tội phạm-Viện kiểm sát nhân dân tối cao", "T02.TKTP")]
    [InlineData("Văn phòng-Bộ Nông nghiệp và Phát triển nông thôn", "G10.VP")]
    [InlineData("Bộ Tư lệnh tác chiến không gian mạng-Bộ Quốc phòng", "G11.BTL86")]
    [InlineData("Cục Tin học hóa", "G14.THH")]
    [InlineData("Cục An toàn thông tin", "G14.ATTT")]
    [InlineData("Viện Công nghệ phần mềm và nội dung số Việt Nam", "G14.VCNPM")]
    public void Every_unit_of_the_plan_of_2022_is_recognised_as_written(string text, string code) => (At(text, Plan2022, "G14")?.Code).ShouldBe(code);

    [Theory]
    [InlineData("Trung tâm CNTT", "G17.TTCNTT")]
    [InlineData("Văn phòng Bộ", "G17.VP")]
    [InlineData("Vụ Pháp chế", "G17.PC")]
    [InlineData("Vụ KHCNMT&VLXD", "G17.KHCN")]
    [InlineData("Vụ Kế hoạch - Tài chính", "G17.KHTC")]
    [InlineData("Cục Kinh tế - Quản lý đầu tư xây dựng", "G17.KTXD")]
    [InlineData("Vụ Quy hoạch - Kiến trúc", "G17.QHKT")]
    public void Units_of_the_construction_plan_are_those_of_the_ministry_that_issued_it(string text, string code) => (At(text, Book.Day(2026), "G17")?.Code).ShouldBe(code);

    [Theory]
    [InlineData("Ngân hàng nhà nước Việt Nam", "G19")]
    [InlineData("Ngân hàng Nhà nước", "G19")]
    [InlineData("Ban Cơ yếu Chính phủ", "G11.BCY")]
    [InlineData("Bộ Công thương", "G02")]
    [InlineData("Khoa học và Công nghệ", "G06")]
    [InlineData("Thanh tra Chính phủ", "G20")]
    [InlineData("Trung ương Đoàn TNCS Hồ Chí Minh", "A04")]
    [InlineData("Văn phòng Trung ương Đảng", "A01")]
    [InlineData("Đài Truyền hình Việt Nam", "G27")]
    public void Bodies_of_the_national_programme_are_recognised(string text, string code) => (At(text, Book.Day(2026))?.Code).ShouldBe(code);

    [Fact]
    public void A_text_that_means_several_bodies_means_none()
    {
        At("Trung tâm Công nghệ thông tin", Plan2022).ShouldBeNull();
        At("Bộ Giao thông vận tải", Book.Today).ShouldBeNull();
        At("", Book.Today).ShouldBeNull();
    }

    [Fact]
    public void Commune_bodies_follow_from_the_areas()
    {
        var committee = At("H05.07210", Book.Today)!;
        committee.Name.ShouldBe("Ủy ban nhân dân phường Bắc Giang");
        committee.Parent.ShouldBe("H05");
        At("UBND phường Chũ, tỉnh Bắc Ninh", Book.Today)!.Code.ShouldBe("H05.07525");
        At("Công an phường Chũ, tỉnh Bắc Ninh", Book.Today)!.Code.ShouldBe("H05.07525.CA");
        At("H05.07210", Book.Day(2022)).ShouldBeNull();
        At("H02.07210", Book.Day(2022))!.Name.ShouldBe("Ủy ban nhân dân phường Hoàng Văn Thụ");
        Agencies.On(At("H02.07210", Book.Day(2022))!, Book.Today).Bodies.ShouldHaveSingleItem().Code.ShouldBe("H05.07210");
    }

    [Fact]
    public void One_stop_centres_of_communes_begin_with_the_two_level_government()
    {
        At("H05.07210.HCC", Book.Today)!.Kind.ShouldBe(AgencyKind.CommuneOneStop);
        Agencies.Lives("H02.07210.HCC").ShouldBeEmpty();
    }

    [Fact]
    public void A_department_of_an_ended_province_leads_to_that_of_the_merged_one()
    {
        var answer = Agencies.On(At("Sở Thông tin và Truyền thông tỉnh Bắc Giang", Plan2022)!, Book.Today);
        answer.Bodies.ShouldHaveSingleItem().Name.ShouldBe("Sở Khoa học và Công nghệ tỉnh Bắc Ninh");
        answer.Chain.Select(l => l.On).ShouldBe([new(2025, 3, 1), new(2025, 7, 1)]);
    }

    [Fact]
    public void No_body_of_before_ends_without_an_heir()
    {
        var lost = Agencies.Bodies.Select(b => b.Agency).Where(a => a.Life.To < Book.Today && Agencies.On(a, Book.Today).Bodies.Count == 0).Select(a => a.Id.Value);
        lost.ShouldBeEmpty();
    }

    [Fact]
    public void Every_fact_has_a_legal_basis() => Agencies.Bodies.ShouldAllBe(b => b.Agency.LegalBasis.Length > 3);
}
