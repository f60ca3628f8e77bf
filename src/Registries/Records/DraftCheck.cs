using LienThong.Dictionary;
using LienThong.Kernel.Results;

namespace LienThong.Registries.Records;

/// A draft whose values are canonical and whose key is known.
sealed record CheckedDraft(RecordDraft Draft, string Key, IReadOnlyDictionary<FieldCode, string?> Values);

/// Checks drafts against the register and the dictionary. Pure. Finds all faults of all drafts.
sealed class DraftCheck(RegistryDefinition registry, DictionaryEdition dictionary)
{
    public Result<List<CheckedDraft>> All(IReadOnlyList<RecordDraft> drafts)
    {
        var check = new Check();
        var good = new List<CheckedDraft>(drafts.Count);
        var seen = new HashSet<(SubjectId, string)>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            if (One(drafts[i], $"/{i}", check) is not { } draft) continue;
            if (check.That(seen.Add((draft.Draft.Subject, draft.Key)), $"/{i}", RegistriesErrors.WrittenTwice)) good.Add(draft);
        }
        return check.Ok ? good : check.Faults;
    }

    /// Null after a fault, which `check` then holds.
    public CheckedDraft? One(RecordDraft draft, string at, Check check)
    {
        var before = check.Faults.Count;
        var values = new Dictionary<FieldCode, string?>(draft.Values.Count);
        foreach (var (field, value) in draft.Values)
        {
            if (!check.That(registry.Holds(field), RegistriesErrors.FieldNotInRegistry.With(registry.Code, field.Value).At($"{at}/{field}"))) continue;
            if (value is null) values[field] = null;
            else if (dictionary.Canonical(field, value) is { Failed: true } refused) check.Faults.AddRange(refused.Faults.Select(f => f.At($"{at}/{field}")));
            else values[field] = dictionary.Canonical(field, value).Value;
        }
        check.That(draft.To is not { } to || to >= draft.From, $"{at}/to", RegistriesErrors.PeriodInverted);
        // The key must be there even when other fields of an existing record are left as they are.
        if (registry.Key is { } key && values.GetValueOrDefault(key) is null) Missing(check, at, key);
        return check.Faults.Count > before ? null : new(draft, registry.Key is { } known ? values[known]! : "", values);
    }

    /// A record that does not exist yet must hold every compulsory field.
    public bool Whole(CheckedDraft draft, string at, Check check)
    {
        var before = check.Faults.Count;
        foreach (var field in registry.Required)
            if (draft.Values.GetValueOrDefault(field) is null) Missing(check, at, field);
        return check.Faults.Count == before;
    }

    private void Missing(Check check, string at, FieldCode field) =>
        check.That(false, RegistriesErrors.FieldMissing.With(registry.Code, dictionary.Field(field)?.Vi ?? field.Value).At($"{at}/{field}"));
}
