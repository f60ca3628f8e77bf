using LienThong.Kernel.Content;
using LienThong.Procedures.Definitions;
using LienThong.Tests.Architecture;

namespace LienThong.Tests.Procedures;

public sealed class DefinitionTests
{
    [Fact]
    public void Both_procedures_are_read_without_a_fault_and_fit_together()
    {
        var report = new ContentReport();
        var files = new ContentFolder(Path.Combine(TheHouse.Root, "content"), report).Yaml<ProcedureDefinition>("procedures/*.yaml");
        report.Faults.ShouldBeEmpty();
        files.Select(f => f.Value.Code).ShouldBe(["1.001193", "1.004222"]);
        foreach (var file in files) DefinitionCheck.Faults(file.Value).Select(f => f.Text).ShouldBeEmpty();
    }

    [Fact]
    public void A_fact_that_no_role_reads_is_a_fault_that_says_which_field_to_add()
    {
        var broken = Given.Birth with { Papers = [Given.Birth.Papers[0] with { ReplacedBy = [new Replacement { Role = "mother", Fields = ["person.religion"] }] }] };
        DefinitionCheck.Faults(broken).ShouldContain(f => f.Text.Contains("person.religion") && f.Text.Contains("reads"));
    }

    [Fact]
    public void A_move_against_the_national_codes_is_a_fault()
    {
        var broken = Given.Birth with { Moves = [.. Given.Birth.Moves, new MoveRule { Action = MoveAction.Check, From = ["submitted"], To = "done", By = Actor.Decider }] };
        DefinitionCheck.Faults(broken).ShouldContain(f => f.Text.Contains("trạng thái quốc gia"));
    }

    [Fact]
    public void Every_fault_of_a_definition_is_told_at_once()
    {
        var broken = Given.Residence with
        {
            Code = "4222",
            Outcome = new OutcomeRule { Action = "population.fly" },
            Competence = new Competence { AgencyClass = "class:commune-police", CommuneFrom = ["nowhere"] },
            Steps = [.. Given.Residence.Steps, Given.Residence.Steps[0] with { Code = "lost", National = 11 }],
        };
        var texts = DefinitionCheck.Faults(broken).Select(f => f.Text).ToList();
        texts.ShouldContain(t => t.Contains("d.dddddd"));
        texts.ShouldContain(t => t.Contains("population.fly"));
        texts.ShouldContain(t => t.Contains("nowhere"));
        texts.ShouldContain(t => t.Contains("từ 1 đến 10"));
        texts.ShouldContain(t => t.Contains("Không có cách nào đến bước “lost”"));
    }

    [Fact]
    public void A_question_may_only_look_back()
    {
        var late = Given.Residence.Pages[0].Questions[1] with { When = new Condition { Question = "phone", Is = ["x"] } };
        var broken = Given.Residence with { Pages = [Given.Residence.Pages[0] with { Questions = [late] }, .. Given.Residence.Pages.Skip(1)] };
        DefinitionCheck.Faults(broken).ShouldContain(f => f.Text.Contains("“phone”") && f.Text.Contains("đứng sau"));
    }
}
