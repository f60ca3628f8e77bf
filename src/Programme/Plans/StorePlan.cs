using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Programme.Import;

namespace LienThong.Programme.Plans;

/// <summary>Where a text came from, for the history.</summary>
internal sealed record PlanOrigin(string File, string Hash, bool FromContent, IReadOnlyList<DoubtfulLine> Doubtful);

/// <summary>
/// Writes a plan. The same text again changes nothing; a newer text updates what differs, withdraws what is gone and keeps all that people added:
/// progress, evidence, bindings, confirmed lineage.
/// </summary>
internal static class StorePlan
{
    public static Task<Result<PlanDifference>> Store(Db db, Caller caller, PlanFacts plan, PlanOrigin origin, DateTimeOffset now, CancellationToken ct) =>
        db.Transaction<Result<PlanDifference>>(async tx =>
        {
            await tx.Execute(Sql.Lock, [plan.Code], ct);
            var known = await Known(tx, plan.Code, ct);
            var difference = Compare(plan, known);
            var header = new Change(Sql.Plan, HeaderArgs(plan, origin, now)) { AnyRows = true };
            var repeated = difference.Nothing && known.Count > 0;
            if (repeated && origin.FromContent) return difference;
            IReadOnlyList<Change> changes = repeated ? [header, History(plan, origin, difference, caller, now)] : [header, .. Rows(plan, difference, now), History(plan, origin, difference, caller, now)];
            var written = await tx.Write(caller, changes, [], ct);
            return written.Failed ? written.Faults : difference;
        }, ct);

    /// What storing would change, without storing.
    public static async Task<PlanDifference> Preview(Db db, PlanFacts plan, CancellationToken ct) => Compare(plan, await Known(db, plan.Code, ct));

    private sealed record KnownItem(ItemKind Kind, string Code, string Title, string Fingerprint, bool Withdrawn);

    private static Task<List<KnownItem>> Known(Db db, string plan, CancellationToken ct) => db.Many(Sql.Known, [plan],
        static r => new KnownItem(Word.To<ItemKind>(r.GetString(0)), r.GetString(1), r.GetString(2), r.GetString(3), r.GetBoolean(4)), ct);

    private static PlanDifference Compare(PlanFacts plan, List<KnownItem> known)
    {
        var before = known.ToDictionary(static k => (k.Kind, k.Code));
        var (added, changed) = (new List<ItemChange>(), new List<ItemChange>());
        var kept = new HashSet<(ItemKind, string)>();
        foreach (var (item, position) in Unique(plan))
        {
            kept.Add((item.Kind, item.Row.Code));
            if (!before.TryGetValue((item.Kind, item.Row.Code), out var old)) added.Add(new ItemChange(item.Kind, item.Row.Code, null, item.Row.Title));
            else if (old.Withdrawn || old.Fingerprint != item.Fingerprint(position)) changed.Add(new ItemChange(item.Kind, item.Row.Code, old.Title, item.Row.Title));
        }
        var withdrawn = known.Where(k => !k.Withdrawn && !kept.Contains((k.Kind, k.Code))).Select(static k => new ItemChange(k.Kind, k.Code, k.Title, null));
        return new PlanDifference(added, changed, [.. withdrawn]);
    }

    /// A code that stands twice in a text keeps its first row; the reader already told of the second.
    private static IEnumerable<(PlanItem Item, int Position)> Unique(PlanFacts plan) =>
        plan.Items.DistinctBy(static i => (i.Kind, i.Row.Code)).Select(static (item, position) => (item, position));

