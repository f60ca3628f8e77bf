using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.CivilStatus;
using LienThong.Population.Persons;
using LienThong.Population.Quality;
using LienThong.Population.Registrations;
using Npgsql;

namespace LienThong.Population.Corrections;

/// <summary>The contract of requests for correction: the citizen's list, the officer's queue, and the decision.</summary>
internal sealed class CorrectionDesk(Db db, RegistrationDesk desk, HouseOptions house, IDirectory directory, MendingArea area, TimeProvider clock) : ICorrections
{
    public Task<Result<CorrectionRequest>> Ask(Caller citizen, CorrectionAsked asked, CancellationToken ct) => new AskCorrection(desk, directory).Handle(citizen, asked, ct);

    public bool MayAsk(string item) => PersonItems.MaySet(ItemChangeKind.Correction, item);

    public async Task<IReadOnlyList<CorrectionRequest>> Mine(Caller citizen, CancellationToken ct) =>
        citizen is { Kind: CallerKind.Person, Person: { } self } ? await db.Many(Sql.Mine, [self], Read, ct) : [];

    public async Task<Result> Withdraw(Caller citizen, Guid request, CancellationToken ct)
    {
        if (citizen is not { Kind: CallerKind.Person, Person: { } self }) return CorrectionErrors.OwnOnly;
        return await db.Execute(Sql.Withdraw, [request, self, clock.GetUtcNow()], ct) == 1 ? Result.Done : CorrectionErrors.RequestDecided;
    }

    public async Task<IReadOnlyList<CorrectionWaiting>> Queue(Caller officer, CancellationToken ct)
    {
        var today = clock.Today();
        var waiting = await db.Many(Sql.Queue, [area.Communes(officer)], r => new CorrectionWaiting(r.GetGuid(0), r.GetString(1), r.Instant(2), r.Date(3), r.TextOrNull(4), r.Date(3) < today), ct);
        return waiting;
    }

    public async Task<Result<CorrectionRequest>> Open(Caller officer, Guid request, CancellationToken ct)
    {
        if (await db.One(Sql.Find, [request], Read, ct) is not { } found) return CorrectionErrors.RequestUnknown;
        return MayDecide(officer, found) ? found : CorrectionErrors.OtherArea;
    }

    public async Task<Result<ActRegistered>> Accept(Caller officer, CorrectionAccepted act, CancellationToken ct)
    {
        var opened = await Open(officer, act.Request, ct);
        if (opened.Failed) return opened.Faults;
        var request = opened.Value;
        var correction = new PersonItemsChange
        {
            IdempotencyKey = act.IdempotencyKey, Document = act.Document, On = act.On, Person = request.Person, Kind = ItemChangeKind.Correction, Items = [new(request.Item, request.Value)],
        };
        // the request is closed by the same batch that registers the correction; when it was decided meanwhile nothing is written
        var also = new AlsoWrite(registration => new(Sql.Accept, [request.Id, registration, clock.GetUtcNow(), officer.Agency]),
            new CorrectionDecided(request.Person, request.Id, request.Item, Accepted: true, InTime: clock.Today() <= request.Due));
        var done = await new ChangeItems(desk, house, directory).Handle(officer, correction, ct, also);
        return done.Failed && done.Faults.Exists(f => f.Error == KernelErrors.Conflict) && request.State != "open" ? CorrectionErrors.RequestDecided : done;
    }

    public async Task<Result> Refuse(Caller officer, Guid request, string reason, CancellationToken ct)
    {
        var why = VietnameseText.Normalise(reason ?? "");
        if (why.Length is < 5 or > 1_000) return CorrectionErrors.ReasonNeeded.At("/reason");
        var opened = await Open(officer, request, ct);
        if (opened.Failed) return opened.Faults;
        if (opened.Value.State != "open") return CorrectionErrors.RequestDecided;
        var decided = new CorrectionDecided(opened.Value.Person, request, opened.Value.Item, Accepted: false, InTime: clock.Today() <= opened.Value.Due);
        var written = await db.Write(officer, [new(Sql.Refuse, [request, why, clock.GetUtcNow(), officer.Agency])], [decided], ct);
        return written.Failed ? CorrectionErrors.RequestDecided : written;
    }

    private bool MayDecide(Caller officer, CorrectionRequest request) => request.Commune is { } commune ? area.Covers(officer, commune) : area.Communes(officer) is null;

    private CorrectionRequest Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), new(r.GetGuid(1)), r.GetString(2), r.GetString(3), r.GetString(4), r.Instant(5), r.Date(6), r.GetString(7), r.InstantOrNull(8), r.TextOrNull(9), r.TextOrNull(10),
        r.GetString(7) == "open" && r.Date(6) < clock.Today());

    private static class Sql
    {
        private const string Columns = "c.id, c.person, c.item, c.value, c.evidence, c.asked_at, c.due, c.state, c.decided_at, c.reason, c.commune";

        public const string Mine = $"select {Columns} from population.correction_request c where c.person = $1 order by c.asked_at desc limit 50";
        public const string Find = $"select {Columns} from population.correction_request c where c.id = $1";
        public const string Queue = """
            select c.id, c.item, c.asked_at, c.due, c.commune from population.correction_request c
            where c.state = 'open' and ($1::text[] is null or c.commune = any($1::text[])) order by c.due, c.id limit 100
            """;
        public const string Withdraw = "update population.correction_request set state = 'withdrawn', decided_at = $3 where id = $1 and person = $2 and state = 'open'";
        public const string Accept = "update population.correction_request set state = 'accepted', registration = $2, decided_at = $3, agency = $4 where id = $1 and state = 'open'";
        public const string Refuse = "update population.correction_request set state = 'refused', reason = $2, decided_at = $3, agency = $4 where id = $1 and state = 'open'";
    }
}
