using LienThong.Dictionary;

namespace LienThong.Exchange.Agreements;

/// <summary>Tells the dictionary which agreements give a field, so that its owner sees who consumes it and what a change would break.</summary>
sealed class FieldsInAgreements(AgreementBook book) : IFieldUsage
{
    public async Task<IReadOnlyList<FieldUse>> Uses(IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var wanted = fields.ToHashSet();
        return [.. (await book.Current(ct)).Values.Select(l => l.Agreement)
            .Where(a => a.State is AgreementState.Approved or AgreementState.Suspended)
            .OrderBy(a => a.Code, StringComparer.Ordinal)
            .SelectMany(a => a.Fields.Where(f => wanted.Count == 0 || wanted.Contains(f)).Select(f =>
                new FieldUse(f, FieldUseKind.Agreement, a.Code, a.Vi, a.Why, a.LegalBasis, a.From, a.To, $"/exchange/agreements/{a.Code}")))];
    }
}
