using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Text;
using NpgsqlTypes;

namespace LienThong.Registries.Records;

/// Keeps the words by which records are found. A word is the folded value: without case, tone marks and đ, so that "nguyen" finds "Nguyễn".
static class IndexTerms
{
    public const int Longest = 200;

    /// The term of a value.
    public static string Fold(string value)
    {
        var folded = VietnameseText.SearchKey(value);
        return folded.Length > Longest ? folded[..Longest] : folded;
    }

    /// The terms of records that were just written replace those they had.
    public static IEnumerable<Change> Of(RegistryDefinition registry, List<RecordState> states)
    {
        if (registry.Search.Count == 0) yield break;
        var rows = states.SelectMany(s => registry.Search.Where(f => s.Data[f.Value] is not null)
            .Select(f => (Field: f.Value, Term: Fold(StoredValue.Text(s.Data[f.Value]!)), Subject: s.Subject.Value, s.Key))).ToList();
        yield return new(Sql.Forget, [registry.Code, states.ConvertAll(s => s.Subject.Value).ToArray(), states.ConvertAll(s => s.Key).ToArray()]) { AnyRows = true };
        yield return new(Sql.Add, [registry.Code, rows.ConvertAll(r => r.Field).ToArray(), rows.ConvertAll(r => r.Term).ToArray(), rows.ConvertAll(r => r.Subject).ToArray(), rows.ConvertAll(r => r.Key).ToArray()])
        { AnyRows = true };
    }

    /// Makes all terms of a register anew: after it was filled, or when it is searched by other fields.
    public static async Task Fill(Db tx, RegistryDefinition registry, CancellationToken ct)
    {
        await tx.Execute(Sql.ForgetAll, [registry.Code], ct);
        if (registry.Search.Count == 0) return;
        var after = Guid.Empty;
        while (true)
        {
            var rows = await tx.Many(Sql.Values, [registry.Code, registry.Search.Select(f => f.Value).ToArray(), after],
                r => (Subject: r.GetGuid(0), Key: r.GetString(1), Field: r.TextOrNull(2), Value: r.TextOrNull(3)), ct);
            if (rows.Count == 0) return;
            await Copy(tx, registry, rows.Where(r => r.Value is not null).Select(r => (r.Subject, r.Key, r.Field!, r.Value!)), ct);
            after = rows[^1].Subject;
        }
    }

    /// The terms of records that are new.
    public static async Task Add(Db tx, RegistryDefinition registry, IEnumerable<CheckedDraft> drafts, CancellationToken ct)
    {
        if (registry.Search.Count == 0) return;
        await Copy(tx, registry, drafts.SelectMany(d => registry.Search.Where(f => d.Values.GetValueOrDefault(f) is not null).Select(f => (d.Draft.Subject.Value, d.Key, f.Value, d.Values[f]!))), ct);
    }

    private static Task<ulong> Copy(Db tx, RegistryDefinition registry, IEnumerable<(Guid Subject, string Key, string Field, string Value)> rows, CancellationToken ct) =>
        tx.Copy(Sql.Copy, rows, (copy, row) =>
        {
            copy.Write(registry.Code, NpgsqlDbType.Text);
            copy.Write(row.Field, NpgsqlDbType.Text);
            copy.Write(Fold(row.Value), NpgsqlDbType.Text);
            copy.Write(row.Subject, NpgsqlDbType.Uuid);
            copy.Write(row.Key, NpgsqlDbType.Text);
        }, ct);

    static class Sql
    {
        public const string Forget = """
            delete from registries.term t using unnest($2::uuid[], $3::text[]) as w(subject, key)
            where t.subject = w.subject and t.registry = $1 and t.key = w.key
            """;

        public const string Add = """
            insert into registries.term (registry, field, term, subject, key)
            select $1, w.field, w.term, w.subject, w.key from unnest($2::text[], $3::text[], $4::uuid[], $5::text[]) as w(field, term, subject, key)
            """;

        public const string ForgetAll = "delete from registries.term where registry = $1";

        /// All records of the next subjects, each with one row for every field of the search.
        public const string Values = """
            select r.subject, r.key, f.code, r.data ->> f.code
            from registries.record r
            left join unnest($2::text[]) as f(code) on jsonb_exists(r.data, f.code)
            where r.registry = $1 and r.subject in (select distinct n.subject from (
              select subject from registries.record where registry = $1 and subject > $3 order by subject limit 20000) n)
            order by r.subject
            """;

        public const string Copy = "copy registries.term (registry, field, term, subject, key) from stdin (format binary)";
    }
}
