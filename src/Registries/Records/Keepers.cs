using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Registries.Definitions;

namespace LienThong.Registries.Records;

/// What a caller may see and change of a register.
sealed record KeeperRights(IReadOnlySet<FieldCode> See, IReadOnlySet<FieldCode> Change);

/// Who keeps a register: officials of the keeper, each post with the fields that the register gives it; and the program itself when it carries out what was decided.
sealed class Keepers(IDirectory directory, TimeProvider clock)
{
    /// Posts of programs that a keeper connected.
    private const string Program = "system";

    /// Null when the caller does not keep the register, or its post has no right to any field.
    public KeeperRights? Of(Caller caller, RegistryDefinition registry, DictionaryEdition dictionary)
    {
        if (caller is { Kind: CallerKind.System, Channel: "job" }) return new(registry.Fields.ToHashSet(), registry.Fields.ToHashSet());
        if (!caller.May(RegistryScopes.Write) || !Owners.Belongs(registry.Keeper, caller.Agency, directory, clock.Today())) return null;
        var post = caller.Post ?? (caller.Kind == CallerKind.System ? Program : "");
        var rights = registry.Rights.Where(r => r.Post == FieldRight.Any || r.Post == post).ToList();
        var change = Fields(rights.SelectMany(r => r.Change), registry, dictionary);
        var see = Fields(rights.SelectMany(r => r.See), registry, dictionary);
        see.UnionWith(change);
        return see.Count == 0 ? null : new(see, change);
    }

    private static HashSet<FieldCode> Fields(IEnumerable<string> named, RegistryDefinition registry, DictionaryEdition dictionary)
    {
        var names = named.ToHashSet(StringComparer.Ordinal);
        var any = names.Contains(FieldRight.Any);
        return [.. registry.Fields.Where(f => names.Contains(f.Value) || (any && dictionary.Field(f) is { Sensitivity: not Sensitivity.Sensitive }))];
    }
}
