using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Fields;

/// <summary>What few ask for: representation, declared states, absence, stay, why residence began and ended. A query of its own, run only when one of these is asked.</summary>
internal sealed record TieRow(
    Guid Person, Kin? Representative, string? Represented, DateOnly? MissingSince, bool Disabled, Absent? Absence, Stopover? Stay, DateOnly? RemovedOn, string? RemovedFor, string? Ground)
{
    public static readonly TieRow None = new(Guid.Empty, null, null, null, false, null, null, null, null, null);

    public static TieRow Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), Kin.Read(r, 1), r.TextOrNull(4), r.DateOrNull(5), r.GetBoolean(6),
        r.IsDBNull(7) ? null : new(r.Date(7), r.DateOrNull(8), r.GetString(9)), r.IsDBNull(10) ? null : new(r.GetString(10), r.GetString(11), r.Date(12), r.Date(13)),
        r.DateOrNull(14), r.TextOrNull(15), r.TextOrNull(16));

    internal static class Sql
    {
        public const string Ties = """
            select p.id, rp.full_name, rp.number, rp.nationality,
                   (select jsonb_agg(jsonb_build_object('number', lpad(x.number::text, 12, '0'), 'name', x.full_name, 'nationality', x.nationality) order by x.birth, x.id)::text
                    from population.representation t join population.person x on x.id = t.person
                    where t.representative = p.id and t.recorded_until is null and t.valid @> $2::date),
                   (select lower(s.valid) from population.person_status s where s.person = p.id and s.kind = 'missing' and s.recorded_until is null and s.valid @> $2::date),
                   exists (select from population.person_status s where s.person = p.id and s.kind = 'disability' and s.recorded_until is null and s.valid @> $2::date),
                   a.since, a.until, a.reason, st.commune, st.address, st.arrived, st.leaves, gone.day, gone.ground, r.ground
            from population.person p
            left join lateral (
                select t.representative from population.representation t
                where t.person = p.id and t.recorded_until is null and t.valid @> $2::date order by lower(t.valid) limit 1) rep on true
            left join population.person rp on rp.id = rep.representative
            left join lateral (
                select lower(x.valid) as since, upper(x.valid) - 1 as until, x.reason from population.absence x
                where x.person = p.id and x.recorded_until is null and x.valid @> $2::date limit 1) a on true
            left join lateral (
                select x.commune, x.address, (x.arrived at time zone 'Asia/Ho_Chi_Minh')::date as arrived, x.leaves from population.stay x
                where x.person = p.id and x.leaves >= $2::date and x.arrived < ($2::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' order by x.arrived desc limit 1) st on true
            left join lateral (
                select upper(x.valid) as day, x.end_ground as ground from population.residence x
                where x.person = p.id and x.kind = 1 and x.recorded_until is null and x.end_ground is not null order by upper(x.valid) desc limit 1) gone on true
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where p.id = any($1)
            """;
    }
}

/// <summary>A declared absence.</summary>
internal sealed record Absent(DateOnly From, DateOnly? Until, string Reason);

/// <summary>A short stay.</summary>
internal sealed record Stopover(string Commune, string Address, DateOnly From, DateOnly Until);
