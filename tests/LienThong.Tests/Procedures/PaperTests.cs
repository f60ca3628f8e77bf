using LienThong.Procedures.Papers;

namespace LienThong.Tests.Procedures;

public sealed class PaperTests
{
    private static readonly HashSet<string> Nothing = [];

    [Fact]
    public void No_paper_of_a_birth_is_asked_for_while_every_source_answers()
    {
        var papers = PaperDecision.Decide(Given.Form(Given.Birth, Given.Mother()), Nothing);
        papers.Count.ShouldBe(4);
        papers.ShouldAllBe(p => p.Verdict == PaperVerdict.Waived && p.Facts.Count > 0 && p.AsOf == Given.Now);
    }

    [Fact]
    public void Only_the_paper_whose_source_is_away_is_asked_for()
    {
        var papers = PaperDecision.Decide(Given.Form(Given.Birth, Given.Mother(("mother/birth.noticeNo", "!"), ("mother/birth.noticeDate", "!"))), Nothing);
        var asked = papers.Single(p => p.Verdict != PaperVerdict.Waived);
        asked.Paper.Code.ShouldBe("birth-notice");
        asked.Reason.ShouldBe(AskReason.SourceUnavailable);
        asked.Databases.ShouldBe(["birth-notice"]);
        asked.Missing.ShouldBeTrue();
    }

    [Fact]
    public void A_value_that_the_source_lacks_asks_for_the_paper_with_another_reason()
    {
        var papers = PaperDecision.Decide(Given.Form(Given.Birth, Given.Mother(("mother/marriage.certificateNo", null))), Nothing);
        papers.Single(p => p.Paper.Code == "marriage-certificate").Reason.ShouldBe(AskReason.ValueAbsent);
    }

    [Fact]
    public void Who_corrects_a_value_must_show_the_paper_that_proves_it()
    {
        var papers = PaperDecision.Decide(Given.Form(Given.Birth, Given.Mother(), ("childBirthDate", "2026-11-03")), Nothing);
        papers.Single(p => p.Paper.Code == "birth-notice").Reason.ShouldBe(AskReason.ValueChanged);
    }

    [Fact]
    public void A_paper_that_was_handed_in_is_no_longer_missing()
    {
        var papers = PaperDecision.Decide(Given.Form(Given.Birth, Given.Mother(("mother/birth.noticeNo", "!"))), new HashSet<string> { "birth-notice" });
        papers.Single(p => p.Paper.Code == "birth-notice").Verdict.ShouldBe(PaperVerdict.Provided);
    }

    [Fact]
    public void A_mother_without_a_husband_is_not_asked_about_marriage()
    {
        var facts = Given.Mother(("father/person.fullName", null), ("mother/person.spouse", null));
        PaperDecision.Decide(Given.Form(Given.Birth, facts), Nothing).ShouldNotContain(p => p.Paper.Code == "marriage-certificate");
    }

    [Fact]
    public void Consents_are_asked_for_because_no_data_stands_for_them_yet()
    {
        var papers = PaperDecision.Decide(Given.Form(Given.Residence, Given.Mover(), ("kind", "rent")), Nothing);
        papers.Single(p => p.Paper.Code == "owner-consent").Reason.ShouldBe(AskReason.NoData);
        papers.Count(p => p.Verdict == PaperVerdict.Waived).ShouldBe(3);
    }

    [Theory]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31 }, "application/pdf")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "image/jpeg")]
    [InlineData(new byte[] { 0x4D, 0x5A, 0x90, 0x00 }, null)]
    [InlineData(new byte[] { }, null)]
    public void A_file_is_what_its_first_bytes_say(byte[] bytes, string? kind) => FileKinds.Of(bytes).ShouldBe(kind);

    [Theory]
    [InlineData(@"..\..\etc\giấy chứng sinh.pdf", "giấy chứng sinh.pdf")]
    [InlineData("a<script>.png", "ascript.png")]
    public void A_file_name_loses_its_path(string name, string safe) => FileKinds.SafeName(name).ShouldBe(safe);
}
