using LienThong.Directory;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Outcomes;
using LienThong.Procedures.Papers;

namespace LienThong.Procedures.Filing;

/// <summary>A dossier ready to be stored; only its number is missing.</summary>
internal sealed record PlannedDossier(
    ProcedureDefinition Definition, Dossier Dossier, IReadOnlyList<(string Role, Guid Subject)> People, IReadOnlyList<StoredAnswer> Answers, IReadOnlyList<StoredProof> Proofs);

/// <summary>Turns a checked draft into what will be stored: who decides, who receives, what it costs, who is in it, which papers were not asked for and why.</summary>
internal sealed class FilingPlan(IDirectory directory, IPopulation population, TimeProvider clock)
{
    public async Task<Result<PlannedDossier>> Of(Caller caller, OpenDraft open, IReadOnlySet<string> uploaded, CancellationToken ct)
    {
        var (draft, definition, form) = (open.Draft, open.Definition, open.Form);
        var today = clock.Today();
        var papers = PaperDecision.Decide(form, uploaded);
        var check = new Check();
        check.Faults.AddRange(AnswerCheck.Faults(form, form.Lines, today));
        foreach (var paper in papers.Where(p => p.Missing)) check.That(false, ProceduresErrors.PaperMissing.With(paper.Paper.Name.Here).At("/" + paper.Paper.Code));
        check.That(definition.Channels.Contains(draft.Channel), ProceduresErrors.ChannelNotOffered);
        var people = await People(draft, definition, form, check, ct);
        var bodies = Bodies(definition, form, today, check);
        if (!check.Ok || bodies is null) return check.Faults;

        var (competent, oneStop, commune) = bodies.Value;
        var receiving = draft.Channel is Channel.Counter && caller.Agency is { } counter ? counter : oneStop?.Code ?? competent.Code;
        var fee = Fee(definition, draft.Channel, today);
        var dossier = new Dossier
        {
            Id = draft.Id, Code = "", ProcedureCode = definition.Code, Definition = definition.Version, Account = draft.Account, Applicant = draft.Person,
            ApplicantName = NameOf(form), AssistedBy = draft.AssistedBy, PhoneTail = PhoneTail(form), Channel = draft.Channel, ReceivingAgency = receiving,
            CompetentAgency = competent.Code, DeskAgency = definition.Competence.DeskAtOneStop ? oneStop?.Code : null, ReturnPlace = draft.Channel is Channel.Online ? "online" : receiving, Province = commune.ProvinceCode,
            Matter = MatterOf(definition, draft, form), Step = DefinitionCheck.FirstStep, National = definition.Step(DefinitionCheck.FirstStep).National,
            Money = fee > 0 ? MoneyStates.Due : MoneyStates.None, Fee = fee, PapersNamed = papers.Count,
            PapersWaived = papers.Count(p => p.Verdict is PaperVerdict.Waived), SubmittedAt = clock.GetUtcNow(),
        };
        return new PlannedDossier(definition, dossier, people, [.. form.Lines.Where(l => l.Visible && !string.IsNullOrEmpty(l.Value)).Select(l => Answer(l, today))],
            [.. papers.Select(p => Proof(p, definition))]);
    }

    /// <summary>The fee of a channel on a day, in đồng; the most recent rule wins.</summary>
    public static long Fee(ProcedureDefinition definition, Channel channel, DateOnly day) =>
        Effective.At(definition.Fees.Where(f => f.Channels.Contains(channel)), day)?.Amount ?? 0;

    private (Agency Competent, Agency? OneStop, Area Commune)? Bodies(ProcedureDefinition definition, FormState form, DateOnly today, Check check)
    {
        var code = definition.Competence.CommuneFrom.Select(form.Value).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        var kind = definition.Competence.AgencyClass is "class:commune-police" ? CommuneBodyKind.Police : CommuneBodyKind.PeoplesCommittee;
        var commune = code is null ? null : directory.AreaAt(code, today);
        var competent = code is null ? null : directory.CommuneBody(code, kind, today);
        if (commune is null || competent is null)
        {
            check.That(false, ProceduresErrors.AgencyUnknown.At("/" + definition.Competence.CommuneFrom[^1]));
            return null;
        }
        return (competent, directory.CommuneBody(commune.Code, CommuneBodyKind.OneStop, today), commune);
    }

