using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Programme.Plans;

/// <summary>Loads content/plans at start: the plans in our own words, what measures their targets, what proves their tasks. Idempotent.</summary>
/// <remarks>A plan that somebody imported from its document is left alone: the document is nearer to the law than our gist of it.</remarks>
internal static class LoadPlans
{
    public static async Task Load(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var files = content.Files("plans/*.yaml").Where(static f => !f.File.EndsWith("/bindings.yaml", StringComparison.Ordinal)).Select(content.Yaml<PlanContent>).OfType<ContentFile<PlanContent>>().ToList();
        var bindings = content.Yaml<BindingFile>("plans/bindings.yaml");
        var plans = files.Select(file => (File: file, Facts: Facts(file, report))).ToList();
        Check(plans.ConvertAll(static p => p.Facts), bindings, report);
        if (report.HasFaults) return;
        var (db, clock) = (services.GetRequiredService<Db>(), services.GetRequiredService<TimeProvider>());
        foreach (var (file, facts) in plans)
        {
            if (await ReadPlans.One(db, facts.Code, ct) is { Imported: true }) continue;
            var origin = new PlanOrigin(file.File, file.Hash, FromContent: true, []);
            var stored = await StorePlan.Store(db, Program, facts, origin, clock.GetUtcNow(), ct);
            if (stored.Failed) throw new InvalidOperationException($"{file.File} could not be stored: {stored.Faults[0].Error.Code}.");
        }
        await Hang(db, files, bindings, clock.GetUtcNow(), ct);
        report.Count("kế hoạch", plans.Count);
    }

    private static readonly Caller Program = Caller.Program("content");

    private static PlanFacts Facts(ContentFile<PlanContent> file, ContentReport report)
    {
        var plan = file.Value;
        var items = new List<PlanItem>();
        foreach (var (list, rows) in new[] { (ContentList.Targets, plan.Targets ?? []), (ContentList.Tasks, plan.Tasks ?? []) })
            foreach (var row in rows)
            {
                var line = file.LineOf(row);
                if (plan.Groups.FirstOrDefault(g => g.List == list && g.Number == row.Group) is not { } group)
                {
                    report.Fault(file.File, line, $"Không có nhóm “{row.Group}” trong groups (list: {list}). Thêm nhóm hoặc sửa group.");
                    continue;
                }
                var (item, problems) = row.Read(new PlanGroup(group.Number, group.Title), plan.Issuer, line);
                foreach (var problem in problems) report.Fault(file.File, line, problem);
                if (items.Exists(i => i.Kind == Kind(list) && i.Row.Code == item.Code)) report.Fault(file.File, line, $"Mục {item.Code} lặp lại. Sửa number hoặc group.");
                items.Add(new PlanItem(Kind(list), item));
            }
        return new PlanFacts(plan.Code, plan.Title, plan.Number, plan.Signed, plan.Issuer, plan.NamesAsOf, plan.FromYear, plan.ToYear, plan.Basis ?? [], plan.Parent, plan.ReportDay, plan.ReportTo, items);
    }

    private static ItemKind Kind(ContentList list) => list == ContentList.Targets ? ItemKind.Target : ItemKind.Task;

    private static void Check(List<PlanFacts> plans, IReadOnlyList<ContentFile<BindingFile>> files, ContentReport report)
    {
        bool Has(string plan, ItemKind kind, string code) => plans.Exists(p => p.Code == plan && p.Items.Any(i => i.Kind == kind && i.Row.Code == code));
        foreach (var file in files)
        {
            foreach (var b in file.Value.Bindings.Where(b => !Has(b.Plan, ItemKind.Target, b.Target)))
                report.Fault(file.File, file.LineOf(b), $"Kế hoạch {b.Plan} không có mục tiêu {b.Target}. Sửa plan hoặc target.");
            foreach (var e in (file.Value.Evidence ?? []).Where(e => !Has(e.Plan, ItemKind.Task, e.Task)))
                report.Fault(file.File, file.LineOf(e), $"Kế hoạch {e.Plan} không có nhiệm vụ {e.Task}. Sửa plan hoặc task.");
        }
    }

    /// Bindings, evidence and lineage of content replace those of content before; what people said stays.
    private static Task<Kernel.Results.Result> Hang(Db db, List<ContentFile<PlanContent>> plans, IReadOnlyList<ContentFile<BindingFile>> files, DateTimeOffset now, CancellationToken ct)
    {
        var bindings = files.SelectMany(static f => f.Value.Bindings).Select(static b => new { plan = b.Plan, kind = Word.Of(ItemKind.Target), code = b.Target, measure = b.Measure, note = b.Note });
        var evidence = files.SelectMany(static f => f.Value.Evidence ?? []).Select(static e => new
        {
            id = Guid.CreateVersion7(), plan = e.Plan, kind = Word.Of(ItemKind.Task), code = e.Task, sort = Word.Of(e.Kind), @ref = e.Ref, note = e.Note,
        });
        var lineage = plans.SelectMany(static p => (p.Value.Tasks ?? []).Where(static t => t.DerivedFrom is not null).Select(t => new
        {
            child_plan = p.Value.Code, kind = Word.Of(ItemKind.Task), child_code = t.Number.Length == 0 ? t.Group : $"{t.Group}.{t.Number}",
            parent_plan = t.DerivedFrom!.Split('/')[0], parent_code = t.DerivedFrom!.Split('/')[^1],
        }));
        return db.Write(Program,
        [
            new Change(Sql.ClearBindings, []) { AnyRows = true }, new Change(Sql.Bindings, [Json.Of(bindings)]) { AnyRows = true },
            new Change(Sql.Evidence, [Json.Of(evidence), Program.Id, now]) { AnyRows = true },
            new Change(Sql.ClearLineage, []) { AnyRows = true }, new Change(Sql.Lineage, [Json.Of(lineage)]) { AnyRows = true },
        ], [], ct);
    }

    private static class Sql
    {
        public const string ClearBindings = "delete from programme.binding where source = 'content'";

        public const string Bindings = """
            insert into programme.binding (plan, kind, code, measure, note, source)
            select x.plan, x.kind, x.code, x.measure, x.note, 'content'
            from jsonb_to_recordset($1) as x (plan text, kind text, code text, measure text, note text)
            on conflict do nothing
            """;

        public const string Evidence = """
            insert into programme.evidence (id, plan, kind, code, sort, ref, note, source, added_by, added_at)
            select x.id, x.plan, x.kind, x.code, x.sort, x.ref, x.note, 'content', $2, $3
            from jsonb_to_recordset($1) as x (id uuid, plan text, kind text, code text, sort text, ref text, note text)
            where exists (select 1 from programme.item i where i.plan = x.plan and i.kind = x.kind and i.code = x.code)
            on conflict do nothing
            """;

        public const string ClearLineage = "delete from programme.lineage where origin = 'content'";

        public const string Lineage = """
            insert into programme.lineage (child_plan, child_kind, child_code, parent_plan, parent_kind, parent_code, origin)
            select x.child_plan, x.kind, x.child_code, x.parent_plan, x.kind, x.parent_code, 'content'
            from jsonb_to_recordset($1) as x (child_plan text, kind text, child_code text, parent_plan text, parent_code text)
            on conflict do nothing
            """;
    }
}
