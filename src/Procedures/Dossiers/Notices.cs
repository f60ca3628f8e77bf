using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>What the applicant is told when a step is reached: words come from the definition.</summary>
internal static class Notices
{
    /// <summary>The notice of the step that the dossier has reached; null when the definition has none.</summary>
    public static Change? Of(ProcedureDefinition definition, Dossier dossier, string? note, DateTimeOffset now)
    {
        if (definition.Notices.FirstOrDefault(n => string.Equals(n.Step, dossier.Step, StringComparison.Ordinal)) is not { } rule) return null;
        return new(Sql.Insert, [Guid.CreateVersion7(now), dossier.Applicant, dossier.Id, now, dossier.Step, rule.Title.Vi, Fill(rule.Text.Vi, dossier, note)]);
    }

    public static string Fill(string text, Dossier dossier, string? note) => text
        .Replace("{code}", dossier.Code, StringComparison.Ordinal)
        .Replace("{due}", dossier.DueAt is { } due ? HanoiTime.Show(due) : "", StringComparison.Ordinal)
        .Replace("{note}", note ?? "", StringComparison.Ordinal);

    static class Sql
    {
        public const string Insert = "insert into procedures.notice (id, person, dossier, at, step, title, body) values ($1, $2, $3, $4, $5, $6, $7)";
    }
}
