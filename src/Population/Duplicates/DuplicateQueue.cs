using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Population.Registrations;
using Npgsql;

namespace LienThong.Population.Duplicates;

/// <summary>The contract of duplicates: the queue, one case with its weights, and the decisions.</summary>
internal sealed class DuplicateQueue(Db db, RegistrationDesk desk) : IDuplicates
{
    private const string DeclineAction = "duplicate-decline";

    public async Task<IReadOnlyList<DuplicateCandidate>> Queue(string? commune, DuplicateCandidate? after, CancellationToken ct) => await db.Many(
        commune is null ? Sql.Queue : Sql.QueueOf,
        [after is null ? float.MaxValue : (float)after.Score, after?.One.Value ?? Guid.Empty, after?.Other.Value ?? Guid.Empty, .. commune is null ? [] : new object[] { commune }], Candidate, ct);

    public async Task<DuplicateCase?> Find(PersonId one, PersonId other, CancellationToken ct)
    {
        var found = await db.One(Sql.Find, [one.Value, other.Value],
            static r => (Pair: Candidate(r), State: r.GetString(6), Reason: r.TextOrNull(7), Model: r.GetInt32(8), Levels: r.GetString(9)), ct);
        if (found.Pair is null || await DuplicateStore.Model(db, found.Model, ct) is not { } model) return null;
        var pattern = Pattern.Parse(found.Levels);
        var against = model.Score(pattern).Against;
        return new(found.Pair, found.State, found.Reason, found.Model, against.ToString().ToLowerInvariant(), model.Start(against),
            [.. model.Explain(pattern).Select(w => new DuplicateEvidence(w.Field, w.Label, w.Level, w.Bits))]);
    }

    public Task<Result<ActRegistered>> Decline(Caller caller, DuplicateDecline act, CancellationToken ct)
    {
        var check = desk.Check(act);
        var reason = VietnameseText.Normalise(act.Reason ?? "");
        check.That(reason.Length is >= 5 and <= 500, "/reason", DuplicateErrors.ReasonNeeded);
        return check.Ok ? desk.Once(DeclineAction, act, (tx, now) => Decline(tx, caller, act with { Reason = reason }, now, ct), ct) : Task.FromResult<Result<ActRegistered>>(check.Faults);
    }

    public Task<Result<ActRegistered>> Merge(Caller caller, PersonMerge act, CancellationToken ct) => new MergePersons(desk).Handle(caller, act, ct);

    public Task<Result<ActRegistered>> Unmerge(Caller caller, PersonUnmerge act, CancellationToken ct) => new UnmergePersons(desk).Handle(caller, act, ct);

    public async Task<PersonId> SurvivorOf(PersonId person, CancellationToken ct) => new(await db.One(Sql.SurvivorOf, [person.Value], static r => r.GetGuid(0), ct));

    private static async Task<Result<ActRegistered>> Decline(Db tx, Caller caller, DuplicateDecline act, DateTimeOffset now, CancellationToken ct)
    {
        var state = await tx.One(Sql.Lock, [act.One.Value, act.Other.Value], static r => r.GetString(0), ct);
        if (state is null) return DuplicateErrors.PairUnknown;
        if (state != "open") return DuplicateErrors.PairDecided;
        List<Change> changes = [];
        var answer = RegistrationDesk.Enter(changes, caller, act, ActEntry.Of(DeclineAction, act, [act.One, act.Other], details: new { act.Reason }), now);
        changes.Add(new(Sql.Decline, [act.One.Value, act.Other.Value, answer.Registration, now, act.Reason]));
        var written = await tx.Write(caller, changes, [], ct);
        return written.Failed ? written.Faults : answer;
    }

    private static DuplicateCandidate Candidate(NpgsqlDataReader r) => new(new(r.GetGuid(0)), new(r.GetGuid(1)), r.GetFloat(2), r.GetFloat(3), r.TextOrNull(4), r.Instant(5));

    private static class Sql
    {
        public const string Queue = """
            select c.a, c.b, c.score, c.probability, c.commune, c.found_at from population.duplicate_candidate c
            where c.state = 'open' and (c.score < $1 or (c.score = $1 and (c.a, c.b) > ($2, $3)))
            order by c.score desc, c.a, c.b limit 50
            """;
        public const string QueueOf = """
            select c.a, c.b, c.score, c.probability, c.commune, c.found_at from population.duplicate_candidate c
            where c.state = 'open' and c.commune = $4 and (c.score < $1 or (c.score = $1 and (c.a, c.b) > ($2, $3)))
            order by c.score desc, c.a, c.b limit 50
            """;
        public const string Find = """
            select c.a, c.b, c.score, c.probability, c.commune, c.found_at, c.state, c.reason, c.model, c.levels
            from population.duplicate_candidate c where c.a = least($1::uuid, $2::uuid) and c.b = greatest($1::uuid, $2::uuid)
            """;
        public const string Lock = "select c.state from population.duplicate_candidate c where c.a = least($1::uuid, $2::uuid) and c.b = greatest($1::uuid, $2::uuid) for update";
        public const string Decline = """
            update population.duplicate_candidate set state = 'declined', decision = $3, decided_at = $4, reason = $5
            where a = least($1::uuid, $2::uuid) and b = greatest($1::uuid, $2::uuid) and state = 'open'
            """;
        public const string SurvivorOf = """
            with recursive chain as (
                select $1::uuid as person
                union select g.survivor from chain c join population.person_merge g on g.merged = c.person and g.undone_at is null)
            select c.person from chain c where not exists (select from population.person_merge g where g.merged = c.person and g.undone_at is null)
            """;
    }
}
