using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Population.Past;

/// <summary>
/// "As it was on a day, as known at an instant", for any person and household: every item, not only residence. For the register's own pages and API, after the broker allowed the look.
/// </summary>
internal sealed class PastPopulation(Db<PopulationModule> db, Fields.AreaNames areas, TimeProvider clock)
{
    /// <summary>Null when the person was not born on the day or not known at the instant. Null for the day or the instant: today, now.</summary>
    public Task<PersonThen?> Person(PersonId person, DateOnly? on, DateTimeOffset? knownAt, CancellationToken ct) => ReadPersonThen.Handle(db, areas, person, on ?? clock.Today(), Known(knownAt), ct);

    public Task<HouseholdThen?> HouseholdOf(PersonId person, DateOnly? on, DateTimeOffset? knownAt, CancellationToken ct) => ReadHouseholdThen.OfPerson(db, person, on ?? clock.Today(), Known(knownAt), ct);

    public async Task<IReadOnlyList<ActEntered>> ActsOf(PersonId person, CancellationToken ct) => await db.Many(Sql.Acts, [person.Value], static r => new ActEntered(
        r.GetGuid(0), r.GetString(1), r.Date(2), new(r.GetString(3), r.GetString(4), r.Date(5), r.GetString(6)), r.TextOrNull(7), r.Instant(8)), ct);

    private DateTimeOffset Known(DateTimeOffset? at) => at?.ToUniversalTime() ?? clock.GetUtcNow();

    private static class Sql
    {
        public const string Acts = """
            select a.id, a.kind, a.on_day, a.doc_kind, a.doc_number, a.doc_date, a.doc_agency, a.agency, a.recorded_at
            from population.registration a where a.persons @> array[$1::uuid]
            order by a.recorded_at desc, a.id desc limit 200
            """;
    }
}
