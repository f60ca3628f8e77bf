using LienThong.Dictionary;
using LienThong.Kernel.Results;

namespace LienThong.Registries.Definitions;

/// Everything that must hold between a register, the dictionary and the other registers, by whatever way it was declared. Pure; finds all faults.
static class CheckDefinition
{
    public static Faults Faults(RegistryDefinition registry, DictionaryEdition dictionary, RegistryBook others, Func<string, bool> keeperKnown)
    {
        var check = new Check();
        check.That(IsCode(registry.Code), "/code", DefinitionErrors.CodeShape);
        foreach (var (text, at) in new[] { (registry.Vi, "/vi"), (registry.En, "/en"), (registry.Definition, "/definition"), (registry.LegalBasis, "/legalBasis") })
            check.That(!string.IsNullOrWhiteSpace(text), at, DefinitionErrors.NameMissing);
        check.That(registry.Database == registry.Code || dictionary.Database(registry.Database) is not null,
            DefinitionErrors.DatabaseNotKnown.With(registry.Code, registry.Database).At("/database"));
        check.That(keeperKnown(registry.Keeper), DefinitionErrors.KeeperUnknown.With(registry.Code, registry.Keeper).At("/keeper"));
        check.That(registry.Required.Count > 0, DefinitionErrors.NothingRequired.With(registry.Code).At("/required"));
        check.That(registry.EffectiveTo is null || registry.EffectiveTo >= registry.EffectiveFrom, DefinitionErrors.TermInverted.With(registry.Code).At("/effectiveTo"));
        check.That(registry.KeyedBy != RegistrySubject.Free || registry.Key is not null, DefinitionErrors.KeyMissing.With(registry.Code).At("/key"));
        if (registry.Key is { } key) check.That(registry.Required.Contains(key), DefinitionErrors.KeyNotRequired.With(registry.Code, key.Value).At("/key"));
        OfFields(registry, dictionary, others, check);
        OfRights(registry, dictionary, check);
        return check.Faults;
    }

    private static void OfFields(RegistryDefinition registry, DictionaryEdition dictionary, RegistryBook others, Check check)
    {
        var seen = new HashSet<FieldCode>();
        foreach (var field in registry.Fields)
        {
            var definition = dictionary.Field(field);
            check.That(definition is not null, DefinitionErrors.FieldNotKnown.With(registry.Code, field.Value).At($"/fields/{field}"));
            if (definition is not null && registry.Database != registry.Code)
                check.That((definition.Database == registry.Database || definition.AlsoIn.Contains(registry.Database)), DefinitionErrors.FieldElsewhere.With(registry.Code, field.Value, registry.Database).At($"/fields/{field}"));
            var holder = seen.Add(field) ? others.Holder(registry.Database, field, registry.Code)?.Code : registry.Code;
            check.That(holder is null, DefinitionErrors.FieldTwice.With(field.Value, holder ?? "").At($"/fields/{field}"));
        }
        foreach (var given in registry.Defaults)
            check.That(registry.Required.Contains(given.Field) && !dictionary.Canonical(given.Field, given.Value).Failed,
                DefinitionErrors.DefaultNotHeld.With(registry.Code, given.Field.Value).At($"/defaults/{given.Field}"));
    }

    private static void OfRights(RegistryDefinition registry, DictionaryEdition dictionary, Check check)
    {
        foreach (var field in registry.Search) check.That(registry.Holds(field) && !IsStructure(dictionary.Field(field)?.Type), DefinitionErrors.NotHeld.With(registry.Code, field.Value).At("/search"));
        foreach (var code in registry.Rights.SelectMany(r => r.See.Concat(r.Change)).Where(c => c != FieldRight.Any).Distinct(StringComparer.Ordinal))
            check.That(registry.Holds(new(code)), DefinitionErrors.NotHeld.With(registry.Code, code).At("/rights"));
    }

    private static bool IsStructure(FieldType? type) => type is FieldType.Person or FieldType.People or FieldType.Object or FieldType.Address;

    /// Words that are pages of their own under /registries.
    private static readonly HashSet<string> Taken = ["new", "yaml", "sources", "digitise"];

    public static bool IsCode(string code) =>
        !Taken.Contains(code) && code.Length is >= 3 and <= 60 && char.IsAsciiLetterLower(code[0]) && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
