using System.Security.Cryptography;
using System.Text.Json;
using LienThong.Kernel.Data;
using LienThong.Programme.Import;

namespace LienThong.Programme.Plans;

/// <summary>The lists of a plan.</summary>
public enum ItemKind { Target, Task, Procedure }

/// <summary>A plan as it will be stored, whether it came from a document or from content.</summary>
/// <param name="NamesAsOf">the day on which the names of bodies in it were valid</param>
/// <param name="Parent">code of the plan that it carries out</param>
/// <param name="ReportDay">monthly reports are due before this day</param>
internal sealed record PlanFacts(
    string Code, string Title, string? Number, DateOnly? Signed, string? Issuer, DateOnly NamesAsOf, int? FromYear, int? ToYear,
    IReadOnlyList<string> Basis, string? Parent, int? ReportDay, string? ReportTo, IReadOnlyList<PlanItem> Items)
{
    /// What a document says. Where it is silent, what is known of the plan already stays (the parent, the day of reports).
    public static PlanFacts Of(string code, ParsedPlan plan, PlanHeader? before, DateOnly today) => new(
        code, plan.Head.Title ?? before?.Title ?? code, plan.Head.Number ?? before?.Number, plan.Head.Date ?? before?.Signed, plan.Head.Issuer ?? before?.Issuer,
        plan.Head.Date ?? before?.NamesAsOf ?? NamesAsOfYear(plan.Head.FromYear, today), plan.Head.FromYear ?? before?.FromYear, plan.Head.ToYear ?? before?.ToYear,
        plan.Head.Basis, before?.Parent, (plan.Reporting.Count > 0 ? plan.Reporting[0].Day : (int?)null) ?? before?.ReportDay, before?.ReportTo,
        [
            .. plan.Targets.Select(static t => new PlanItem(ItemKind.Target, t)),
            .. plan.Tasks.Select(static t => new PlanItem(ItemKind.Task, t)),
            .. plan.Procedures.Select(static t => new PlanItem(ItemKind.Procedure, t)),
        ]);

    /// Names in a draft without a day are those of the middle of its first year, but never of the future.
    public static DateOnly NamesAsOfYear(int? year, DateOnly today) =>
        year is { } y && y <= today.Year ? y == today.Year ? today : new DateOnly(y, 6, 30) : today;
}

/// <summary>One row of one list.</summary>
internal sealed record PlanItem(ItemKind Kind, ParsedItem Row)
{
    /// The same texts give the same print; the line in the file does not count.
    public string Fingerprint(int position) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { position, Row = Row with { Line = 0 } }, Json.Options)));
}

/// <summary>What storing a text changed. Codes are "task II.1".</summary>
public sealed record PlanDifference(IReadOnlyList<ItemChange> Added, IReadOnlyList<ItemChange> Changed, IReadOnlyList<ItemChange> Withdrawn)
{
    public bool Nothing => Added.Count + Changed.Count + Withdrawn.Count == 0;
}

/// <summary>One item that differs. Before is null when it is new, After when it is gone.</summary>
public sealed record ItemChange(ItemKind Kind, string Code, string? Before, string? After);

/// <summary>The words in which the module stores its enums.</summary>
internal static class Word
{
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static TEnum To<TEnum>(string word) where TEnum : struct, Enum => Enum.Parse<TEnum>(word, ignoreCase: true);
}
