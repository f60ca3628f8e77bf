using LienThong.Kernel.Access;
using LienThong.Kernel.Content;

namespace LienThong.Identity.Demo;

/// <summary>One thing to try, with where to begin.</summary>
public sealed record PersonaStep(string Vi, string En, string Href);

/// <summary>A persona of the demo: who it is and what to try. Role is a code of content/roles.</summary>
public sealed record Persona(string Code, string Vi, string En, string AboutVi, string AboutEn, string Role, IReadOnlyList<PersonaStep> Steps);

/// <summary>Loads <c>content/personas/*.yaml</c>.</summary>
internal static class LoadPersonas
{
    public static async Task Do(Db db, ContentFolder content, ContentReport report, CancellationToken ct)
    {
        List<Change> changes = [];
        foreach (var file in content.Yaml<IReadOnlyList<Persona>>("personas/*.yaml"))
        {
            foreach (var persona in file.Value)
            {
                if (persona.Steps.Count != 3) report.Fault(file.File, file.LineOf(persona), $"Nhân vật “{persona.Code}” cần đúng ba bước để thử.");
                changes.Add(new(Sql.Put, [persona.Code, changes.Count, Json.Of(persona)]));
            }
        }
        if (report.HasFaults || changes.Count == 0) return;
        var written = await db.Write(Caller.Program("content"), changes, [], ct);
        if (written.Failed) throw new InvalidOperationException("Personas could not be written: " + written.Faults[0].Error.Code);
        report.Count("personas", changes.Count);
    }

    static class Sql
    {
        public const string Put = """
            insert into identity.persona (code, position, card) values ($1, $2, $3)
            on conflict (code) do update set position = excluded.position, card = excluded.card
            """;
    }
}
