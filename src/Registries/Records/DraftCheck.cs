using LienThong.Dictionary;
using LienThong.Kernel.Results;

namespace LienThong.Registries.Records;

/// A draft whose values are canonical and whose key is known.
sealed record CheckedDraft(RecordDraft Draft, string Key, IReadOnlyDictionary<FieldCode, string?> Values);

/// Where a draft stands in the input, as a JSON pointer that is written only when there is a fault.
readonly record struct Place(long Index)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{Index}");
}

/// Checks drafts against the register and the dictionary. Pure. Finds all faults of all drafts.
sealed class DraftCheck(RegistryDefinition registry, DictionaryEdition dictionary, IReadOnlySet<FieldCode>? mayChange = null)
{
    private readonly HashSet<FieldCode> held = [.. registry.Fields];

    public Result<List<CheckedDraft>> All(IReadOnlyList<RecordDraft> drafts)
    {
        var check = new Check();
        var good = new List<CheckedDraft>(drafts.Count);
        var seen = new HashSet<(SubjectId, string)>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            if (One(drafts[i], new(i), check) is not { } draft) continue;
            if (check.That(seen.Add((draft.Draft.Subject, draft.Key)), $"/{i}", RegistriesErrors.WrittenTwice)) good.Add(draft);
        }
        return check.Ok ? good : check.Faults;
    }

    /// Null after a fault, which `check` then holds.
    public CheckedDraft? One(RecordDraft draft, Place at, Check check)
    {
        var before = check.Faults.Count;
        var values = new Dictionary<FieldCode, string?>(draft.Values.Count);
        foreach (var (field, value) in draft.Values)
        {
            if (!held.Contains(field)) check.Faults.Add(RegistriesErrors.FieldNotInRegistry.With(registry.Code, field.Value).At($"{at}/{field}"));
            else if (mayChange?.Contains(field) == false && field != registry.Key) check.Faults.Add(RegistriesErrors.FieldNotYours.With(dictionary.Field(field)?.Vi ?? field.Value).At($"{at}/{field}"));
            else if (value is null) values[field] = null;
            else if (dictionary.Canonical(field, value) is { Failed: false } canonical) values[field] = canonical.Value;
            else check.Faults.AddRange(dictionary.Canonical(field, value).Faults.Select(f => f.At($"{at}/{field}")));
        }
        if (draft.To < draft.From) check.Faults.Add(RegistriesErrors.PeriodInverted.At($"{at}/to"));
        // The key must be there even when other fields of an existing record are left as they are.
        if (registry.Key is { } key && values.GetValueOrDefault(key) is null) Missing(check, at, key);
        return check.Faults.Count > before ? null : new(draft, registry.Key is { } known ? values[known]! : "", values);
    }

    /// A record that does not exist yet must hold every compulsory field.
    public bool Whole(CheckedDraft draft, Place at, Check check)
    {
        var before = check.Faults.Count;
        foreach (var field in registry.Required)
            if (draft.Values.GetValueOrDefault(field) is null) Missing(check, at, field);
        return check.Faults.Count == before;
    }

    private void Missing(Check check, Place at, FieldCode field) =>
        check.That(false, RegistriesErrors.FieldMissing.With(registry.Code, dictionary.Field(field)?.Vi ?? field.Value).At($"{at}/{field}"));
}
