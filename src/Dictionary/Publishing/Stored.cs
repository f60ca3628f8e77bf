using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Dictionary.Publishing;

/// A definition as kept.
sealed record Stored(DefinitionKind Kind, int Version, IDefinition Definition)
{
    /// Columns: kind, version, definition.
    public static Stored Read(NpgsqlDataReader row)
    {
        var kind = KindName.Parse(row.GetString(0));
        return new(kind, row.GetInt32(1), kind switch
        {
            DefinitionKind.Field => row.FromJson<FieldDefinition>(2),
            DefinitionKind.Database => row.FromJson<DatabaseDefinition>(2),
            DefinitionKind.CodeList => row.FromJson<CodeListDefinition>(2),
            DefinitionKind.Paper => row.FromJson<PaperDefinition>(2),
            _ => throw new InvalidOperationException($"Definition kind {kind} cannot be read."),
        });
    }
}

/// The words by which kinds are stored and told in events.
static class KindName
{
    public static string Of(DefinitionKind kind) => kind switch
    {
        DefinitionKind.Field => "field",
        DefinitionKind.Database => "database",
        DefinitionKind.CodeList => "codelist",
        DefinitionKind.Paper => "paper",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static DefinitionKind Of(IDefinition definition) => definition switch
    {
        FieldDefinition => DefinitionKind.Field,
        DatabaseDefinition => DefinitionKind.Database,
        CodeListDefinition => DefinitionKind.CodeList,
        PaperDefinition => DefinitionKind.Paper,
        _ => throw new ArgumentOutOfRangeException(nameof(definition)),
    };

    public static DefinitionKind Parse(string word) => word switch
    {
        "field" => DefinitionKind.Field,
        "database" => DefinitionKind.Database,
        "codelist" => DefinitionKind.CodeList,
        "paper" => DefinitionKind.Paper,
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };
}
