using System.Globalization;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LienThong.Kernel.Results;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LienThong.Tests.Ui;

/// <summary>A form that comes back: messages beside the fields, in the summary, and what the person typed.</summary>
public sealed class FormTests(UiHouse house) : IClassFixture<UiHouse>
{
    private static readonly Error TooYoung = new("TST-0001", 422, "Người dưới {0} tuổi cần người đại diện", "A person under {0} needs a representative");

    [Fact]
    public async Task A_box_with_a_fault_keeps_what_was_typed_and_never_lets_it_become_markup()
    {
        var input = (await Gallery("input")).GetElementById("phone")!;
        input.GetAttribute("value").ShouldBe("91234 <b>");
        input.GetAttribute("aria-describedby").ShouldBe("phone-error");
        input.ClassList.Contains("govuk-input--error").ShouldBeTrue();
        input.ParentElement!.QuerySelector("#phone-error")!.TextContent.ShouldBe("Lỗi: Số điện thoại có 10 chữ số, bắt đầu bằng số 0");
    }

    [Fact]
    public async Task A_date_marks_only_the_box_that_is_wrong_and_keeps_all_three()
    {
        var page = await Gallery("date-input");
        string[] boxes = ["issued", "issued-month", "issued-year"];
        boxes.Select(id => page.GetElementById(id)!.GetAttribute("value")).ShouldBe(["5", "13", "2024"]);
        boxes.Select(id => page.GetElementById(id)!.ClassList.Contains("govuk-input--error")).ShouldBe([false, true, false]);
        boxes.Select(id => page.GetElementById(id)!.GetAttribute("name")).ShouldBe(["issued.day", "issued.month", "issued.year"]);
    }

    [Fact]
    public async Task A_partial_date_fills_only_the_boxes_that_are_known()
    {
        var page = await Gallery("date-input");
        new[] { "motherBirth", "motherBirth-month", "motherBirth-year" }.Select(id => page.GetElementById(id)!.GetAttribute("value")).ShouldBe([null, "3", "1965"]);
    }

    [Fact]
    public async Task The_summary_shows_a_fault_of_no_field_as_text_and_not_as_a_dead_link()
    {
        var page = await Gallery("error-summary");
        page.QuerySelectorAll(".govuk-error-summary li").Select(item => item.TextContent).ShouldContain("Người này đã có hồ sơ đang xử lý");
        page.QuerySelectorAll(".govuk-error-summary li a").ShouldBeEmpty();
    }

    [Fact]
    public void A_summary_written_before_the_fields_still_links_to_those_that_the_page_shows()
    {
        var faults = new FormFaults([new("/child/birthDate/month", "Tháng sai"), new("/child/name", "Nhập tên"), new("", "Hết phiên")], null);
        faults.Shows("child.birthDate");
        faults.All.Select(faults.TargetOf).ShouldBe(["child-birthDate", null, null]);
    }

    [Fact]
    public void Faults_of_a_use_case_find_their_field_and_speak_the_readers_language()
    {
        Faults refusal = TooYoung.With(14).At("/child/representative");
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
            new FormFaults(refusal, null).MessagesFor("child.representative").ShouldBe(["Người dưới 14 tuổi cần người đại diện"]);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
            new FormFaults(refusal, null).MessagesFor("child[representative]").ShouldBe(["A person under 14 needs a representative"]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_fault_of_one_field_does_not_show_at_a_field_whose_name_only_starts_the_same()
    {
        var faults = new FormFaults([new("/name", "Nhập tên")], null);
        faults.MessagesFor("nameOfChild").ShouldBeEmpty();
        faults.MessagesFor("name").ShouldBe(["Nhập tên"]);
    }

    [Theory]
    [InlineData("7", "3", "1991", "1991-03-07")]
    [InlineData("", "3", "1991", "1991-03")]
    [InlineData("", "", "1950", "1950")]
    [InlineData(" 07 ", "03", "1991", "1991-03-07")]
    [InlineData("29", "2", "2023", "29/2/2023")]
    [InlineData("31", "4", "2026", "31/4/2026")]
    [InlineData("5", "13", "2024", "5/13/2024")]
    [InlineData("5", "", "2024", "5/2024")]
    [InlineData("năm", "", "2024", "năm/2024")]
    [InlineData("5", "5", "", "5/5")]
    [InlineData("+5", "5", "2024", "+5/5/2024")]
    [InlineData("5", "5", "0000", "5/5/0000")]
    [InlineData("", "", "", null)]
    public void The_three_boxes_read_as_ISO_text_or_as_typed_when_they_are_no_date(string day, string month, string year, string? read)
    {
        var form = new FormCollection(new Dictionary<string, StringValues> { ["born.day"] = day, ["born.month"] = month, ["born.year"] = year });
        DateInput.Read(form, "born").ShouldBe(read);
    }

    [Fact]
    public async Task A_choice_that_the_person_cleared_stays_cleared_when_the_form_comes_back()
    {
        var page = await Gallery("checkboxes");
        page.QuerySelectorAll("input[name=copies][checked]").Select(box => box.GetAttribute("value")).ShouldBe(["birth", "insurance"]);
        var cleared = new FormFaults([new("x", "y")], new FormCollection(new Dictionary<string, StringValues> { ["other"] = "1" }));
        cleared.HasTyped.ShouldBeTrue();
        cleared.Typed("copies").ShouldBeNull();
    }

    [Fact]
    public void Text_and_attributes_are_encoded_whatever_they_hold()
    {
        using var writer = new StringWriter();
        new Html().Leaf("a", "Đặng & <script>", ("href", "/x?a=1&b=\"2\"")).WriteTo(writer, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        writer.ToString().ShouldBe("<a href=\"/x?a=1&amp;b=&quot;2&quot;\">Đặng &amp; &lt;script&gt;</a>");
    }

    private async Task<IDocument> Gallery(string slug)
    {
        using var client = house.Anonymous();
        return new HtmlParser().ParseDocument(await client.GetStringAsync($"/ui/components/{slug}"));
    }
}
