using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Population.Numbers;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;

namespace LienThong.Population.Corrections;

/// <summary>A citizen asks for a correction; the last day for an answer follows from the law and the working calendar of the day of asking.</summary>
internal sealed class AskCorrection(RegistrationDesk desk, IDirectory directory)
{
    private const string Action = "correction-ask";

    public async Task<Result<CorrectionRequest>> Handle(Caller citizen, CorrectionAsked asked, CancellationToken ct)
    {
        if (citizen is not { Kind: CallerKind.Person, Person: { } self }) return CorrectionErrors.OwnOnly;
        var evidence = VietnameseText.Normalise(asked.Evidence ?? "");
        var check = new Check();
        check.That(evidence.Length is >= 5 and <= 1_000, "/evidence", CorrectionErrors.EvidenceNeeded);
        var known = check.That(PersonItems.MaySet(ItemChangeKind.Correction, asked.Item), "/item", CorrectionErrors.ItemUnknown);
        var value = known ? PersonItems.Canonical(asked.Item, asked.Value, desk.Today) : default;
        if (known && value.Failed) check.Faults.Add(value.Faults[0].At("/value"));
        if (!check.Ok) return check.Faults;
        return await desk.Once<CorrectionRequest>(asked.IdempotencyKey, Action, asked, static r => r,
            (tx, now) => Keep(tx, new(self), asked with { Value = value.Value, Evidence = evidence }, now, ct), ct);
    }

    private async Task<Result<CorrectionRequest>> Keep(Db tx, PersonId person, CorrectionAsked asked, DateTimeOffset now, CancellationToken ct)
    {
        // under the lock of the person, so that the number of open requests holds
        var before = await tx.One(Sql.Lock, [person.Value], static r => PersonItems.Read(r, 0), ct);
        if (before is null) return PopulationErrors.PersonUnknown;
        if (before[asked.Item] == asked.Value) return CorrectionErrors.SameValue.At("/value");
        var open = await tx.Many(Sql.Open, [person.Value], static r => r.GetString(0), ct);
        if (open.Contains(asked.Item, StringComparer.Ordinal)) return CorrectionErrors.AskedAlready.At("/item");
        if (open.Count >= desk.Rules.Limit("correction.mostOpen", desk.Today)) return CorrectionErrors.TooManyOpen.With(open.Count);
        var due = directory.Calendar().AddWorkingDays(desk.Today, desk.Rules.Limit("correction.workingDays", desk.Today));
        var commune = await tx.One(Sql.Commune, [person.Value], static r => r.GetString(0), ct);
        var request = new CorrectionRequest(Guid.CreateVersion7(now), person, asked.Item, asked.Value, asked.Evidence, now, due, "open", null, null, commune, Overdue: false);
        await tx.Execute(Sql.Insert, [request.Id, person.Value, request.Item, request.Value, request.Evidence, now, due, commune], ct);
        var stored = RememberRequest.Store(asked.IdempotencyKey, Action, request);
        await tx.Execute(stored.Sql, [.. stored.Args], ct);
        return request;
    }

    private static class Sql
    {
        public const string Lock = $"select {PersonItems.Columns} from population.person p where p.id = $1 for no key update";
        public const string Open = "select c.item from population.correction_request c where c.person = $1 and c.state = 'open'";
        public const string Commune = """
            select coalesce(r.area, r.commune) from population.residence r where r.person = $1 and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) limit 1
            """;
        public const string Insert = """
            insert into population.correction_request (id, person, item, value, evidence, asked_at, due, commune) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    }
}
