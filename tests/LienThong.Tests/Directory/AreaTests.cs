using LienThong.Directory;
using LienThong.Directory.Books;

namespace LienThong.Tests.Directory;

public sealed class AreaTests
{
    static AreaBook Areas => Book.Snapshot.Areas;

    [Theory]
    [InlineData("2025-06-30", 63, 696, 10_035)]
    [InlineData("2025-07-01", 34, 0, 3_321)]
    [InlineData("2026-11-21", 34, 0, 3_321)]
    public void Every_day_has_the_number_of_units_that_the_law_says(string day, int provinces, int districts, int communes)
    {
        var on = DateOnly.Parse(day);
        var alive = Areas.All.Where(a => a.Life.Contains(on)).ToLookup(a => a.Level);
        alive[AreaLevel.Province].Count().ShouldBe(provinces);
        alive[AreaLevel.District].Count().ShouldBe(districts);
        alive[AreaLevel.Commune].Count().ShouldBe(communes);
    }

    [Fact]
    public void Today_there_are_697_wards_2611_rural_communes_and_13_special_zones()
    {
        var types = Areas.All.Where(a => a.Level == AreaLevel.Commune && a.Life.Contains(Book.Today)).CountBy(a => a.Type).ToDictionary();
        types.ShouldBe(new Dictionary<string, int> { ["Phường"] = 697, ["Xã"] = 2_611, ["Đặc khu"] = 13 }, ignoreOrder: true);
    }

    [Fact]
    public void Code_24_was_Bac_Giang_and_is_Bac_Ninh()
    {
        Areas.At("24", Book.Day(2022))!.FullName.ShouldBe("Tỉnh Bắc Giang");
        Areas.At("24", Book.Today)!.FullName.ShouldBe("Tỉnh Bắc Ninh");
        Areas.Predecessors(new("24-20250701")).Select(l => l.From.FullName).ShouldBe(["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"], ignoreOrder: true);
        Areas.On(Areas.At("27", Book.Day(2022))!, Book.Today).Single().Id.Value.ShouldBe("24-20250701");
    }

    [Fact]
    public void Every_old_province_leads_to_one_of_today_and_every_new_commune_has_an_origin()
    {
        foreach (var old in Areas.Provinces(Book.Day(2022))) Areas.On(old, Book.Today).ShouldHaveSingleItem().Level.ShouldBe(AreaLevel.Province);
        var orphans = Areas.All.Where(a => a.Level == AreaLevel.Commune && a.Life.From >= new DateOnly(2025, 7, 1) && !Areas.Predecessors(a.Id).Any()).ToList();
        orphans.ShouldBeEmpty();
    }

    [Fact]
    public void An_old_commune_of_the_last_day_always_has_an_heir_and_its_heirs_lie_in_the_heir_of_its_province()
    {
        foreach (var old in Areas.All.Where(a => a.Level == AreaLevel.Commune && a.Life.To == new DateOnly(2025, 6, 30)))
        {
            var heirs = Areas.On(old, new(2025, 7, 1));
            heirs.ShouldNotBeEmpty(old.Id.Value);
            var province = Areas.On(Areas.At(old.ProvinceCode, new(2025, 6, 30))!, new(2025, 7, 1)).Single().Code;
            heirs.ShouldAllBe(h => h.ProvinceCode == province, old.FullName);
        }
    }

    [Fact]
    public void Dong_Nai_became_a_city_with_ten_new_wards_on_30_04_2026()
    {
        Areas.At("75", new(2026, 4, 29))!.FullName.ShouldBe("Tỉnh Đồng Nai");
        Areas.At("75", new(2026, 4, 30))!.FullName.ShouldBe("Thành phố Đồng Nai");
        var wards = Areas.Communes("75", new(2026, 4, 30)).Count(c => c.Type == "Phường") - Areas.Communes("75", new(2026, 4, 29)).Count(c => c.Type == "Phường");
        wards.ShouldBe(10);
    }

    [Fact]
    public void Hue_became_a_city_before_the_others_merged_and_its_life_goes_on()
    {
        Areas.At("46", Book.Day(2022))!.FullName.ShouldBe("Tỉnh Thừa Thiên Huế");
        Areas.At("46", new(2025, 1, 1))!.Id.ShouldBe(Areas.At("46", Book.Today)!.Id);
    }

    [Fact]
    public void An_island_district_became_a_special_zone()
    {
        var zone = Areas.On(Areas.At("755", Book.Day(2022))!, Book.Today).ShouldHaveSingleItem();
        zone.FullName.ShouldBe("Đặc khu Côn Đảo");
        Areas.Path(zone).ShouldBe("Đặc khu Côn Đảo, Thành phố Hồ Chí Minh");
    }

    [Fact]
    public void A_district_leads_to_the_communes_on_its_territory()
    {
        var communes = Areas.On(Areas.At("224", new(2025, 6, 1))!, Book.Today);
        communes.Select(c => c.FullName).ShouldContain("Phường Chũ");
        communes.ShouldAllBe(c => c.ProvinceCode == "24");
    }

    [Fact]
    public void The_figures_of_the_34_provinces_are_those_of_the_resolution()
    {
        var facts = Areas.Provinces(Book.Today).Select(p => Areas.Facts(p.Code)!).ToList();
        facts.Sum(f => f.Population).ShouldBe(113_571_926);
        facts.Sum(f => f.AreaKm2).ShouldBeInRange(331_326m, 331_328m);
        facts.SelectMany(f => f.MergedFrom).Distinct().Count().ShouldBe(63);
    }

    [Fact]
    public void Names_are_composed_and_codes_keep_their_zeros()
    {
        Areas.All.ShouldAllBe(a => a.Name.IsNormalized() && a.FullName.Length < 60);
        Areas.At("00004", Book.Today)!.FullName.ShouldBe("Phường Ba Đình");
    }
}
