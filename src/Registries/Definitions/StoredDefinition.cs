using LienThong.Dictionary;
using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Registries.Definitions;

/// Where a version of a register stands.
enum DefinitionState { Draft, Published, Archived }

/// What a field looked like when the version was published, so that a dictionary that changed since is noticed.
sealed record FieldShape(FieldCode Field, FieldType Type, string? Pattern, int? MaxLength, IReadOnlyList<string> Codes)
{
    public static IReadOnlyList<FieldShape> Of(RegistryDefinition registry, DictionaryEdition dictionary) =>
        [.. registry.Fields.Select(dictionary.Field).OfType<FieldDefinition>().Select(f => new FieldShape(
            f.Code, f.Type, f.Pattern, f.MaxLength, f.CodeList is { } list ? [.. dictionary.CodeList(list)?.Values.Select(v => v.Code) ?? []] : []))];
}

/// One version of one register.
sealed record StoredDefinition(
    string Code, int Version, DefinitionState State, RegistryDefinition Definition, IReadOnlyList<FieldShape> Shapes, bool FromContent,
    DateTimeOffset ChangedAt, string ChangedBy, DateTimeOffset? PublishedAt, DateTimeOffset? ArchivedAt)
{
    public static StoredDefinition Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), Enum.Parse<DefinitionState>(row.GetString(2), ignoreCase: true), row.FromJson<RegistryDefinition>(3),
        row.FromJson<List<FieldShape>>(4), row.GetString(5) == "content", row.Instant(6), row.GetString(7), row.InstantOrNull(8), row.InstantOrNull(9));

    /// The same words, whatever the order in which JSON keeps them.
    public static bool Same(RegistryDefinition one, RegistryDefinition other) => Json.Text(one) == Json.Text(other);
}
