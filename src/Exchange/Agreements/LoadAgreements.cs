using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Exchange.Agreements;

/// <summary>Agreements that the law itself makes, from <c>content/agreements</c>. Loading again changes nothing; a suspension by an owner stays.</summary>
static class LoadAgreements
{
    private const string WholeDatabase = "database:";

    public sealed record Group(IReadOnlyList<Draft> Agreements);

    /// <summary>One agreement as written.</summary>
    public sealed record Draft(
        string Code, string Vi, string En, string Why, IReadOnlyList<string> Consumers, Purpose Purpose, IReadOnlyList<BasisKind> Bases,
        IReadOnlyList<string> Fields, DateOnly EffectiveFrom, string LegalBasis) : ILegal
    {
        /// <summary>Persons may start readings under it while they file.</summary>
        public bool Persons { get; init; }

        public bool LockedPersons { get; init; }

        public int? QuotaPerDay { get; init; }

        public DateOnly? EffectiveTo { get; init; }

        public Certainty Confidence { get; init; } = Certainty.H;
    }

    public static async Task Load(Db db, IDictionary dictionary, IDirectory directory, ContentFolder content, ContentReport report, TimeProvider clock, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var changes = new List<Change>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in content.Yaml<Group>("agreements/*.yaml"))
        {
            foreach (var draft in file.Value.Agreements)
            {
                var line = file.LineOf(draft);
                if (!seen.Add(draft.Code)) report.Fault(file.File, line, $"Mã “{draft.Code}” dùng hai lần. Đổi một trong hai.");
                var fields = Fields(draft, edition, file.File, line, report);
                CheckRest(draft, directory, clock.Today(), file.File, line, report);
                changes.AddRange(Changes(draft, fields, edition));
            }
        }
        if (report.HasFaults || changes.Count == 0) return;
        await db.Write(Caller.Program("content"), changes, [], ct);
        report.Count("agreements", seen.Count);
    }

    private static List<string> Fields(Draft draft, DictionaryEdition edition, string file, int line, ContentReport report)
    {
        var fields = new List<string>();
        foreach (var word in draft.Fields)
        {
            if (word.StartsWith(WholeDatabase, StringComparison.Ordinal))
            {
                var all = edition.FieldsOf(word[WholeDatabase.Length..]);
                if (all.Count == 0) report.Fault(file, line, $"“{draft.Code}”: không có cơ sở dữ liệu “{word}” hoặc nó chưa có trường nào. Sửa theo content/databases.");
                fields.AddRange(all.Select(f => f.Code.Value));
            }
            else if (edition.Field(new FieldCode(word)) is null)
            {
                report.Fault(file, line, $"“{draft.Code}”: từ điển không có trường “{word}”. Sửa theo content/fields.");
            }
            else
            {
                fields.Add(word);
            }
        }
        if (fields.Count == 0) report.Fault(file, line, $"“{draft.Code}”: chưa có trường nào. Nêu các trường được đọc.");
        return [.. fields.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static void CheckRest(Draft draft, IDirectory directory, DateOnly today, string file, int line, ContentReport report)
    {
        if (!RequestAgreement.IsCode(draft.Code)) report.Fault(file, line, $"Mã “{draft.Code}” sai dạng: 3–60 chữ thường, số, gạch ngang.");
        foreach (var consumer in draft.Consumers.Where(c => !RequestAgreement.IsConsumer(c, directory, today)))
        {
            if (draft.Consumers is not [Agreement.OwnPerson]) report.Fault(file, line, $"“{draft.Code}”: không có cơ quan hoặc nhóm “{consumer}”. Sửa theo content/agencies.");
        }
        if (draft.Consumers.Count == 0) report.Fault(file, line, $"“{draft.Code}”: nêu ít nhất một bên được đọc (consumers).");
        if (draft.Bases.Count == 0) report.Fault(file, line, $"“{draft.Code}”: nêu ít nhất một loại căn cứ (bases).");
        if (draft.EffectiveTo < draft.EffectiveFrom) report.Fault(file, line, $"“{draft.Code}”: effectiveTo trước effectiveFrom.");
        if (draft.QuotaPerDay <= 0) report.Fault(file, line, $"“{draft.Code}”: quotaPerDay phải lớn hơn 0, hoặc bỏ đi nếu không giới hạn.");
    }

    private static IEnumerable<Change> Changes(Draft d, List<string> fields, DictionaryEdition edition)
    {
        yield return new Change(Sql.Upsert,
            [
                d.Code, d.Vi, d.En, d.Why, d.Consumers.ToArray(), d.Persons, Words.Stored(d.Purpose), d.Bases.Select(Words.Stored).ToArray(), fields.ToArray(),
                d.LockedPersons, d.QuotaPerDay, d.LegalBasis, d.EffectiveFrom, d.EffectiveTo,
            ]) { AnyRows = true };
        yield return new Change(Sql.Decided, [d.Code, Owners(fields, edition)]) { AnyRows = true };
    }

    /// <summary>The agencies that answer for the databases behind these fields: they decide.</summary>
    public static string[] Owners(IEnumerable<string> fields, DictionaryEdition edition) =>
    [
        .. fields.Select(f => edition.Field(new FieldCode(f))).OfType<FieldDefinition>()
            .Select(f => edition.Database(f.Database)?.Owner ?? f.Owner).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    static class Sql
    {
        public const string Upsert = """
            insert into exchange.agreement as a (code, vi, en, why, consumers, persons, purpose, bases, fields, locked_persons, quota_per_day, legal_basis,
              valid_from, valid_to, state, origin, requested_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'approved', 'content', 'content')
            on conflict (code) do update
            set vi = excluded.vi, en = excluded.en, why = excluded.why, consumers = excluded.consumers, persons = excluded.persons, purpose = excluded.purpose,
                bases = excluded.bases, fields = excluded.fields, locked_persons = excluded.locked_persons, quota_per_day = excluded.quota_per_day,
                legal_basis = excluded.legal_basis, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                version = a.version + 1, changed_at = clock_timestamp()
            where a.origin = 'content' and (a.vi, a.en, a.why, a.consumers, a.persons, a.purpose, a.bases, a.fields, a.locked_persons, a.quota_per_day,
                a.legal_basis, a.valid_from, a.valid_to)
              is distinct from (excluded.vi, excluded.en, excluded.why, excluded.consumers, excluded.persons, excluded.purpose, excluded.bases, excluded.fields,
                excluded.locked_persons, excluded.quota_per_day, excluded.legal_basis, excluded.valid_from, excluded.valid_to)
            """;
        public const string Decided = """
            insert into exchange.decision (agreement, owner, decision, decided_by, decided_at)
            select $1, owner, 'approved', 'content', clock_timestamp() from unnest($2::text[]) as o (owner)
            on conflict (agreement, owner) do nothing
            """;
    }
}
