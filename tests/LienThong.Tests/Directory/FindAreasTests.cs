using LienThong.Directory;

namespace LienThong.Tests.Directory;

public sealed class FindAreasTests
{
    static IReadOnlyList<AreaMatch> Find(string text, DateOnly? on = null) => Book.Snapshot.AreaSearch.Find(text, on, Book.Today, 20);

    [Theory]
    [InlineData("Phường Chũ, Bắc Ninh")]
    [InlineData("phuong chu, bac ninh")]
    [InlineData("P. Chũ, T. Bắc Ninh")]
    [InlineData("P.Chũ,Bắc Ninh")]
    [InlineData("chu bac ninh")]
    [InlineData("CHŨ BẮC NINH")]
    public void A_commune_is_found_however_it_is_typed(string text) => Find(text, Book.Today)[0].Path.ShouldBe("Phường Chũ, Tỉnh Bắc Ninh");

    [Theory]
    [InlineData("tp hcm")]
    [InlineData("TP.HCM")]
    [InlineData("sai gon")]
    [InlineData("thanh pho ho chi minh")]
    public void Usual_short_forms_of_Ho_Chi_Minh_City_are_understood(string text) => Find(text, Book.Today)[0].Area.Code.ShouldBe("79");

    [Fact]
    public void Bac_Giang_answers_the_old_province_the_old_city_and_the_ward_of_today_with_their_days()
    {
        var found = Find("bac giang");
        found.Select(m => m.Area.FullName).ShouldContain("Tỉnh Bắc Giang");
        found.Select(m => m.Area.FullName).ShouldContain("Thành phố Bắc Giang");
        var ward = found.First(m => m.Area.FullName == "Phường Bắc Giang");
        ward.Area.Life.ToString().ShouldBe("từ 01/07/2025");
        found.First(m => m.Area.FullName == "Tỉnh Bắc Giang").Area.Life.ToString().ShouldBe("đến 30/06/2025");
    }

    [Fact]
    public void On_a_day_only_units_of_that_day_are_found()
    {
        Find("Bắc Giang", Book.Day(2022)).ShouldAllBe(m => m.Area.Life.Contains(Book.Day(2022)));
        Find("Bắc Giang", Book.Day(2022))[0].Area.FullName.ShouldBe("Tỉnh Bắc Giang");
    }

    [Fact]
    public void Without_accents_colliding_units_are_all_candidates_and_with_accents_the_right_one_is_first()
    {
        var both = Find("cam giang, hai phong", Book.Today).Where(m => m.Score > 0.8).Select(m => m.Area.Name).Distinct().ToList();
        both.ShouldBe(["Cẩm Giang", "Cẩm Giàng"], ignoreOrder: true);
        Find("Cẩm Giàng, Hải Phòng", Book.Today)[0].Area.Name.ShouldBe("Cẩm Giàng");
        Find("Cẩm Giang, Hải Phòng", Book.Today)[0].Area.Name.ShouldBe("Cẩm Giang");
    }

    [Theory]
    [InlineData("Hoà Bình", "Hòa Bình")]
    [InlineData("Thuỷ Nguyên", "Thủy Nguyên")]
    public void Both_places_of_the_tone_find_the_same(string one, string other) =>
        Find(one).Select(m => (m.Area.Id, m.Score)).ShouldBe(Find(other).Select(m => (m.Area.Id, m.Score)));

    [Theory]
    [InlineData("quan 1", "Quận 1")]
    [InlineData("Q.1, TP HCM", "Quận 1")]
    [InlineData("q1", "Quận 1")]
    [InlineData("p12, q. go vap", "Phường 12")]
    public void Numbered_units_are_found(string text, string name) => Find(text, Book.Day(2022))[0].Area.FullName.ShouldBe(name);

    [Fact]
    public void A_name_that_begins_like_a_type_word_is_found() => Find("quan son", Book.Day(2022)).Select(m => m.Area.FullName).ShouldContain("Huyện Quan Sơn");

    [Fact]
    public void A_code_finds_all_its_lives_the_newest_first() => Find("24").Select(m => m.Area.FullName).ShouldBe(["Tỉnh Bắc Ninh", "Tỉnh Bắc Giang"]);

    [Fact]
    public void A_repeated_name_answers_every_unit_of_that_name() => Find("xã tân an", Book.Today).Count(m => m.Area.Name == "Tân An").ShouldBeGreaterThan(3);

    [Theory]
    [InlineData("")]
    [InlineData("  ,  ")]
    [InlineData("?")]
    [InlineData("không có nơi nào như thế này")]
    public void Nonsense_finds_nothing(string text) => Find(text).ShouldBeEmpty();

    [Fact]
    public void A_former_name_without_a_code_leads_to_the_unit_of_today() => Find("Thị trấn Nông trường Mộc Châu").ShouldNotBeEmpty();

    [Fact]
    public void The_list_is_bounded() => Book.Snapshot.AreaSearch.Find("an", null, Book.Today, 10_000).Count.ShouldBeLessThanOrEqualTo(100);
}
