namespace LienThong.Population.Fields;

/// <summary>The three queries of the field sources. Each answers up to 256 subjects by their keys in one round trip.</summary>
internal static class FieldSql
{
    internal static class Sql
    {
        public const string Narrow = """
            select p.id, p.locked, p.number, p.full_name, p.birth, p.birth_precision, p.sex, p.ethnicity, p.nationality, p.marital
            from population.person p
            where p.id = any($1)
            """;

        public const string Home = """
            select p.id, p.locked, p.number, p.full_name, p.birth, p.birth_precision, p.sex, p.ethnicity, p.nationality, p.marital,
                   coalesce(r.area, r.commune), r.address, r.valid, h.dossier_no
            from population.person p
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            left join population.household h on h.id = r.household
            where p.id = any($1)
            """;

        // $2 today; $3 members, $4 children, $5 former numbers are worked out only when asked
        public const string Full = """
            select p.id, p.locked, p.number, p.full_name, p.birth, p.birth_precision, p.sex, p.ethnicity, p.nationality, p.marital,
                   coalesce(r.area, r.commune), r.address, r.valid, h.dossier_no,
                   t.commune, t.address, t.valid, null::text,
                   p.other_names, p.birth_place, p.birth_registration_place, p.home_place, p.religion, p.blood_group, p.cmnd, p.card_issued, p.phone, p.email, p.died, p.died_precision,
                   coalesce(f.full_name, p.father_name), f.number, f.nationality,
                   coalesce(m.full_name, p.mother_name), m.number, m.nationality,
                   s.full_name, s.number, s.nationality,
                   own.relation, hp.full_name, hp.number, hp.nationality,
                   case when $3 then (
                       select jsonb_agg(jsonb_build_object('number', lpad(x.number::text, 12, '0'), 'name', x.full_name, 'relation', member.relation,
                                  'birthDate', to_char(x.birth, (array['', 'YYYY', 'YYYY-MM', 'YYYY-MM-DD'])[x.birth_precision + 1]), 'sex', x.sex)
                                  order by (member.relation = 1) desc, x.birth, x.id)::text
                       from population.household_member member join population.person x on x.id = member.person
                       where member.household = own.household and member.until is null) end,
                   case when $4 then (
                       select jsonb_agg(jsonb_build_object('number', lpad(x.number::text, 12, '0'), 'name', x.full_name, 'nationality', x.nationality) order by x.birth, x.id)::text
                       from (select c.id, c.number, c.full_name, c.nationality, c.birth from population.person c where c.mother = p.id
                             union
                             select c.id, c.number, c.full_name, c.nationality, c.birth from population.person c where c.father = p.id) x) end,
                   case when $5 then (
                       select string_agg(i.value, ', ' order by i.recorded_at) from population.person_identifier i where i.person = p.id and i.kind = 1) end
            from population.person p
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            left join population.household h on h.id = r.household
            left join lateral (
                select coalesce(tr.area, tr.commune) as commune, tr.address, tr.valid from population.residence tr
                where tr.person = p.id and tr.kind = 2 and tr.recorded_until is null and tr.valid @> $2::date
                order by lower(tr.valid) desc limit 1) t on true
            left join population.person f on f.id = p.father
            left join population.person m on m.id = p.mother
            left join population.person s on s.id = p.spouse
            left join population.household_member own on own.person = p.id and own.until is null
            left join population.household_member head on head.household = own.household and head.until is null and head.relation = 1
            left join population.person hp on hp.id = head.person
            where p.id = any($1)
            """;
    }
}
