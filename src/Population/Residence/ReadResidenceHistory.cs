using LienThong.Kernel.Data;
using NpgsqlTypes;

namespace LienThong.Population.Residence;

/// <summary>Every residence of a person as the register believed at an instant: valid time on one axis, recorded time on the other.</summary>
internal static class ReadResidenceHistory
{
    public static Task<List<ResidencePeriod>> Handle(Db db, PersonId person, DateTimeOffset? knownAt, CancellationToken ct) =>
        db.Many(Sql.AsKnown, [person.Value, knownAt?.ToUniversalTime() ?? DateTimeOffset.MaxValue], static r =>
        {
            var valid = r.GetFieldValue<NpgsqlRange<DateOnly>>(4);
            return new ResidencePeriod(
                (ResidenceKind)r.GetInt16(0), r.GetString(1), r.GetString(2), r.GuidOrNull(3) is { } household ? new HouseholdId(household) : null,
                valid.LowerBound, valid.UpperBoundInfinite ? null : valid.UpperBound.AddDays(-1), r.Instant(5), r.InstantOrNull(6), r.TextOrNull(7),
                r.TextOrNull(8), r.TextOrNull(9));
        }, ct);

    private static class Sql
    {
        public const string AsKnown = """
            select r.kind, r.commune, r.address, r.household, r.valid, r.recorded_at, r.recorded_until, r.document, r.area, r.end_ground
            from population.residence r
            where r.person = $1 and r.recorded_at <= $2 and (r.recorded_until is null or r.recorded_until > $2)
            order by lower(r.valid), r.kind
            limit 500
            """;
    }
}