    private async Task<IReadOnlyList<(string Role, Guid Subject)>> People(Draft draft, ProcedureDefinition definition, FormState form, Check check, CancellationToken ct)
    {
        var people = draft.Subjects.Select(s => (s.Key, s.Value)).ToList();
        foreach (var role in definition.Roles.Where(r => r.Subject is not SubjectRule.NotYet && !draft.Subjects.ContainsKey(r.Code)))
        {
            // A parent whom no register linked, or the head of another household: by the number that was written.
            var line = role.NumberFrom.Count == 0 ? form.Of(role.Code, "person.number")
                : role.NumberFrom.Select(form.Line).FirstOrDefault(l => l is { Visible: true, Value.Length: > 0 });
            if (line is not { Visible: true, Value: { } text } || !PersonalNumber.TryParse(text, null, out var number)) continue;
            if (await population.ByNumber(number, ct) is { } person) people.Add((role.Code, person.Value));
            else check.That(false, ProceduresErrors.PersonUnknown.With(line.Question.Label.Here).At("/" + line.Key));
        }
        var movers = PersonChoice.Read(form.Value("movers"));
        for (var i = 0; i < movers.Count; i++)
        {
            if (PersonalNumber.TryParse(movers[i].Number, null, out var number) && await population.ByNumber(number, ct) is { } person)
                people.Add(($"{ResidenceOutcome.MoverRole}{i + 1:D2}", person.Value));
            else check.That(false, ProceduresErrors.PersonNotInHousehold.At("/movers"));
        }
        return people;
    }

    /// <summary>What the dossier is about, so that the same matter is not decided twice at once: this birth, this person's residence.</summary>
    private static string MatterOf(ProcedureDefinition definition, Draft draft, FormState form)
    {
        if (!string.Equals(definition.Outcome.Action, "population.registerBirth", StringComparison.Ordinal)) return "person:" + draft.Person.ToString("N");
        var parent = draft.Subjects.GetValueOrDefault("mother", draft.Person).ToString("N");
        return $"birth:{parent}:{form.Value("child", "person.birthDate")}:{VietnameseText.CanonicalKey(form.Value("child", "person.fullName") ?? "")}";
    }

    private static string NameOf(FormState form) => form.Value("applicant", "person.fullName") ?? "";

    private static string? PhoneTail(FormState form) => form.Value("applicant", "person.phone") is { Length: >= 4 } phone ? phone[^4..] : null;

    private StoredAnswer Answer(FormLine line, DateOnly today) => new(
        line.Key, line.Question.Role, line.Question.Field, line.Value ?? "", Shown(line, today), OriginWord(line.Origin),
        line.Fact?.Database, line.Fact?.AsOf, line.Fact?.Receipt, line.Origin is AnswerOrigin.Changed ? line.Fact?.Text : null);

    private string Shown(FormLine line, DateOnly today) =>
        line.Question.Kind is AnswerKind.Commune && directory.AreaAt(line.Value ?? "", today) is { } area ? directory.PathOf(area.Id) : line.Display ?? line.Value ?? "";

    private static string OriginWord(AnswerOrigin origin) => origin switch
    {
        AnswerOrigin.Prefilled => "prefilled",
        AnswerOrigin.Changed => "changed",
        AnswerOrigin.Derived => "derived",
        _ => "typed",
    };

    private static StoredProof Proof(PaperState paper, ProcedureDefinition definition) => new(
        paper.Paper.Code, paper.Verdict switch { PaperVerdict.Waived => "waived", PaperVerdict.Provided => "provided", _ => "asked" },
        paper.Reason is { } reason ? char.ToLowerInvariant(reason.ToString()[0]) + reason.ToString()[1..] : null,
        [.. paper.Databases], [.. paper.Facts.Select(f => f.Key)], paper.AsOf, definition.Agreement, [.. paper.Receipts]);
}
