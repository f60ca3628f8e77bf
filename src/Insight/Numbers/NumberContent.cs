using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Insight.Numbers;

/// <summary>content/insight/home.yaml.</summary>
internal sealed record HomeContent(IReadOnlyList<NumberContent> Numbers);

/// <param name="Owner">the body that answers for the number, as people call it</param>
/// <param name="Map">the map shows it first</param>
internal sealed record NumberContent(string Measure, string Owner, string? Plan = null, string? Target = null, bool Map = false);

/// <summary>Loads which numbers stand on the home page. More than seven are refused: nobody reads a wall.</summary>
internal static class LoadNumbers
{
    public const int Most = 7;

    public static async Task Load(IServiceProvider services, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        var files = content.Yaml<HomeContent>("insight/home.yaml");
        foreach (var file in files)
        {
            if (file.Value.Numbers.Count > Most) report.Fault(file.File, 0, $"Trang đầu chỉ có chỗ cho {Most} con số, đang có {file.Value.Numbers.Count}. Bỏ bớt.");
            foreach (var number in file.Value.Numbers.Where(static n => n.Plan is null != n.Target is null)) report.Fault(file.File, file.LineOf(number), "Ghi cả plan và target, hoặc bỏ cả hai.");
        }
        if (report.HasFaults) return;
        var rows = files.SelectMany(static f => f.Value.Numbers).Select(static (n, i) => new { position = i + 1, measure = n.Measure, plan = n.Plan, target = n.Target, owner = n.Owner, on_map = n.Map });
        var db = services.GetRequiredService<Db>();
        await db.Transaction(async tx =>
        {
            await tx.Execute(Sql.Clear, [], ct);
            return await tx.Execute(Sql.Insert, [Json.Of(rows)], ct);
        }, ct);
    }

    private static class Sql
    {
        public const string Clear = "delete from insight.number";

        public const string Insert = """
            insert into insight.number (position, measure, plan, target, owner, on_map)
            select x.position, x.measure, x.plan, x.target, x.owner, x.on_map
            from jsonb_to_recordset($1) as x (position integer, measure text, plan text, target text, owner text, on_map boolean)
            """;
    }
}
