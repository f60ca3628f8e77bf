using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Filing;

/// <summary>
/// Keeps answers of a draft. Everything readable is kept even when other answers are faulty, so that nobody types twice; all faults come back at once.
/// </summary>
internal sealed class SaveAnswers(Drafts drafts, IDirectory directory, ReadFacts facts, TimeProvider clock)
{
    /// <param name="Answers">By question key; people as numbers separated by commas; an empty text takes a correction back.</param>
    public sealed record Request(IReadOnlyDictionary<string, string?> Answers);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPut("drafts/{id:guid}/answers", async (Guid id, Request request, Caller caller, SaveAnswers save, CancellationToken ct) => await save.Run(caller, id, request.Answers, ct))
        .Requires(ProcedureScopes.File)
        .Refuses(ProceduresErrors.DraftUnknown, ProceduresErrors.AnswerMissing, ProceduresErrors.CommuneAmbiguous);

    /// <summary>Saves and checks the given answers; the faults concern only those.</summary>
    public async Task<Result> Run(Caller caller, Guid id, IReadOnlyDictionary<string, string?> given, CancellationToken ct)
    {
        var opened = await drafts.Open(caller, id, ct);
        if (opened.Failed) return opened.Faults;
        var (draft, definition, form) = (opened.Value.Draft, opened.Value.Definition, opened.Value.Form);
        var check = new Check();
        var answers = new Dictionary<string, string>(draft.Answers, StringComparer.Ordinal);
        foreach (var (key, written) in given)
        {
            if (definition.Question(key) is not { } question) continue; // fields of other forms on the page, such as the antiforgery token
            var value = Read(question, written, form, check);
            if (value is null) answers.Remove(key);
            else answers[key] = value;
        }
        var after = FormEngine.Evaluate(definition, form.Facts, answers);
        var faulty = check.Faults.Select(f => f.Field).ToHashSet(StringComparer.Ordinal);
        check.Faults.AddRange(AnswerCheck.Faults(after, after.Lines.Where(l => given.ContainsKey(l.Key) && !faulty.Contains(l.Key)), clock.Today()));
        var saved = await drafts.Save(caller, draft with { Answers = answers }, ct);
        if (saved.Failed) return saved;
        return check.Ok ? Result.Done : check.Faults;
    }

    /// <summary>Asks the sources again, for a draft that lay for long or when one was away.</summary>
    public async Task<Result> ReadAgain(Caller caller, Guid id, CancellationToken ct)
    {
        var opened = await drafts.Open(caller, id, ct);
        if (opened.Failed) return opened.Faults;
        var (draft, definition) = (opened.Value.Draft, opened.Value.Definition);
        var known = await facts.For(caller, definition, id, draft.Person, ct);
        return await drafts.Save(caller, draft with { Facts = known.Facts, Subjects = known.Subjects, FactsAt = clock.GetUtcNow() }, ct);
    }

    private string? Read(Question question, string? written, FormState form, Check check)
    {
        if (question.Kind is AnswerKind.People) return People(question, written, form);
        var value = AnswerCheck.Canonical(question, written);
        return question.Kind is AnswerKind.Commune && value is not null ? Commune(question, value, check) : value;
    }

    /// <summary>Chosen numbers become the list as the register holds it; a number that is not of the list stays visible as a fault.</summary>
    private static string? People(Question question, string? written, FormState form)
    {
        var numbers = (written ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (numbers.Length == 0) return null;
        var offered = PersonChoice.Read(question.OptionsFrom is { } from ? form.Facts.Known(from)?.Value : null);
        return System.Text.Json.JsonSerializer.Serialize(numbers.Select(n => offered.FirstOrDefault(o => string.Equals(o.Number, n, StringComparison.Ordinal)) ?? new PersonChoice(n, n, null, null, null)), Json.Options);
    }

    /// <summary>A code, or a name with or without accents; several places of one name must be told apart by the person.</summary>
    private string? Commune(Question question, string text, Check check)
    {
        var today = clock.Today();
        if (text.Length == 5 && text.All(char.IsAsciiDigit) && directory.AreaAt(text, today) is { Level: AreaLevel.Commune }) return text;
        var found = CommuneSearch.Find(directory, text, today);
        if (found is [var only]) return only.Code;
        check.That(false, "/" + question.Key, found.Count == 0 ? ProceduresErrors.CommuneUnknown : ProceduresErrors.CommuneAmbiguous);
        return null;
    }
}

/// <summary>Communes by the name that a person typed.</summary>
internal static class CommuneSearch
{
    /// <summary>The only exact one, or all candidates, best first, at most 10.</summary>
    public static IReadOnlyList<Area> Find(IDirectory directory, string text, DateOnly day)
    {
        var matches = directory.FindAreas(text, day, 30).Where(m => m.Area.Level is AreaLevel.Commune).ToList();
        var exact = matches.Where(m => m.Exact).ToList();
        var best = exact.Count > 0 ? exact : matches;
        return [.. best.Take(10).Select(m => m.Area)];
    }
}
