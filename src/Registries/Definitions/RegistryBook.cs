using System.Collections.Frozen;
using LienThong.Dictionary;

namespace LienThong.Registries.Definitions;

/// The registers in force at one moment. Immutable.
sealed class RegistryBook
{
    public static readonly RegistryBook Empty = new([]);

    private readonly FrozenDictionary<string, RegistryDefinition> byCode;

    public RegistryBook(IEnumerable<RegistryDefinition> all)
    {
        All = [.. all.OrderBy(r => r.Code, StringComparer.Ordinal)];
        byCode = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
        Databases = [.. All.Select(r => r.Database).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<RegistryDefinition> All { get; }

    public IReadOnlyList<string> Databases { get; }

    public RegistryDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    public IReadOnlyList<RegistryDefinition> Of(string database) => [.. All.Where(r => r.Database == database)];

    /// Which other register of the same database holds the field already.
    public RegistryDefinition? Holder(string database, FieldCode field, string except) => All.FirstOrDefault(r => r.Database == database && r.Code != except && r.Holds(field));
}
