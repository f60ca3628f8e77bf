using LienThong.Directory;
using LienThong.Directory.Questions;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Directory;

public sealed class QuestionTests
{
    [Theory]
    [InlineData("Bộ Giao thông vận tải hôm nay là ai", "Bộ Giao thông vận tải", true)]
    [InlineData("Bộ Giao thông vận tải hôm nay là ai?", "Bộ Giao thông vận tải", true)]
    [InlineData("bo giao thong van tai hom nay la ai", "bo giao thong van tai", true)]
    [InlineData("Bộ TTTT hiện nay", "Bộ TTTT", true)]
    [InlineData("Bắc Giang nay thuộc tỉnh nào", "Bắc Giang", true)]
    [InlineData("Bắc Giang", "Bắc Giang", false)]
    [InlineData("Sơn La ở đâu", "Sơn La", false)]
    [InlineData("Gia Lai là gì", "Gia Lai", false)]
    public void The_subject_is_what_remains_of_a_question(string text, string subject, bool today)
    {
        var question = DirectoryQuestion.Parse(text);
        question.Subject.ShouldBe(subject);
        question.AsksToday.ShouldBe(today);
        question.Period.ShouldBeNull();
    }

    [Theory]
    [InlineData("Bộ Xây dựng năm 2022 là ai", "Bộ Xây dựng", "2022-01-01", "2022-12-31")]
    [InlineData("Bộ Xây dựng 2022", "Bộ Xây dựng", "2022-01-01", "2022-12-31")]
    [InlineData("Năm 2022, Bộ Xây dựng là cơ quan nào?", "Bộ Xây dựng", "2022-01-01", "2022-12-31")]
    [InlineData("Bắc Giang tháng 6/2025", "Bắc Giang", "2025-06-01", "2025-06-30")]
    [InlineData("Bắc Giang ngày 30/06/2025", "Bắc Giang", "2025-06-30", "2025-06-30")]
    public void A_time_in_the_question_bounds_the_lives_that_answer(string text, string subject, string from, string to)
    {
        var question = DirectoryQuestion.Parse(text);
        question.Subject.ShouldBe(subject);
        question.Period.ShouldBe(new Lifespan(DateOnly.Parse(from), DateOnly.Parse(to)));
    }

    [Theory]
    [InlineData("Bắc Giang 31/02/2025")]
    [InlineData("Bắc Giang 9999")]
    public void A_time_that_cannot_be_is_no_time(string text) => DirectoryQuestion.Parse(text).Period.ShouldBeNull();

    [Fact]
    public void No_name_of_an_area_or_body_is_mistaken_for_a_question()
    {
        var names = Book.Snapshot.Areas.All.SelectMany(a => new[] { a.Name, a.FullName, Unaccented(a.FullName) })
            .Concat(Book.Snapshot.Agencies.Bodies.Select(b => b.Agency.Name)).Distinct();
        names.Where(n => DirectoryQuestion.Parse(n) is var q && (q.AsksToday || q.Period is not null || q.Subject != n)).ShouldBeEmpty();
    }

    static string Unaccented(string text) => LienThong.Kernel.Text.VietnameseText.SearchKey(text);
}

public sealed class AnswerTests(TestHouse house) : IClassFixture<TestHouse>
{
    DirectoryAnswer Ask(string text) => AnswerQuestion.For(text, house.Get<IDirectory>(), Book.Today);

    [Fact]
    public void Who_is_the_ministry_of_transport_today()
    {
        var first = Ask("Bộ Giao thông vận tải hôm nay là ai").Agencies[0];
        first.Asked.Life.ToString().ShouldBe("đến 28/02/2025");
        first.Bodies.ShouldHaveSingleItem().Name.ShouldBe("Bộ Xây dựng");
        first.Moved.ShouldNotBeEmpty();
    }

    [Fact]
    public void Who_was_the_ministry_of_construction_in_2022()
    {
        var answer = Ask("Bộ Xây dựng năm 2022 là ai");
        answer.Agencies.ShouldAllBe(a => a.Asked.Life.Contains(new(2022, 6, 1)));
        answer.Agencies[0].Asked.Id.Value.ShouldBe("G17-0");
        answer.Agencies[0].Bodies.ShouldHaveSingleItem().Id.Value.ShouldBe("G17-20250301");
        answer.Areas.ShouldBeEmpty();
    }

    [Fact]
    public void Bac_Giang_is_a_province_of_before_and_a_ward_of_today()
    {
        var areas = Ask("Bắc Giang").Areas;
        areas.ShouldContain(a => a.Area.FullName == "Tỉnh Bắc Giang" && a.Today.Single().FullName == "Tỉnh Bắc Ninh");
        areas.ShouldContain(a => a.Area.FullName == "Phường Bắc Giang" && a.Area.Life.From == new DateOnly(2025, 7, 1));
    }
}
