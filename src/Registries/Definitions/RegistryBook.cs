using System.Collections.Frozen;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Content;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Definitions;

/// The registers as `content/registries` declares them. Read once when the program starts: a register is part of the program as a page is, only written as data.
sealed class RegistryBook
{
    private readonly FrozenDictionary<string, RegistryDefinition> byCode;

    private RegistryBook(IReadOnlyList<RegistryDefinition> all)
    {
        All = [.. all.DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal)];
        byCode = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<RegistryDefinition> All { get; }

    public IEnumerable<string> Databases => All.Select(r => r.Database).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public RegistryDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    public IReadOnlyList<RegistryDefinition> Of(string database) => [.. All.Where(r => r.Database == database)];

    /// A file with a fault is left out here; `Check` reports it and the program does not start.
    public static RegistryBook Read(ContentFolder content) => new([.. Files(content).SelectMany(f => f.Value.Registries)]);

    /// Everything that must hold between the registers and the dictionary.
    public static void Check(ContentFolder content, DictionaryEdition dictionary, Func<string, bool> keeperKnown, ContentReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var held = new Dictionary<(string Database, FieldCode Field), string>();
        foreach (var file in Files(content))
        {
            foreach (var registry in file.Value.Registries)
            {
                foreach (var fault in Faults(registry, dictionary, keeperKnown)) report.Fault(file.File, file.LineOf(registry), fault);
                if (!seen.Add(registry.Code)) report.Fault(file.File, file.LineOf(registry), $"Sổ “{registry.Code}” khai hai lần. Giữ lại một.");
                foreach (var field in registry.Fields)
                {
                    if (!held.TryAdd((registry.Database, field), registry.Code))
                        report.Fault(file.File, file.LineOf(registry), $"Trường {field} đã ở sổ {held[(registry.Database, field)]} của cùng cơ sở dữ liệu. Một trường chỉ ở một sổ.");
                }
            }
        }
    }

    private static IEnumerable<string> Faults(RegistryDefinition registry, DictionaryEdition dictionary, Func<string, bool> keeperKnown)
    {
        if (dictionary.Database(registry.Database) is null) yield return $"Sổ {registry.Code} thuộc cơ sở dữ liệu “{registry.Database}” chưa có trong content/databases. Sửa mã hoặc thêm.";
        if (!keeperKnown(registry.Keeper)) yield return $"Sổ {registry.Code} do “{registry.Keeper}” giữ, chưa có trong content/agencies. Sửa mã hoặc thêm.";
        if (registry.Required.Count == 0) yield return $"Sổ {registry.Code} chưa có trường bắt buộc nào. Thêm required.";
        if (registry.Key is { } key && !registry.Required.Contains(key)) yield return $"Sổ {registry.Code}: trường phân biệt {key} phải là trường bắt buộc. Thêm vào required.";
        if (registry.EffectiveTo < registry.EffectiveFrom) yield return $"Sổ {registry.Code} hết hiệu lực trước khi có hiệu lực. Sửa ngày.";
        foreach (var field in registry.Fields)
        {
            if (dictionary.Field(field) is not { } definition) yield return $"Sổ {registry.Code} nêu trường “{field}” chưa có trong content/fields. Sửa mã hoặc thêm trường.";
            else if (definition.Database != registry.Database && !definition.AlsoIn.Contains(registry.Database))
                yield return $"Sổ {registry.Code}: từ điển không nói {field} nằm ở {registry.Database}. Sửa database hoặc alsoIn của trường.";
        }
    }

    private static IReadOnlyList<ContentFile<RegistryFile>> Files(ContentFolder content) => content.Yaml<RegistryFile>("registries/*.yaml");

    public sealed record RegistryFile(IReadOnlyList<RegistryDefinition> Registries);
}
