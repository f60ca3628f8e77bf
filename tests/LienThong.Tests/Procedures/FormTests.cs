using LienThong.Procedures;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Forms;

namespace LienThong.Tests.Procedures;

public sealed class FormTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    [Fact]
    public void A_mother_whose_data_is_complete_types_one_field_for_a_birth()
    {
        var form = Given.Form(Given.Birth, Given.Mother());
        form.Lines.Where(l => l.Typing).Select(l => l.Key).ShouldBe(["childName"]);
        form.PagesToAsk.Select(p => p.Code).ShouldBe(["child"]);
    }

    [Fact]
    public void Even_without_an_electronic_birth_notice_she_types_at_most_five_fields()
    {
        var form = Given.Form(Given.Birth, Given.Mother(("mother/birth.noticeNo", "!"), ("mother/birth.noticeDate", "!"), ("mother/birth.noticeSex", "!"),
            ("mother/birth.noticeFacility", "!"), ("mother/birth.noticePlace", "!")));
        form.Lines.Count(l => l.Typing).ShouldBe(5);
        form.PagesToAsk.Count().ShouldBe(2);
    }

    [Fact]
    public void Moving_to_the_own_house_asks_for_a_choice_and_no_typing()
    {
        var form = Given.Form(Given.Residence, Given.Mover(), ("kind", "own"));
        form.Lines.Count(l => l.Typing).ShouldBe(0);
        form.Value("ownCommune").ShouldBe("07213");
    }

    [Fact]
    public void Screens_from_the_start_page_to_the_confirmation_are_at_most_seven()
    {
        // start, known, questions…, papers, check, filed
        (Given.Form(Given.Birth, Given.Mother()).PagesToAsk.Count() + 5).ShouldBeLessThanOrEqualTo(7);
        (Given.Form(Given.Residence, Given.Mover(), ("kind", "own")).PagesToAsk.Count() + 5).ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public void Home_place_and_ethnic_group_are_asked_only_when_the_parents_differ()
    {
        Given.Form(Given.Birth, Given.Mother()).Line("ethnicityFollows")!.Visible.ShouldBeFalse();
        var form = Given.Form(Given.Birth, Given.Mother(("father/person.ethnicity", "3")), ("ethnicityFollows", "mother"));
        form.Line("ethnicityFollows")!.Asked.ShouldBeTrue();
        form.Value("child", "person.ethnicity").ShouldBe("1");
        Given.Form(Given.Birth, Given.Mother(("father/person.ethnicity", "3")), ("ethnicityFollows", "father")).Value("child", "person.ethnicity").ShouldBe("3");
    }

    [Fact]
    public void Parents_registered_apart_choose_where_to_register_and_the_mothers_temporary_residence_comes_first()
    {
        var apart = Given.Mother(("mother/residence.permanent", """{"commune":"07213","detail":"Thôn Tây"}"""), ("mother/residence.temporary", """{"commune":"07210","detail":"Thôn Đông"}"""));
        Given.Form(Given.Birth, apart).Value("registerCommune").ShouldBe("07210");
        Given.Form(Given.Birth, apart, ("registerAt", "mother")).Value("registerCommune").ShouldBe("07213");
        Given.Form(Given.Birth, Given.Mother()).Value("registerCommune").ShouldBe("07210");
    }

    [Fact]
    public void A_correction_is_kept_beside_the_value_of_the_register()
    {
        var line = Given.Form(Given.Birth, Given.Mother(), ("motherName", "Nguyễn Thị Hoà")).Line("motherName")!;
        line.Origin.ShouldBe(AnswerOrigin.Changed);
        line.Value.ShouldBe("Nguyễn Thị Hoà");
        line.Fact!.Value.ShouldBe("Nguyễn Thị Hoa");
    }

    [Fact]
    public void A_number_from_the_register_cannot_be_called_wrong() =>
        Given.Form(Given.Birth, Given.Mother(), ("motherNumber", "099195999999")).Value("motherNumber").ShouldBe("099195000001");

    [Fact]
    public void All_faults_are_told_at_once_each_at_its_field()
    {
        var form = Given.Form(Given.Birth, Given.Mother(("mother/birth.noticeDate", null), ("mother/birth.noticeSex", null), ("applicant/person.phone", null)),
            ("childName", "An"), ("childBirthDate", "31/2/2026"), ("childSex", "cat"), ("phone", "12"));
        var faults = AnswerCheck.Faults(form, form.Lines, Today);
        faults.Select(f => (f.Error.Code, f.Pointer)).ShouldBe(
            [("PRO-0008", "/childName"), ("PRO-0006", "/childBirthDate"), ("PRO-0012", "/childSex"), ("PRO-0010", "/phone")]);
    }

    [Theory]
    [InlineData("7/3/2026", "2026-03-07")]
    [InlineData("07-03-2026", "2026-03-07")]
    [InlineData("2026-03-07", "2026-03-07")]
    [InlineData("31/02/2026", null)]
    [InlineData("hôm qua", null)]
    public void Dates_are_read_as_people_write_them(string written, string? iso) => DisplayForms.ParseDate(written).ShouldBe(iso);

    [Fact]
    public void A_birth_after_today_is_refused()
    {
        var form = Given.Form(Given.Birth, Given.Mother(("mother/birth.noticeDate", null)), ("childName", "Trần Minh An"), ("childBirthDate", "2026-12-01"));
        AnswerCheck.Faults(form, form.Lines, Today).Single().Error.ShouldBe(ProceduresErrors.DateInFuture);
    }

    [Theory]
    [InlineData("H'Hen Niê")]
    [InlineData("Y Moan Êban")]
    [InlineData("Nguyễn Minh An")]
    public void Names_of_every_people_are_accepted(string name)
    {
        var form = Given.Form(Given.Birth, Given.Mother(), ("childName", name));
        AnswerCheck.Faults(form, form.Lines, Today).ShouldBeEmpty();
    }

    [Fact]
    public void Somebody_outside_the_household_cannot_be_taken_along()
    {
        var form = Given.Form(Given.Residence, Given.Mover(), ("kind", "own"), ("movers", """[{"number":"099000000000","name":"Người lạ"}]"""));
        AnswerCheck.Faults(form, form.Lines, Today).Single().Error.ShouldBe(ProceduresErrors.PersonNotInHousehold);
    }

    [Fact]
    public void A_form_without_any_source_still_can_be_filled_in()
    {
        var form = Given.Form(Given.Birth, Facts.None);
        form.Lines.Where(l => l.Asked && l.Question.Required).Select(l => l.Key).ShouldBe(
            ["childName", "childBirthDate", "childSex", "childBirthPlace", "childBirthCommune", "motherName", "motherNumber", "motherBirthDate", "motherEthnicity",
             "motherNationality", "motherResidence", "commune", "childHomePlace", "childEthnicity", "applicantName", "applicantNumber", "relation", "phone"], ignoreOrder: true);
    }
}
