using LienThong.Kernel.Data;
using LienThong.Programme.Import;
using Npgsql;

namespace LienThong.Programme.Plans;

/// <summary>Plans from the database, whole. A plan has some hundred rows, so one reading of each table is enough.</summary>
internal static class ReadPlans
{
    public static Task<List<PlanHeader>> All(Db db, CancellationToken ct) => db.Many(Sql.All, [], Header, ct);

    public static Task<PlanHeader?> One(Db db, string code, CancellationToken ct) => db.One(Sql.One, [code], Header, ct);

    public static async Task<PlanView?> Whole(Db db, string code, CancellationToken ct)
    {
        if (await One(db, code, ct) is not { } plan) return null;
        object?[] args = [code];
        var items = await db.Many(Sql.Items, args, Item, ct);
        var values = (await db.Many(Sql.Values, args, r => (Key(r), Value(r)), ct)).ToLookup(static v => v.Item1, static v => v.Item2);
        var deadlines = (await db.Many(Sql.Deadlines, args, r => (Key(r), Deadline(r)), ct)).ToLookup(static v => v.Item1, static v => v.Item2);
        var roles = (await db.Many(Sql.Roles, args, r => (Key(r), Role(r)), ct)).ToLookup(static v => v.Item1, static v => v.Item2);
        var products = (await db.Many(Sql.Products, args, r => (Key(r), r.GetString(2)), ct)).ToLookup(static v => v.Item1, static v => v.Item2);
        var evidence = (await db.Many(Sql.Evidences, args, r => (Key(r), EvidenceOf(r)), ct)).ToLookup(static v => v.Item1, static v => v.Item2);
        var bindings = (await db.Many(Sql.Bindings, args, r => (Key(r), new Binding(r.GetString(2), r.TextOrNull(3))), ct)).ToLookup(static v => v.Item1, static v => v.Item2);
        return new PlanView(plan, [.. items.Select(i => (Item: i, Key: (Word.Of(i.Kind), i.Code))).Select(x => x.Item with
        {
            Values = [.. values[x.Key]],
            Deadlines = [.. deadlines[x.Key]],
            Roles = [.. roles[x.Key]],
            Products = [.. products[x.Key]],
            Evidence = [.. evidence[x.Key]],
            Binding = bindings[x.Key].FirstOrDefault(),
        })]);
    }

    public static Task<List<ImportView>> Imports(Db db, string code, CancellationToken ct) => db.Many(Sql.Imports, [code], static r =>
        new ImportView(r.GetString(0), r.GetString(1) == "content", r.Instant(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7)), ct);

    /// Items that this one carries out.
    public static Task<List<LineageLink>> Parents(Db db, string plan, ItemKind kind, string code, CancellationToken ct) => db.Many(Sql.Parents, [plan, Word.Of(kind), code], Link, ct);

    /// Items of other plans that carry this one out.
    public static Task<List<LineageLink>> Children(Db db, string plan, ItemKind kind, string code, CancellationToken ct) => db.Many(Sql.Children, [plan, Word.Of(kind), code], Link, ct);

    private static (string Kind, string Code) Key(NpgsqlDataReader r) => (r.GetString(0), r.GetString(1));

    private static PlanHeader Header(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetString(1), r.TextOrNull(2), r.DateOrNull(3), r.TextOrNull(4), r.Date(5), r.IntOrNull(6), r.IntOrNull(7),
        r.GetFieldValue<string[]>(8), r.TextOrNull(9), r.IntOrNull(10), r.TextOrNull(11), r.GetString(12) == "import", r.Instant(13));

    private static ItemView Item(NpgsqlDataReader r) => new(
        Word.To<ItemKind>(r.GetString(0)), r.GetString(1), r.GetInt32(2), new PlanGroup(r.GetString(3), r.GetString(4)), r.GetString(5), r.GetString(6),
        r.GetFieldValue<string[]>(7), Word.To<Progress>(r.GetString(8)), r.DateOrNull(9), r.GetBoolean(10), r.GetInt32(11));

    private static TargetValue Value(NpgsqlDataReader r) =>
        new(r.IntOrNull(2), Word.To<Comparator>(r.GetString(3)), r.IsDBNull(4) ? null : r.GetDecimal(4), r.TextOrNull(5), r.GetString(6));

    private static PlanDeadline Deadline(NpgsqlDataReader r) => new(r.TextOrNull(2), Word.To<DeadlineKind>(r.GetString(3)), r.DateOrNull(4), r.DateOrNull(5), r.GetString(6));

    private static PlanRole Role(NpgsqlDataReader r) => new(
        Word.To<RoleKind>(r.GetString(2)), Word.To<PartyKind>(r.GetString(3)), r.GetString(4), r.TextOrNull(5), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8));

    private static Evidence EvidenceOf(NpgsqlDataReader r) =>
        new(r.GetGuid(2), Word.To<EvidenceSort>(r.GetString(3)), r.GetString(4), r.TextOrNull(5), r.GetString(6) == "content", r.Instant(7));

    private static LineageLink Link(NpgsqlDataReader r) =>
        new(r.GetString(0), r.GetString(1), Word.To<ItemKind>(r.GetString(2)), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetDecimal(5), r.GetString(6));

    private static class Sql
    {
        private const string Columns = "code, title, number, signed, issuer, names_as_of, from_year, to_year, basis, parent, report_day, report_to, source, changed_at";

        public const string All = $"select {Columns} from programme.plan order by from_year desc nulls last, code limit 500";

        public const string One = $"select {Columns} from programme.plan where code = $1";

        public const string Items = """
            select kind, code, position, group_number, group_title, number, title, notes, progress, done_on, withdrawn_at is not null, version
            from programme.item where plan = $1 order by kind, position, code limit 5000
            """;

        public const string Values = "select kind, code, horizon, comparator, value, unit, original from programme.item_value where plan = $1 order by position";

        public const string Deadlines = "select kind, code, scope, sort, from_day, due_day, original from programme.item_deadline where plan = $1 order by position";

        public const string Roles = "select kind, code, role, party, name, reading, parent, class, duty from programme.item_role where plan = $1 order by position";

        public const string Products = "select kind, code, title from programme.item_product where plan = $1 order by position";

        public const string Evidences = "select kind, code, id, sort, ref, note, source, added_at from programme.evidence where plan = $1 order by added_at, id";

        public const string Bindings = "select kind, code, measure, note from programme.binding where plan = $1";

        public const string Imports = """
            select file, source, done_at, targets, tasks, added, changed, withdrawn
            from programme.import where plan = $1 order by done_at desc limit 50
            """;

        public const string Parents = """
            select p.code, p.title, i.kind, i.code, i.title, l.likeness, l.origin
            from programme.lineage l
            join programme.plan p on p.code = l.parent_plan
            join programme.item i on i.plan = l.parent_plan and i.kind = l.parent_kind and i.code = l.parent_code
            where l.child_plan = $1 and l.child_kind = $2 and l.child_code = $3 and l.origin <> 'rejected'
            order by l.likeness desc nulls last limit 20
            """;

        public const string Children = """
            select p.code, p.title, i.kind, i.code, i.title, l.likeness, l.origin
            from programme.lineage l
            join programme.plan p on p.code = l.child_plan
            join programme.item i on i.plan = l.child_plan and i.kind = l.child_kind and i.code = l.child_code
            where l.parent_plan = $1 and l.parent_kind = $2 and l.parent_code = $3 and l.origin <> 'rejected'
            order by p.code, i.position limit 200
            """;
    }
}
