using LienThong.Dictionary;

namespace LienThong.Registries.Definitions;

/// What differs between two versions.
enum DifferenceKind
{
    FieldAdded, FieldRemoved, FieldNowRequired, FieldNowOptional, KeyChanged, SubjectChanged, DatabaseChanged, KeeperChanged, TypeChanged, ValuesNarrowed, ValuesWidened,
    Wording, SearchChanged, RightsChanged, DoubleCheckChanged, TerritoryChanged, TermChanged,
}

/// One difference. It breaks when a record or a consumer of today would no longer be right.
sealed record Difference(DifferenceKind Kind, FieldCode? Field, bool Breaks);

/// What the live data holds, as far as a comparison needs it.
sealed record LiveFacts(long Records, IReadOnlySet<FieldCode> Held, IReadOnlySet<FieldCode> Missing, IReadOnlySet<FieldCode> Used);

/// Compares a draft with the live version. Pure.
static class CompareDefinitions
{
    public static List<Difference> Of(StoredDefinition live, RegistryDefinition next, IReadOnlyList<FieldShape> shapes, LiveFacts facts)
    {
        var before = live.Definition;
        var found = new List<Difference>();
        OfFields(before, next, facts, found);
        OfShapes(live.Shapes, shapes, facts, found);
        var bound = facts.Records > 0 || facts.Used.Count > 0;
        Note(DifferenceKind.KeyChanged, before.Key != next.Key, bound);
        Note(DifferenceKind.SubjectChanged, before.KeyedBy != next.KeyedBy, bound);
        Note(DifferenceKind.DatabaseChanged, before.Database != next.Database, bound);
        Note(DifferenceKind.KeeperChanged, before.Keeper != next.Keeper, facts.Records > 0);       // records change hands with a document: see HandOver
        Note(DifferenceKind.Wording, (before.Vi, before.En, before.Definition, before.LegalBasis) != (next.Vi, next.En, next.Definition, next.LegalBasis), false);
        Note(DifferenceKind.SearchChanged, !before.Search.ToHashSet().SetEquals(next.Search), false);
        Note(DifferenceKind.RightsChanged, Text(before.Rights) != Text(next.Rights), false);
        Note(DifferenceKind.DoubleCheckChanged, before.DoubleCheck != next.DoubleCheck, false);
        Note(DifferenceKind.TerritoryChanged, before.Anywhere != next.Anywhere, false);
        Note(DifferenceKind.TermChanged, (before.EffectiveFrom, before.EffectiveTo) != (next.EffectiveFrom, next.EffectiveTo), false);
        return found;

        void Note(DifferenceKind kind, bool differs, bool breaks)
        {
            if (differs) found.Add(new(kind, null, breaks));
        }
    }

    private static void OfFields(RegistryDefinition before, RegistryDefinition next, LiveFacts facts, List<Difference> found)
    {
        var given = next.Defaults.Select(d => d.Field).ToHashSet();
        foreach (var field in next.Fields)
        {
            if (!before.Holds(field)) found.Add(new(DifferenceKind.FieldAdded, field, next.Required.Contains(field) && facts.Records > 0 && !given.Contains(field)));
            else if (before.Optional.Contains(field) && next.Required.Contains(field)) found.Add(new(DifferenceKind.FieldNowRequired, field, facts.Missing.Contains(field) && !given.Contains(field)));
            else if (before.Required.Contains(field) && next.Optional.Contains(field)) found.Add(new(DifferenceKind.FieldNowOptional, field, false));
        }
        foreach (var field in before.Fields.Where(f => !next.Holds(f)))
            found.Add(new(DifferenceKind.FieldRemoved, field, facts.Used.Contains(field) || facts.Held.Contains(field)));
    }

    private static void OfShapes(IReadOnlyList<FieldShape> before, IReadOnlyList<FieldShape> now, LiveFacts facts, List<Difference> found)
    {
        foreach (var old in before)
        {
            if (now.FirstOrDefault(s => s.Field == old.Field) is not { } shape) continue;
            var bound = facts.Held.Contains(old.Field) || facts.Used.Contains(old.Field);
            if (shape.Type != old.Type) found.Add(new(DifferenceKind.TypeChanged, old.Field, bound && shape.Type != FieldType.Text));
            else if (IsNarrower(old, shape)) found.Add(new(DifferenceKind.ValuesNarrowed, old.Field, bound));
            else if (!old.Codes.ToHashSet().SetEquals(shape.Codes) || old.Pattern != shape.Pattern || old.MaxLength != shape.MaxLength)
                found.Add(new(DifferenceKind.ValuesWidened, old.Field, false));
        }
    }

    /// A value that was right may be wrong now. Of two patterns nobody can tell which is wider, so another pattern counts as narrower.
    private static bool IsNarrower(FieldShape old, FieldShape now) =>
        (now.Pattern is not null && now.Pattern != old.Pattern) || now.MaxLength < (old.MaxLength ?? int.MaxValue) || old.Codes.Except(now.Codes, StringComparer.Ordinal).Any();

    private static string Text(IReadOnlyList<FieldRight> rights) => Kernel.Data.Json.Text(rights);
}
