using LienThong.Directory;

namespace LienThong.Tests.Directory;

public sealed class ClassTests
{
    static readonly LienThong.Directory.Books.ClassBook Classes = Book.Snapshot.Classes;

    [Theory]
    [InlineData("các bộ, ngành, địa phương", null, "class:ministries-provinces")]
    [InlineData("Các ngành, Bộ, địa phương", null, "class:ministries-provinces")]
    [InlineData("Các bộ, ngành, UBND các tỉnh/ thành phố", null, "class:ministries-provinces")]
    [InlineData("Các Bộ, ngành", null, "class:ministries")]
    [InlineData("UBND các địa phương", null, "class:provinces")]
    [InlineData("UBND cấp xã", null, "class:commune-pc")]
    [InlineData("Các cơ quan giải quyết TTHC", null, "class:procedure-agencies")]
    [InlineData("Các cơ quan giải quyết TTHC", "G17", "class:G17.procedures")]
    [InlineData("Các Cơ quan, đơn vị thuộc Bộ", "G17", "class:G17.units")]
    [InlineData("Các cơ quan, đơn vị thuộc Bộ", "G14", "class:G14.units")]
    [InlineData("Các cơ quan chủ quản CSDL", "G17", "class:G17.databases")]
    [InlineData("Các cơ quan tham mưu VB QPPL quy định về TTHC", "G17", "class:G17.legislation")]
    [InlineData("Sở Thông tin và Truyền thông", null, "class:province-information")]
    public void Classes_are_recognised_as_plans_word_them(string text, string? within, string code) => (Classes.Find(text, within)?.Code).ShouldBe(code);

    [Fact]
    public void A_name_that_only_one_ministry_uses_means_nothing_elsewhere() => Classes.Find("Các cơ quan, đơn vị thuộc Bộ", null).ShouldBeNull();

    [Fact]
    public void Members_depend_on_the_day()
    {
        Classes.Members("class:provinces", Book.Day(2022)).Count.ShouldBe(63);
        Classes.Members("class:provinces", Book.Today).Count.ShouldBe(34);
        Classes.Members("class:commune-pc", Book.Today).Count.ShouldBe(3_321);
        Classes.Members("class:commune-pc", new(2025, 6, 30)).Count.ShouldBe(10_035);
        Classes.Members("class:commune-one-stop", Book.Today).Count.ShouldBe(3_321);
        Classes.Members("class:province-information", Book.Day(2022)).Count.ShouldBe(63);
        Classes.Members("class:province-information", Book.Today).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_22_ministries_of_2022_and_17_of_today()
    {
        int Ministries(DateOnly on) => Classes.Members("class:ministries", on).Count(a => a.Kind is AgencyKind.Ministry or AgencyKind.MinistryLevel);
        Ministries(Book.Day(2022)).ShouldBe(22);
        Ministries(Book.Today).ShouldBe(17);
        Classes.Members("class:ministries", Book.Today).Count(a => a.Kind == AgencyKind.Ministry).ShouldBe(14);
    }

    [Fact]
    public void Membership_is_told_without_the_list_and_agrees_with_it()
    {
        foreach (var code in Classes.All.Select(c => c.Code))
            foreach (var member in Classes.Members(code, Book.Today).Take(50)) Classes.Has(code, member.Code, Book.Today).ShouldBeTrue($"{member.Code} in {code}");
        Classes.Has("class:commune-pc", "H05.07210.CA", Book.Today).ShouldBeFalse();
        Classes.Has("class:commune-police", "H05.07210.CA", Book.Today).ShouldBeTrue();
        Classes.Has("class:ministries", "G04", Book.Today).ShouldBeFalse();
        Classes.Has("class:ministries", "G04", Book.Day(2022)).ShouldBeTrue();
        Classes.Has("class:nothing", "G17", Book.Today).ShouldBeFalse();
    }

    [Fact]
    public void Units_of_a_ministry_are_all_below_it() =>
        Classes.Members("class:G17.units", Book.Today).ShouldAllBe(u => u.Code.StartsWith("G17.", StringComparison.Ordinal));
}
