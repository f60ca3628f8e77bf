using LienThong.Dictionary;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures;

/// <summary>Tells the owner of a field which procedures read it, and why: to fill the form, or to do without a paper.</summary>
internal sealed class FieldUses(ProcedureLibrary library, TimeProvider clock) : IFieldUsage
{
    public async Task<IReadOnlyList<FieldUse>> Uses(IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var wanted = fields.Select(f => f.Value).ToHashSet(StringComparer.Ordinal);
        var definitions = await library.InForce(clock.Today(), ct);
        return [.. definitions.SelectMany(d => d.Roles.SelectMany(r => r.Reads.Concat(r.Checks).Select(f => (d, r, f))))
            .Where(x => wanted.Count == 0 || wanted.Contains(x.f))
            .GroupBy(x => (x.d.Code, x.f))
            .Select(g => Of(g.First().d, g.Key.f, [.. g.Select(x => x.r.Code)]))];
    }

    private static FieldUse Of(ProcedureDefinition d, string field, IReadOnlyList<string> roles)
    {
        var papers = d.Papers.Where(p => p.ReplacedBy.Any(r => roles.Contains(r.Role, StringComparer.Ordinal) && r.Fields.Contains(field, StringComparer.Ordinal))).ToList();
        var why = papers.Count > 0
            ? $"Thay cho giấy: {string.Join("; ", papers.Select(p => p.Name.Vi))}."
            : $"Điền sẵn tờ khai để người dân không phải khai lại ({string.Join(", ", roles.Select(r => d.Role(r)?.Name.Vi))}).";
        var basis = papers.Count > 0 ? papers[0].LegalBasis : d.LegalBasis;
        return new FieldUse(new FieldCode(field), FieldUseKind.Procedure, d.Code, d.Name.Vi, why, basis, d.EffectiveFrom, d.EffectiveTo, $"/services/{d.Code}");
    }
}
