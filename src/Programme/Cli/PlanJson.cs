using System.Text.Json;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;

namespace LienThong.Programme.Cli;

/// <summary>What was understood of a plan, for programs: one JSON object with targets, tasks, procedures and doubtful.</summary>
internal static class PlanJson
{
    public static object Of(string file, string code, ParsedPlan plan, Func<PlanRole, IReadOnlyList<BodyToday>> today) => new
    {
        file,
        plan = new { code, plan.Head.Title, plan.Head.Number, plan.Head.Date, plan.Head.Issuer, plan.Head.FromYear, plan.Head.ToYear, plan.Head.Basis },
        counts = new
        {
            targets = plan.Targets.Count, tasks = plan.Tasks.Count, procedures = plan.Procedures.Count, doubtful = plan.Doubtful.Count,
            groups = plan.Tasks.Select(static t => t.Group).Distinct().Count(),
        },
        targets = plan.Targets.Select(t => Item(t, today)),
        tasks = plan.Tasks.Select(t => Item(t, today)),
        procedures = plan.Procedures.Select(t => Item(t, today)),
        doubtful = plan.Doubtful.Select(d => Doubt(d, today)),
        duplicates = plan.Duplicates,
        reporting = plan.Reporting,
        skipped = plan.Skipped,
    };

    private static object Item(ParsedItem i, Func<PlanRole, IReadOnlyList<BodyToday>> today) => new
    {
        i.Number, group = i.Group.ToString(), i.Title, i.Code, groupNumber = i.Group.Number, groupTitle = i.Group.Title, i.Line,
        values = i.Values.Select(static v => new { v.Horizon, comparator = Sign(v.Comparator), v.Value, v.Unit, v.Text }),
        deadlines = i.Deadlines.Select(static d => new { d.Scope, kind = Kebab(d.Kind.ToString()), d.From, d.Due, d.Text }),
        roles = i.Roles.Select(r => new
        {
            role = Kebab(r.Role.ToString()), kind = Kebab(r.Kind.ToString()), r.Name, r.Reading, r.Parent, r.Class, r.Duty,
            today = today(r).Select(static b => new { b.Code, b.Name, b.Parent }),
        }),
        i.Products, i.Notes,
    };

    private static object Doubt(DoubtfulLine d, Func<PlanRole, IReadOnlyList<BodyToday>> today) => new
    {
        d.Line, d.Text, d.Why,
        number = d.Item?.Number ?? "", group = d.Item?.Group.ToString() ?? "", title = d.Item?.Title ?? d.Text,
        deadlines = d.Item?.Deadlines.Select(static x => new { x.Scope, kind = Kebab(x.Kind.ToString()), x.From, x.Due, x.Text }) ?? [],
        roles = d.Item?.Roles.Select(r => new { role = Kebab(r.Role.ToString()), kind = Kebab(r.Kind.ToString()), r.Name, today = today(r).Select(static b => new { b.Code, b.Name, b.Parent }) }) ?? [],
        products = d.Item?.Products ?? [],
    };

    private static string Sign(Comparator comparator) => comparator switch
    {
        Comparator.AtLeast => ">=",
        Comparator.AtMost => "<=",
        Comparator.Above => ">",
        Comparator.Below => "<",
        Comparator.Done => "done",
        _ => "empty",
    };

    private static string Kebab(string word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word);
}
