using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Programme.Plans;

namespace LienThong.Programme.Import;

/// <summary>What an import did, or what it would do.</summary>
internal sealed record ImportOutcome(string Code, ParsedPlan Plan, PlanDifference Difference, IReadOnlyList<(string Child, string Parent, double Likeness)> Derivations);

/// <summary>Takes a plan document in: reads it, stores what differs, offers links to the parent plan. Doing it twice changes nothing.</summary>
internal sealed partial class ImportPlan(Db db, TimeProvider clock)
{
    /// The code offered for a file: its name without the ending, in plain letters.
    public static string CodeOf(string file)
    {
        var plain = Fold.Key(Path.GetFileNameWithoutExtension(file));
        var code = NotCode().Replace(plain, "-").Trim('-');
        return code.Length > 60 ? code[..60].Trim('-') : code;
    }

    public static bool ValidCode(string code) => Code().IsMatch(code);

    /// What importing would change. Nothing is written.
    public async Task<Result<ImportOutcome>> Preview(string code, byte[] file, CancellationToken ct)
    {
        if (!ValidCode(code)) return ProgrammeErrors.PlanCodeInvalid.At("/code");
        var read = ReadPlanFile.Read(file);
        if (read.Failed) return read.Faults;
        var before = await ReadPlans.One(db, code, ct);
        var facts = PlanFacts.Of(code, read.Value, before, clock.Today());
        return new ImportOutcome(code, read.Value, await StorePlan.Preview(db, facts, ct), await Derivations(facts, ct));
    }

    public async Task<Result<ImportOutcome>> Run(Caller caller, string code, string name, byte[] file, CancellationToken ct)
    {
        if (!ValidCode(code)) return ProgrammeErrors.PlanCodeInvalid.At("/code");
        var read = ReadPlanFile.Read(file);
        if (read.Failed) return read.Faults;
        var before = await ReadPlans.One(db, code, ct);
        var facts = PlanFacts.Of(code, read.Value, before, clock.Today());
        var origin = new PlanOrigin(name, Convert.ToHexStringLower(SHA256.HashData(file)), FromContent: false, read.Value.Doubtful);
        var stored = await StorePlan.Store(db, caller, facts, origin, clock.GetUtcNow(), ct);
        if (stored.Failed) return stored.Faults;
        var links = await Derivations(facts, ct);
        if (facts.Parent is { } parent && links.Count > 0)
            await db.Execute(Sql.Suggest, [code, parent, Json.Of(links.Select(static l => new { child = l.Child, parent = l.Parent, likeness = l.Likeness }))], ct);
        return new ImportOutcome(code, read.Value, stored.Value, links);
    }

    /// Likeness only tells something between texts of the same kind: the gist in our words is not compared with a document.
    private async Task<IReadOnlyList<(string Child, string Parent, double Likeness)>> Derivations(PlanFacts plan, CancellationToken ct)
    {
        if (plan.Parent is not { } parent || parent == plan.Code || await ReadPlans.Whole(db, parent, ct) is not { } above) return [];
        return Similarity.Derivations(
            [.. plan.Items.Where(static i => i.Kind == ItemKind.Task).Select(static i => (i.Row.Code, i.Row.Title))],
            [.. above.Of(ItemKind.Task).Select(static i => (i.Code, i.Title))]);
    }

    [GeneratedRegex("[^a-z0-9]+")] private static partial Regex NotCode();
    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$")] private static partial Regex Code();

    private static class Sql
    {
        public const string Suggest = """
            insert into programme.lineage as l (child_plan, child_kind, child_code, parent_plan, parent_kind, parent_code, likeness, origin)
            select $1, 'task', x.child, $2, 'task', x.parent, x.likeness, 'suggested'
            from jsonb_to_recordset($3) as x (child text, parent text, likeness numeric)
            on conflict (child_plan, child_kind, child_code, parent_plan, parent_kind, parent_code) do update set likeness = excluded.likeness
            """;
    }
}