    private static IEnumerable<Change> Rows(PlanFacts plan, PlanDifference difference, DateTimeOffset now)
    {
        var touched = difference.Added.Concat(difference.Changed).Select(static c => (c.Kind, c.Code)).ToHashSet();
        var items = Unique(plan).Where(i => touched.Contains((i.Item.Kind, i.Item.Row.Code))).ToList();
        var keys = items.Select(static i => Key(i.Item.Kind, i.Item.Row.Code)).ToArray();
        yield return new Change(Sql.Items, [plan.Code, Json.Of(items.Select(static i => ItemRow(i.Item, i.Position)))]) { AnyRows = true };
        foreach (var clear in Sql.Clear) yield return new Change(clear, [plan.Code, keys]) { AnyRows = true };
        yield return new Change(Sql.Values, [plan.Code, Json.Of(items.SelectMany(static i => i.Item.Row.Values.Select((v, n) => ValueRow(i.Item, v, n))))]) { AnyRows = true };
        yield return new Change(Sql.Deadlines, [plan.Code, Json.Of(items.SelectMany(static i => i.Item.Row.Deadlines.Select((d, n) => DeadlineRow(i.Item, d, n))))]) { AnyRows = true };
        yield return new Change(Sql.Roles, [plan.Code, Json.Of(items.SelectMany(static i => i.Item.Row.Roles.Select((r, n) => RoleRow(i.Item, r, n))))]) { AnyRows = true };
        yield return new Change(Sql.Products, [plan.Code, Json.Of(items.SelectMany(static i => i.Item.Row.Products.Select((p, n) => ProductRow(i.Item, p, n))))]) { AnyRows = true };
        yield return new Change(Sql.Withdraw, [plan.Code, difference.Withdrawn.Select(static w => Key(w.Kind, w.Code)).ToArray(), now]) { AnyRows = true };
    }

    private static string Key(ItemKind kind, string code) => Word.Of(kind) + ":" + code;

    private static object ItemRow(PlanItem item, int position) => new
    {
        kind = Word.Of(item.Kind), code = item.Row.Code, position, group_number = item.Row.Group.Number, group_title = item.Row.Group.Title,
        number = item.Row.Number, title = item.Row.Title, line = item.Row.Line, notes = item.Row.Notes, fingerprint = item.Fingerprint(position),
    };

    private static object ValueRow(PlanItem item, TargetValue v, int n) => new
    {
        kind = Word.Of(item.Kind), code = item.Row.Code, position = n, horizon = v.Horizon, comparator = Word.Of(v.Comparator), value = v.Value, unit = v.Unit, original = v.Text,
    };

    private static object DeadlineRow(PlanItem item, PlanDeadline d, int n) => new
    {
        kind = Word.Of(item.Kind), code = item.Row.Code, position = n, scope = d.Scope, sort = Word.Of(d.Kind), from_day = d.From, due_day = d.Due, original = d.Text,
    };

    private static object RoleRow(PlanItem item, PlanRole r, int n) => new
    {
        kind = Word.Of(item.Kind), code = item.Row.Code, position = n, role = Word.Of(r.Role), party = Word.Of(r.Kind), name = r.Name,
        reading = r.Reading, parent = r.Parent, @class = r.Class, duty = r.Duty,
    };

    private static object ProductRow(PlanItem item, string product, int n) => new { kind = Word.Of(item.Kind), code = item.Row.Code, position = n, title = product };

    private static object?[] HeaderArgs(PlanFacts p, PlanOrigin origin, DateTimeOffset now) =>
        [p.Code, p.Title, p.Number, p.Signed, p.Issuer, p.NamesAsOf, p.FromYear, p.ToYear, p.Basis.ToArray(), p.Parent, p.ReportDay, p.ReportTo, Source(origin), now];

    private static Change History(PlanFacts plan, PlanOrigin origin, PlanDifference d, Caller caller, DateTimeOffset now) => new(Sql.History,
    [
        Guid.CreateVersion7(), plan.Code, origin.File, origin.Hash, Source(origin), caller.Id, now, plan.Items.Count(static i => i.Kind == ItemKind.Target),
        plan.Items.Count(static i => i.Kind == ItemKind.Task), d.Added.Count, d.Changed.Count, d.Withdrawn.Count,
        Json.Of(origin.Doubtful.Select(static x => new { x.Line, x.Text, x.Why })),
    ]);

