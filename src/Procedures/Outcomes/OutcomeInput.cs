using System.Text.Json;
using LienThong.Procedures.Dossiers;

namespace LienThong.Procedures.Outcomes;

/// <summary>What a decision has to carry out, read from the stored lines of the dossier.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="Answers">Its stored lines.</param>
/// <param name="People">Role and subject.</param>
/// <param name="Today">Hà Nội date of the decision.</param>
/// <param name="Commune">The commune of the deciding body, 5 digits.</param>
internal sealed record OutcomeInput(
    Dossier Dossier, IReadOnlyList<StoredAnswer> Answers, IReadOnlyList<(string Role, Guid Subject)> People, DateOnly Today, string Commune)
{
    /// <summary>One effect for one dossier, however often it is tried.</summary>
    public string IdempotencyKey => "dossier:" + Dossier.Id.ToString("N");

    public string? Value(string role, string field) =>
        Answers.FirstOrDefault(a => string.Equals(a.Role, role, StringComparison.Ordinal) && string.Equals(a.Field, field, StringComparison.Ordinal))?.Value;

    public string? Value(string key) => Answers.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.Ordinal))?.Value;

    public string? Shown(string key) => Answers.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.Ordinal))?.Display;

    public Guid? Subject(string role) => People.Where(p => string.Equals(p.Role, role, StringComparison.Ordinal)).Select(p => (Guid?)p.Subject).FirstOrDefault();

    /// <summary>A member of a JSON value such as <c>{"commune","detail"}</c>; null when the value has another form.</summary>
    public static string? Member(string? json, string name)
    {
        if (json is null || !json.StartsWith('{')) return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var part) && part.ValueKind is JsonValueKind.String ? part.GetString() : null;
    }
}
