using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Legal;
using LienThong.Population.Numbers;
using Npgsql;

namespace LienThong.Population.Registrations;

/// <summary>What all acts of registration share: one effect for one key, the check of the document, the entry in the book of acts.</summary>
internal sealed class RegistrationDesk(Db<PopulationModule> db, TimeProvider clock, LegalRules rules)
{
    private const int Attempts = 8;

    public LegalRules Rules => rules;

    public DateOnly Today => clock.Today();

    /// <summary>Faults that any act can have: no document, a document or an act of the future.</summary>
    public Check Check(RegistryAct act)
    {
        var check = new Check();
        var document = act.Document;
        check.That(rules.Knows("document", document.Kind, clock.Today()), "/document/kind", PopulationErrors.DocumentKindUnknown);
        check.That(document.Number?.Trim() is { Length: > 0 and <= 100 }, "/document/number", PopulationErrors.DocumentMissing);
        check.That(document.Agency?.Trim() is { Length: > 0 and <= 200 }, "/document/agency", PopulationErrors.DocumentMissing);
        check.That(document.Date <= clock.Today(), "/document/date", PopulationErrors.ActInFuture);
        check.That(act.On <= clock.Today(), "/on", PopulationErrors.ActInFuture);
        return check;
    }

    /// <summary>Runs the act in one transaction, or gives the answer of the first call with this key.</summary>
    public Task<Result<ActRegistered>> Once<TAct>(string action, TAct act, Func<Db, DateTimeOffset, Task<Result<ActRegistered>>> work, CancellationToken ct) where TAct : RegistryAct =>
        Once(act.IdempotencyKey, action, act, static a => a with { Repeated = true }, work, ct);

    /// <summary>The same for an answer of another shape.</summary>
    public async Task<Result<TAnswer>> Once<TAnswer>(
        string key, string action, object body, Func<TAnswer, TAnswer> repeat, Func<Db, DateTimeOffset, Task<Result<TAnswer>>> work, CancellationToken ct) where TAnswer : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.Transaction<Result<TAnswer>>(async tx =>
                {
                    var now = clock.GetUtcNow();
                    var before = await RememberRequest.Before<TAnswer>(tx, key, action, body, now, ct);
                    if (before.Failed) return before.Faults;
                    return before.ValueOrDefault is { } answered ? repeat(answered) : await work(tx, now);
                }, ct);
            }
            // While this act waited for its locks, a younger act was written on the same rows. What is known has one order, so this one is done anew with the time of now.
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CheckViolation && e.ConstraintName?.EndsWith("_known_in_order", StringComparison.Ordinal) == true)
            {
                if (attempt == Attempts) return KernelErrors.Conflict;
            }
        }
    }

    /// <summary>The entry in the book of acts and the remembered answer.</summary>
    public static ActRegistered Enter(List<Change> changes, Caller caller, RegistryAct act, ActEntry entry, DateTimeOffset now)
    {
        var answer = new ActRegistered(Enter(changes, caller, entry, now), entry.Household, Number: entry.Number);
        changes.Add(RememberRequest.Store(act.IdempotencyKey, entry.Kind, answer));
        return answer;
    }

    /// <summary>The entry alone; its key.</summary>
    public static Guid Enter(List<Change> changes, Caller caller, ActEntry entry, DateTimeOffset now)
    {
        var (id, document) = (Guid.CreateVersion7(now), entry.Document);
        changes.Add(new(Sql.Insert,
        [
            id, entry.Kind, entry.Persons.Select(p => p.Value).ToArray(), entry.Household?.Value, entry.On, document.Kind, document.Number.Trim(), document.Date, document.Agency.Trim(),
            caller.Agency, caller.Kind.ToString().ToLowerInvariant(), caller.Id, entry.Details is { } details ? Json.Of(details) : null, now,
        ]));
        return id;
    }

    /// <summary>The document of an act that names a dossier only.</summary>
    public static LegalDocument Dossier(Caller caller, string number, DateOnly on) => new("dossier", number, on, caller.Agency ?? caller.Id);

    private static class Sql
    {
        public const string Insert = """
            insert into population.registration (id, kind, persons, household, on_day, doc_kind, doc_number, doc_date, doc_agency, agency, caller_kind, caller, details, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """;
    }
}

/// <summary>What to enter in the book of acts. Kind is also the action under which the answer is remembered.</summary>
internal sealed record ActEntry(string Kind, DateOnly On, LegalDocument Document, IReadOnlyList<PersonId> Persons, HouseholdId? Household = null, object? Details = null)
{
    public PersonalNumber? Number { get; init; }

    public static ActEntry Of(string kind, RegistryAct act, IReadOnlyList<PersonId> persons, HouseholdId? household = null, object? details = null) =>
        new(kind, act.On, act.Document, persons, household, details);
}
