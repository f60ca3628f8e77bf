using System.Globalization;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;

namespace LienThong.Registries.Definitions;

/// What a file of `content/registries` says.
sealed record RegistryFile(IReadOnlyList<RegistryDefinition> Registries);

/// Publishes the registers of `content/registries`. A file counts when it says something else than it said last; what an owner changed in the browser since stays.
static class LoadDefinitions
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static async Task Load(ContentFolder content, DictionaryEdition dictionary, Func<string, bool> keeperKnown, (Db Db, PublishDefinition Publish) to, ContentReport report, CancellationToken ct)
    {
        Check(content, dictionary, keeperKnown, report);
        if (report.HasFaults) return;
        var last = (await to.Db.Many(Sql.Last, [], StoredDefinition.Read, ct)).ToDictionary(d => d.Code, StringComparer.Ordinal);
        var (loaded, unchanged) = (0, 0);
        foreach (var file in Files(content))
        {
            foreach (var registry in file.Value.Registries)
            {
                if (last.TryGetValue(registry.Code, out var known) && StoredDefinition.Same(known.Definition, registry))
                {
                    unchanged++;
                    continue;
                }
                var published = await to.Publish.Publish(Caller.Program("content"), registry, fromContent: true, ct);
                if (!published.Failed) loaded++;
                else if (published.Faults[0].Error == DefinitionErrors.NothingChanged) unchanged++;
                else foreach (var fault in published.Faults) report.Fault(file.File, file.LineOf(registry), fault.Text(Vietnamese));
            }
        }
        report.Count("registries", loaded, unchanged);
    }

    /// Everything that must hold between the files, the dictionary and each other.
    public static void Check(ContentFolder content, DictionaryEdition dictionary, Func<string, bool> keeperKnown, ContentReport report)
    {
        var files = Files(content);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var book = new RegistryBook(files.SelectMany(f => f.Value.Registries).DistinctBy(r => r.Code, StringComparer.Ordinal));
        foreach (var file in files)
        {
            foreach (var registry in file.Value.Registries)
            {
                foreach (var fault in CheckDefinition.Faults(registry, dictionary, book, keeperKnown)) report.Fault(file.File, file.LineOf(registry), fault.Text(Vietnamese));
                if (!seen.Add(registry.Code)) report.Fault(file.File, file.LineOf(registry), $"Sổ “{registry.Code}” khai hai lần. Giữ lại một.");
            }
        }
    }

    private static IReadOnlyList<ContentFile<RegistryFile>> Files(ContentFolder content) => content.Yaml<RegistryFile>("registries/*.yaml");

    static class Sql
    {
        public const string Last = """
            select distinct on (code) code, version, state, definition, shapes, origin, changed_at, changed_by, published_at, archived_at
            from registries.definition where origin = 'content' order by code, version desc
            """;
    }
}
