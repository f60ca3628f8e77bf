using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Population.Statistics;

namespace LienThong.Population.Measures;

/// <summary>
/// What the register counts: people, households, births registered, and how many people have a permanent residence. All can be asked for one province. People and households are those of the
/// last count (<see cref="RefreshCounts"/>); no page counts everybody.
/// </summary>
internal sealed class PopulationMeasures(Db<PopulationModule> db, RefreshCounts counts, IDirectory directory, TimeProvider clock) : IMeasureSource
{
    private const string People = "population.people", Households = "population.households", Births = "population.births-registered", Permanent = "population.with-permanent-residence";

    public IReadOnlyList<MeasureInfo> Measures { get; } =
    [
        new(People, "Số người trong cơ sở dữ liệu dân cư", "People in the population register", "Số người chưa khai tử có nơi thường trú trong địa bàn.", MeasureUnit.Count),
        new(Households, "Số hộ", "Households", "Số hộ đang có thành viên trong địa bàn.", MeasureUnit.Count),
        new(Births, "Số trẻ được đăng ký khai sinh", "Births registered", "Số lần đăng ký khai sinh trong kỳ, theo nơi đăng ký.", MeasureUnit.Count),
        new(Permanent, "Tỷ lệ người có nơi thường trú", "People with permanent residence", "Số người có nơi thường trú đang hiệu lực, chia cho số người chưa khai tử.", MeasureUnit.Percent),
    ];

    public async Task<MeasureValue> Evaluate(string code, MeasureScope scope, CancellationToken ct)
    {
        var communes = Communes(scope.Province);
        switch (code)
        {
            case People:
                var people = await Totals(communes, ct);
                return new(people.People, people.People, people.At, []);
            case Households:
                var homes = await Totals(communes, ct);
                return new(homes.Households, homes.Households, homes.At, []);
            case Births:
                var days = await db.Many(Sql.BirthsByDay, [HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)), communes],
                    static r => new MeasurePoint(r.Date(0), r.GetInt64(1), r.GetInt64(1)), ct);
                var births = days.Sum(d => d.Numerator);
                return new(births, births, clock.GetUtcNow(), days);
            case Permanent:
                var resident = await Totals(communes, ct);
                return new(resident.Resident, resident.People, resident.At, []);
            default:
                throw new KeyNotFoundException(code);
        }
    }

    public async Task<IReadOnlyList<MeasureRow>> Rows(string code, MeasureScope scope, CancellationToken ct) => code switch
    {
        Births => await db.Many(Sql.BirthRows, [HanoiTime.At(scope.From), HanoiTime.At(scope.To.AddDays(1)), Communes(scope.Province)],
            r => new MeasureRow($"Khai sinh tại {Place(r.GetString(1))}", $"/population/persons/{r.GetGuid(0)}", true, r.Instant(2)), ct),
        Permanent => await db.Many(Sql.WithoutPermanent, [], static r => new MeasureRow("Người chưa có nơi thường trú", $"/population/persons/{r.GetGuid(0)}", false, DateTimeOffset.UnixEpoch), ct),
        _ => [],
    };

    private string[]? Communes(string? province) => province is null ? null : [.. directory.Communes(province, clock.Today()).Select(c => c.Code)];

    private string Place(string code) => directory.AreaAt(code, clock.Today())?.FullName ?? code;

    private async Task<(long People, long Resident, long Households, DateTimeOffset At)> Totals(string[]? communes, CancellationToken ct)
    {
        await counts.IfNever(ct);
        return await db.One(communes is null ? Sql.Whole : Sql.Of, communes is null ? [] : [communes], r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.InstantOrNull(3) ?? clock.GetUtcNow()), ct);
    }

    private static class Sql
    {
        // of one province only those are known who live there permanently
        public const string Of = """
            select coalesce(sum(t.people), 0)::bigint, coalesce(sum(t.people), 0)::bigint, coalesce(sum(t.households), 0)::bigint, (select max(c.made_at) from population.people_count c)
            from population.register_total t where t.commune = any($1)
            """;
        public const string Whole = """
            select coalesce(sum(t.people) filter (where t.commune = ''), 0)::bigint, coalesce(sum(t.people) filter (where t.commune <> ''), 0)::bigint,
                   coalesce(sum(t.households) filter (where t.commune = ''), 0)::bigint, (select max(c.made_at) from population.people_count c)
            from population.register_total t
            """;
        public const string BirthsByDay = """
            select (h.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*)
            from population.person_history h join population.person p on p.id = h.person
            where h.event = 'born' and h.recorded_at >= $1 and h.recorded_at < $2 and ($3::text[] is null or p.birth_registration_place = any($3::text[]))
            group by day order by day
            """;
        public const string BirthRows = """
            select p.id, p.birth_registration_place, h.recorded_at
            from population.person_history h join population.person p on p.id = h.person
            where h.event = 'born' and h.recorded_at >= $1 and h.recorded_at < $2 and ($3::text[] is null or p.birth_registration_place = any($3::text[]))
            order by h.recorded_at desc limit 200
            """;
        public const string WithoutPermanent = """
            select p.id from population.person p
            where not p.locked and not exists (
                select from population.residence r where r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid))
            limit 200
            """;
    }
}
