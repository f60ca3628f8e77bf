using LienThong.Kernel.Time;

namespace LienThong.Procedures.Definitions;

/// <summary>
/// One version of an administrative procedure (thủ tục hành chính) as content/procedures/*.yaml states it. A running dossier keeps the version it was filed under.
/// The parts that make a procedure complete are those of Decree 63/2010/NĐ-CP, art. 8.2.
/// </summary>
internal sealed record ProcedureDefinition : ILegal
{
    /// <summary>National code, <c>d.dddddd</c>; text without inner meaning.</summary>
    public required string Code { get; init; }

    /// <summary>Grows by one with every published change; the content of a published version never changes.</summary>
    public required int Version { get; init; }

    public required Words Name { get; init; }

    /// <summary>What the applicant gets, in one short sentence.</summary>
    public required Words Gain { get; init; }

    public required Words LifeEvent { get; init; }

    /// <summary>Words that people type when they look for it.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    public required DateOnly EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public required string LegalBasis { get; init; }

    /// <summary>H (text of the law seen), M (second hand), L (weak).</summary>
    public string? Confidence { get; init; }

    public required LegalParts Legal { get; init; }

    /// <summary>Authentication level 1–4 that whoever files must have reached: Decree 69/2024/NĐ-CP, art. 20.</summary>
    public int AuthenticationLevel { get; init; } = 1;

    /// <summary>The standing agreement of Exchange under which the form and the officers read data.</summary>
    public required string Agreement { get; init; }

    public required Competence Competence { get; init; }
    public required IReadOnlyList<Channel> Channels { get; init; }
    public required IReadOnlyList<RoleRule> Roles { get; init; }
    public required IReadOnlyList<FormPage> Pages { get; init; }
    public required IReadOnlyList<PaperRule> Papers { get; init; }
    public required IReadOnlyList<FeeRule> Fees { get; init; }
    public required DeadlineRule Deadline { get; init; }
    public required SupplementRule Supplement { get; init; }
    public required IReadOnlyList<StepRule> Steps { get; init; }
    public required IReadOnlyList<MoveRule> Moves { get; init; }
    public required OutcomeRule Outcome { get; init; }
    public required IReadOnlyList<ResultRule> Results { get; init; }
    public required IReadOnlyList<NoticeRule> Notices { get; init; }

    public IEnumerable<Question> Questions => Pages.SelectMany(p => p.Questions);

    public Question? Question(string key) => Questions.FirstOrDefault(q => string.Equals(q.Key, key, StringComparison.Ordinal));

    public StepRule Step(string code) => Steps.First(s => string.Equals(s.Code, code, StringComparison.Ordinal));

    public RoleRule? Role(string code) => Roles.FirstOrDefault(r => string.Equals(r.Code, code, StringComparison.Ordinal));

    public PaperRule? Paper(string code) => Papers.FirstOrDefault(p => string.Equals(p.Code, code, StringComparison.Ordinal));
}

/// <summary>The same words in Vietnamese (the source) and English.</summary>
internal sealed record Words
{
    public required string Vi { get; init; }
    public required string En { get; init; }

    public string Here => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" ? En : Vi;
}

/// <summary>The parts that must be published for a procedure to be complete: Decree 63/2010/NĐ-CP, art. 8.2.</summary>
internal sealed record LegalParts
{
    public required IReadOnlyList<Words> Steps { get; init; }
    public required Words Manner { get; init; }
    public required int Sets { get; init; }
    public required Words TimeLimit { get; init; }
    public required Words Subjects { get; init; }
    public required Words Agency { get; init; }
    public required Words Result { get; init; }
    public required Words Conditions { get; init; }
}

/// <summary>How a dossier comes in. The number is the national KenhThucHien.</summary>
internal enum Channel
{
    Counter = 1,
    Online = 2,
    Post = 3,
}

/// <summary>Which body decides: the body of a class in the commune that an answer or a fact names.</summary>
internal sealed record Competence
{
    /// <summary>Class of Directory: <c>class:commune-police</c>, <c>class:commune-pc</c>.</summary>
    public required string AgencyClass { get; init; }

    /// <summary>Questions whose answer holds the commune code; the first one that has an answer decides.</summary>
    public required IReadOnlyList<string> CommuneFrom { get; init; }

    /// <summary>Officials of the deciding body sit at the commune's one-stop centre and handle the dossier there: Decree 118/2025/NĐ-CP.</summary>
    public bool DeskAtOneStop { get; init; }
}

/// <summary>A person in the dossier and what is read about them before anybody is asked. <see cref="Reads"/> is the whole mask: nothing else is requested.</summary>
internal sealed record RoleRule
{
    public required string Code { get; init; }
    public required Words Name { get; init; }
    public required SubjectRule Subject { get; init; }

    /// <summary>For <see cref="SubjectRule.Numbered"/>: questions that can hold the personal number; the first with an answer counts.</summary>
    public IReadOnlyList<string> NumberFrom { get; init; } = [];

    public required IReadOnlyList<string> Reads { get; init; }

    /// <summary>The field that leads from this person to the other parent; read only when this role is the applicant.</summary>
    public string? LinkedBy { get; init; }

    /// <summary>Read by the officer only: what an applicant who merely knows a number must not see.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];
}

internal enum SubjectRule
{
    /// <summary>The applicant.</summary>
    Caller,

    /// <summary>The applicant when female, otherwise the wife that the registry names.</summary>
    Mother,

    /// <summary>The applicant when male, otherwise the husband that the registry names.</summary>
    Father,

    /// <summary>The person whose number a question holds.</summary>
    Numbered,

    /// <summary>Nobody yet: the child to be registered.</summary>
    NotYet,
}
