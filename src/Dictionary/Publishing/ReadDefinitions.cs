using LienThong.Kernel.Content;

namespace LienThong.Dictionary.Publishing;

/// A definition with the place in the content folder that says it.
sealed record Draft(IDefinition Definition, string File, int Line);

/// Reads the definitions of `content/` as they are written; what they say is checked afterwards.
static class ReadDefinitions
{
    public static IReadOnlyList<Draft> From(ContentFolder content)
    {
        var drafts = new List<Draft>();
        Add<FieldFile>(drafts, content, "fields/*.yaml", f => f.Fields);
        Add<DatabaseFile>(drafts, content, "databases/*.yaml", f => f.Databases);
        Add<CodeListFile>(drafts, content, "codelists/*.yaml", f => f.CodeLists);
        Add<PaperFile>(drafts, content, "papers/*.yaml", f => f.Papers);
        return drafts;
    }

    private static void Add<TFile>(List<Draft> drafts, ContentFolder content, string pattern, Func<TFile, IEnumerable<IDefinition>> definitions)
    {
        foreach (var file in content.Yaml<TFile>(pattern))
            drafts.AddRange(definitions(file.Value).Select(d => new Draft(d, file.File, file.LineOf(d))));
    }

    public sealed record FieldFile(IReadOnlyList<FieldDefinition> Fields);

    public sealed record DatabaseFile(IReadOnlyList<DatabaseDefinition> Databases);

    public sealed record CodeListFile(IReadOnlyList<CodeListDefinition> CodeLists);

    public sealed record PaperFile(IReadOnlyList<PaperDefinition> Papers);
}
