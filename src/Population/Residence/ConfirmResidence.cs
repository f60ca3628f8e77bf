using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Households;
using LienThong.Population.Persons;
using LienThong.Population.Registrations;

namespace LienThong.Population.Residence;

/// <summary>Xác nhận thông tin về cư trú: a numbered paper with what the register says today, kept as issued. Law on Residence 68/2020 art. 17.</summary>
internal sealed class ConfirmResidence(RegistrationDesk desk, Db<PopulationModule> db)
{
    private const string Action = "confirmation", Limit = "confirmation.validMonths";

    public async Task<Result<ResidenceConfirmation>> Handle(Caller caller, ConfirmationRequest request, CancellationToken ct) =>
        await desk.Once<ResidenceConfirmation>(request.IdempotencyKey, Action, request, static c => c with { Repeated = true }, (tx, now) => Issue(tx, caller, request, now, ct), ct);

    public Task<ResidenceConfirmation?> Find(Guid id, CancellationToken ct) => db.One(Sql.Find, [id], static r => (ResidenceConfirmation?)r.FromJson<ResidenceConfirmation>(0), ct);

    private async Task<Result<ResidenceConfirmation>> Issue(Db tx, Caller caller, ConfirmationRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var today = HanoiTime.DateOf(now);
        var person = await tx.One(Sql.Person, [request.Person.Value], Person.Read, ct);
        if (person is null) return PopulationErrors.PersonUnknown;
        var residences = await ReadResidenceHistory.Handle(tx, request.Person, null, ct);
        var now_ = residences.FindLast(r => r.Kind == ResidenceKind.Permanent && r.Until is null) ?? residences.LastOrDefault();
        if (now_ is null) return PopulationErrors.NoPermanent;
        var commune = now_.CommuneNow ?? now_.Commune;
        var household = request.WithHousehold ? await FindHousehold.Handle(tx, request.Person, today, ct) : null;
        var rule = desk.Rules.Find(Limit, today) ?? throw new InvalidOperationException($"No legal limit {Limit}.");
        var id = Guid.CreateVersion7(now);
        // one paper after the other of a commune and year: numbers without gaps
        await tx.Execute(Sql.OneByOne, [commune], ct);
        var number = await tx.One(Sql.Next, [commune, new DateOnly(today.Year, 1, 1)], static r => r.GetInt32(0), ct);
        var paper = new ResidenceConfirmation(id, $"{number}/{today.Year}", request.Person, commune, caller.Agency ?? caller.Id, today, today.AddMonths(rule.Value), rule.LegalBasis,
            residences, household, Repeated: false);
        var written = await tx.Write(caller,
        [
            new(Sql.Insert, [id, request.Person.Value, commune, number, paper.Issued, paper.Expires, paper.Agency, caller.Id, Json.Of(paper), now]),
            Numbers.RememberRequest.Store(request.IdempotencyKey, Action, paper),
        ], [], ct);
        return written.Failed ? written.Faults : paper;
    }

    private static class Sql
    {
        public const string Find = "select c.content::text from population.confirmation c where c.id = $1";
        public const string Person = $"select {Persons.Person.Columns} from population.person where id = $1 for share";
        public const string OneByOne = "select pg_advisory_xact_lock(7302, hashtext($1))";
        public const string Next = "select coalesce(max(c.number), 0) + 1 from population.confirmation c where c.commune = $1 and c.issued >= $2 and c.issued < $2 + interval '1 year'";
        public const string Insert = """
            insert into population.confirmation (id, person, commune, number, issued, expires, agency, caller, content, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    }
}
