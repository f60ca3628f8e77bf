namespace LienThong.Ledger.Entries;

/// <summary>Turns a group of entries into one array per column, the shape that <c>unnest</c> takes.</summary>
static class Columns
{
    public static object?[] Of(List<AppendEntries.Waiting> group, int count)
    {
        var (id, at, salt, subject) = (new Guid[count], new DateTimeOffset[count], new Guid[count], new Guid?[count]);
        var (kind, actor, agency, purpose) = (new string[count], new string[count], new string?[count], new string?[count]);
        var (agreement, basisKind, basis) = (new string?[count], new string?[count], new string?[count]);
        var (fields, outcome, details, answer) = (new string[count], new string[count], new string?[count], new byte[]?[count]);
        var joined = new Dictionary<IReadOnlyList<string>, string>(ReferenceEqualityComparer.Instance); // one list serves many entries
        var i = 0;
        foreach (var waiting in group)
        {
            foreach (var e in waiting.Entries)
            {
                (id[i], at[i], salt[i], subject[i]) = (e.Id, e.At, e.Salt, e.Subject);
                (kind[i], actor[i], agency[i], purpose[i]) = (e.Kind, e.Actor, e.Agency, e.Purpose);
                (agreement[i], basisKind[i], basis[i]) = (e.Agreement, e.BasisKind, e.BasisReference);
                if (!joined.TryGetValue(e.Fields, out var text)) joined.Add(e.Fields, text = string.Join(' ', e.Fields));
                (fields[i], outcome[i], details[i], answer[i]) = (text, e.Outcome, e.Details, e.Answer);
                i++;
            }
        }
        return [id, at, kind, actor, agency, subject, purpose, agreement, basisKind, basis, fields, outcome, details, salt, answer];
    }
}
