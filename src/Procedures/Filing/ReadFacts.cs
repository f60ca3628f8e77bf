using LienThong.Dictionary;
using LienThong.Population;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Filing;

/// <summary>What was read for a draft: who the persons are and what the sources said of them.</summary>
internal sealed record KnownFacts(IReadOnlyDictionary<string, Guid> Subjects, IReadOnlyList<Fact> Facts);

/// <summary>
/// Reads what the state already knows, through the broker, under the agreement of the procedure, for this dossier: exactly the fields of each role.
/// A source that is away, a missing agreement or a ledger that cannot write never stops filing: the form then asks.
/// </summary>
internal sealed class ReadFacts(IDataBroker broker, IPopulation population, IDictionary dictionary, TimeProvider clock)
{
    private const string SexField = "person.sex";

    public async Task<KnownFacts> For(Caller caller, ProcedureDefinition definition, Guid dossier, Guid applicant, CancellationToken ct)
    {
        var reading = new Reading(caller, definition, dossier);
        foreach (var role in definition.Roles.Where(r => r.Subject is SubjectRule.Caller)) await Read(reading, role, applicant, linked: false, ct);
        var sex = reading.Facts.FirstOrDefault(f => Same(f.Field, SexField))?.Value;
        var own = sex switch { "female" => SubjectRule.Mother, "male" => SubjectRule.Father, _ => (SubjectRule?)null };
        if (own is null) return reading.Done(); // the applicant's side is not known: the form asks about both parents

        foreach (var role in definition.Roles.Where(r => r.Subject == own)) await Read(reading, role, applicant, linked: true, ct);
        var other = own is SubjectRule.Mother ? SubjectRule.Father : SubjectRule.Mother;
        foreach (var role in definition.Roles.Where(r => r.Subject == other))
        {
            if (await Linked(reading, ct) is { } spouse) await Read(reading, role, spouse, linked: false, ct);
        }
        return reading.Done();
    }

    private async Task<Guid?> Linked(Reading reading, CancellationToken ct)
    {
        var link = reading.Definition.Roles.Select(r => r.LinkedBy).OfType<string>().FirstOrDefault();
        var spouse = PersonChoice.Read(reading.Facts.FirstOrDefault(f => link is not null && Same(f.Field, link) && f.State is FactState.Found)?.Value) is [var first, ..] ? first : null;
        return PersonalNumber.TryParse(spouse?.Number, null, out var number) && await population.ByNumber(number, ct) is { } person ? person.Value : null;
    }

    private async Task Read(Reading reading, RoleRule role, Guid subject, bool linked, CancellationToken ct)
    {
        reading.Subjects[role.Code] = subject;
        var names = linked && role.LinkedBy is { } link ? role.Reads.Append(link).Distinct(StringComparer.Ordinal) : role.Reads;
        var fields = names.Select(n => new FieldCode(n)).ToList();
        if (fields.Count == 0) return;
        var request = new DataRequest(reading.Caller, reading.Definition.Agreement, Purpose.Procedure,
            new Basis(BasisKind.Dossier, reading.Dossier.ToString()), new SubjectId(subject), fields);
        var answer = await broker.Read(request, ct);
        reading.Facts.AddRange(answer.Failed ? await Silent(role, fields, ct) : answer.Value.Values.Select(v => Of(role, v, answer.Value.Receipt)));
    }

    private async Task<IEnumerable<Fact>> Silent(RoleRule role, IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var now = clock.GetUtcNow();
        return fields.Select(f => new Fact
        {
            Role = role.Code, Field = f.Value, State = FactState.Unavailable, Database = edition.Field(f)?.Database ?? "?", AsOf = now,
        });
    }

    private static Fact Of(RoleRule role, FieldValue value, Receipt receipt) => new()
    {
        Role = role.Code,
        Field = value.Field.Value,
        State = value.Outcome switch
        {
            ReadOutcome.Found when !string.IsNullOrEmpty(value.Value) => FactState.Found,
            ReadOutcome.Unavailable => FactState.Unavailable,
            _ => FactState.Absent,
        },
        Value = value.Value,
        Display = value.Display,
        Database = value.Database,
        AsOf = value.AsOf,
        Receipt = receipt.Entry,
    };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private sealed record Reading(Caller Caller, ProcedureDefinition Definition, Guid Dossier)
    {
        public Dictionary<string, Guid> Subjects { get; } = new(StringComparer.Ordinal);

        public List<Fact> Facts { get; } = [];

        public KnownFacts Done() => new(Subjects, [.. Facts.DistinctBy(f => f.Key)]);
    }
}
