using LienThong.Dictionary;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Definitions;

/// Who uses the fields that a register answers: agreements and procedures tell it themselves, papers stand in the dictionary.
sealed class FieldsInUse(IDictionary dictionaries, TimeProvider clock)
{
    public async Task<IReadOnlyList<FieldUse>> Of(RegistryDefinition registry, CancellationToken ct)
    {
        var dictionary = await dictionaries.Current(ct);
        var uses = new List<FieldUse>();
        foreach (var field in registry.Fields.Where(f => dictionary.Field(f) is { } known && registry.Answers(known)))
        {
            uses.AddRange((await dictionaries.UsesOf(field, ct)).Where(u => u.Kind != FieldUseKind.Registry && (u.To is null || u.To >= clock.Today())));
            uses.AddRange(dictionary.PapersReplacedBy(field).DistinctBy(p => p.Paper.Code).Select(p => new FieldUse(
                field, FieldUseKind.Paper, p.Paper.Code, p.Paper.Vi, $"Thay cho giấy: {p.Paper.Vi}.", p.Use.LegalBasis, p.Use.EffectiveFrom, p.Use.EffectiveTo, $"/dictionary/papers/{p.Paper.Code}")));
        }
        return uses;
    }
}

/// Tells the owner of a field which registers hold it.
sealed class FieldsInRegisters(PublishedRegisters registers) : IFieldUsage
{
    public async Task<IReadOnlyList<FieldUse>> Uses(IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var wanted = fields.ToHashSet();
        return [.. (await registers.Current(ct)).All.SelectMany(r => r.Fields.Where(f => wanted.Count == 0 || wanted.Contains(f)).Select(f => new FieldUse(
            f, FieldUseKind.Registry, r.Code, r.Vi, $"Mỗi bản ghi của sổ giữ trường này: {r.Definition}", r.LegalBasis, r.EffectiveFrom, r.EffectiveTo, $"/registries/{r.Code}")))];
    }
}
