using LienThong.Dictionary;
using LienThong.Kernel.Text;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;

namespace LienThong.Procedures.Work;

/// <summary>A declared line beside what the register says today.</summary>
/// <param name="Answer">What the dossier holds.</param>
/// <param name="Label">The words of the form.</param>
/// <param name="Registry">What the source says now; null when it was not asked or knows nothing.</param>
/// <param name="State">How both agree.</param>
/// <param name="Database">Who answered.</param>
/// <param name="AsOf">When that database last knew it to be so.</param>
internal sealed record ComparedLine(StoredAnswer Answer, Words Label, string? Registry, CompareState State, string? Database, DateTimeOffset? AsOf);

internal enum CompareState
{
    /// <summary>Nothing to compare with: a wish of the applicant.</summary>
    Declared,
    Same,
    Different,
    Unavailable,
}

/// <summary>
/// Reads the registers anew for an officer, through the broker under the agency's agreement, for this dossier only; the applicant sees each of
/// these readings. Differences are marked, the decision stays with the officer.
/// </summary>
internal sealed class CompareWithRegistry(IDataBroker broker, DossierShelf shelf)
{
    public async Task<IReadOnlyList<ComparedLine>> Run(Caller caller, Dossier dossier, ProcedureDefinition definition, CancellationToken ct)
    {
        var answers = await shelf.Answers(dossier.Id, ct);
        var people = await shelf.People(dossier.Id, ct);
        var now = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var (role, subject) in people)
        {
            var fields = FieldsOf(definition, role).ToList();
            if (fields.Count == 0) continue;
            var request = new DataRequest(caller, definition.Agreement, Purpose.Procedure, new Basis(BasisKind.Dossier, dossier.Id.ToString()), new SubjectId(subject), fields);
            var answer = await broker.Read(request, ct);
            foreach (var value in answer.Failed ? [] : answer.Value.Values) now[$"{role}/{value.Field.Value}"] = value;
        }
        return [.. definition.Questions.Where(q => q.Shown)
            .Select(q => (q, Answer: answers.FirstOrDefault(a => string.Equals(a.Key, q.Key, StringComparison.Ordinal))))
            .Where(x => x.Answer is not null)
            .Select(x => Line(x.q, x.Answer!, now))];
    }

    // Only fields that a line of the form stands on, and those that officers check; not the whole mask of the form again.
    private static IEnumerable<FieldCode> FieldsOf(ProcedureDefinition definition, string role)
    {
        if (definition.Role(role) is not { } rule) return [];
        var used = definition.Questions.Select(q => q.Takes).OfType<string>().Select(t => t.Split('#')[0])
            .Where(t => t.StartsWith(role + "/", StringComparison.Ordinal)).Select(t => t[(role.Length + 1)..]);
        return used.Concat(rule.Checks).Distinct(StringComparer.Ordinal).Select(f => new FieldCode(f));
    }

    private static ComparedLine Line(Question question, StoredAnswer answer, Dictionary<string, FieldValue> now)
    {
        if (question.Takes?.Split('#')[0] is not { } address) return new(answer, question.Label, null, CompareState.Declared, null, null);
        if (now.GetValueOrDefault(address) is not { } value || value.Outcome is ReadOutcome.Unavailable)
            return new(answer, question.Label, null, CompareState.Unavailable, null, null);
        if (Forms.Facts.Member(question.Takes) is { } member)
        {
            var part = Outcomes.OutcomeInput.Member(value.Value, member);
            return new(answer, question.Label, part == answer.Value ? answer.Display : part, part is null ? CompareState.Declared : part == answer.Value ? CompareState.Same : CompareState.Different,
                value.Database, value.AsOf);
        }
        var state = value.Outcome is ReadOutcome.Absent ? CompareState.Declared
            : Agree(answer.Value, value.Value) || Agree(answer.Display, value.Shown) ? CompareState.Same : CompareState.Different;
        return new(answer, question.Label, Shown(question, value), state, value.Database, value.AsOf);
    }

    private static string? Shown(Question question, FieldValue value) =>
        question.Options.FirstOrDefault(o => string.Equals(o.Code, value.Value, StringComparison.Ordinal))?.Name.Here
        ?? (value.Value is { } raw ? Forms.DisplayForms.Of(question.Kind, raw, value.Display) : value.Display);

    private static bool Agree(string? a, string? b) =>
        a is not null && b is not null && string.Equals(VietnameseText.CanonicalKey(a), VietnameseText.CanonicalKey(b), StringComparison.Ordinal);
}