    private static string Source(PlanOrigin origin) => origin.FromContent ? "content" : "import";

    private static class Sql
    {
        public const string Lock = "select pg_advisory_xact_lock(hashtext('programme.plan'), hashtext($1))";

        public const string Known = "select kind, code, title, fingerprint, withdrawn_at is not null from programme.item where plan = $1";

        public const string Plan = """
            insert into programme.plan as p (code, title, number, signed, issuer, names_as_of, from_year, to_year, basis, parent, report_day, report_to, source, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            on conflict (code) do update set title = excluded.title, number = excluded.number, signed = excluded.signed, issuer = excluded.issuer,
              names_as_of = excluded.names_as_of, from_year = excluded.from_year, to_year = excluded.to_year, basis = excluded.basis, parent = excluded.parent,
              report_day = excluded.report_day, report_to = excluded.report_to, source = excluded.source, changed_at = excluded.changed_at, version = p.version + 1
            """;

        public const string Items = """
            insert into programme.item as i (plan, kind, code, position, group_number, group_title, number, title, line, notes, fingerprint)
            select $1, x.kind, x.code, x.position, x.group_number, x.group_title, x.number, x.title, x.line, x.notes, x.fingerprint
            from jsonb_to_recordset($2) as x (kind text, code text, position integer, group_number text, group_title text, number text, title text, line integer, notes text[], fingerprint text)
            on conflict (plan, kind, code) do update set position = excluded.position, group_number = excluded.group_number, group_title = excluded.group_title,
              number = excluded.number, title = excluded.title, line = excluded.line, notes = excluded.notes, fingerprint = excluded.fingerprint,
              withdrawn_at = null, version = i.version + 1
            """;

        public const string ClearValues = "delete from programme.item_value where plan = $1 and kind || ':' || code = any($2)";

        public const string ClearDeadlines = "delete from programme.item_deadline where plan = $1 and kind || ':' || code = any($2)";

        public const string ClearRoles = "delete from programme.item_role where plan = $1 and kind || ':' || code = any($2)";

        public const string ClearProducts = "delete from programme.item_product where plan = $1 and kind || ':' || code = any($2)";

        public static readonly string[] Clear = [ClearValues, ClearDeadlines, ClearRoles, ClearProducts];

        public const string Values = """
            insert into programme.item_value (plan, kind, code, position, horizon, comparator, value, unit, original)
            select $1, x.kind, x.code, x.position, x.horizon, x.comparator, x.value, x.unit, x.original
            from jsonb_to_recordset($2) as x (kind text, code text, position integer, horizon integer, comparator text, value numeric, unit text, original text)
            """;

        public const string Deadlines = """
            insert into programme.item_deadline (plan, kind, code, position, scope, sort, from_day, due_day, original)
            select $1, x.kind, x.code, x.position, x.scope, x.sort, x.from_day, x.due_day, x.original
            from jsonb_to_recordset($2) as x (kind text, code text, position integer, scope text, sort text, from_day date, due_day date, original text)
            """;

        public const string Roles = """
            insert into programme.item_role (plan, kind, code, position, role, party, name, reading, parent, class, duty)
            select $1, x.kind, x.code, x.position, x.role, x.party, x.name, x.reading, x.parent, x.class, x.duty
            from jsonb_to_recordset($2) as x (kind text, code text, position integer, role text, party text, name text, reading text, parent text, class text, duty text)
            """;

        public const string Products = """
            insert into programme.item_product (plan, kind, code, position, title)
            select $1, x.kind, x.code, x.position, x.title
            from jsonb_to_recordset($2) as x (kind text, code text, position integer, title text)
            """;

        public const string Withdraw = "update programme.item set withdrawn_at = $3, version = version + 1 where plan = $1 and kind || ':' || code = any($2) and withdrawn_at is null";

        public const string History = """
            insert into programme.import (id, plan, file, hash, source, done_by, done_at, targets, tasks, added, changed, withdrawn, doubtful)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;
    }
}
