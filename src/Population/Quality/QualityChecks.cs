namespace LienThong.Population.Quality;

/// <summary>
/// What the rules compute, as one set-based expression over persons with their residence, parents, card and last change. Each check answers whether it applies to the person and whether it holds.
/// Codes and parameters come from content: $1 codes of the rules in force, $2 their parameters, $3 today.
/// </summary>
internal static class QualityChecks
{
    public static readonly IReadOnlySet<string> Codes = new HashSet<string>(StringComparer.Ordinal)
    {
        "birth.plausible", "number.agrees", "parents.sex", "marriage.spouse", "birth.day", "sex.known", "ethnicity.known", "parents.known", "card.held", "residence.known", "name.letters", "name.case",
        "birth.firstJanuary", "cmnd.shape", "phone.shape", "address.written", "record.single", "age.plausible", "record.fresh", "card.current",
    };

    internal static class Sql
    {
        private const string Parameter = "coalesce(($2::integer[])[array_position($1::text[], '";

        /// <summary>All the living, by sets. A person without permanent residence stands under the empty commune.</summary>
        private const string Everybody = """
            from population.person p
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            left join population.person mo on mo.id = p.mother
            left join population.person fa on fa.id = p.father
            left join (select h.person, bool_or(h.event = 'born') as born, max(h.recorded_at) as last from population.person_history h group by h.person) h on h.person = p.id
            left join (select k.person, bool_or(k.state = 'valid') as valid from population.identity_card k group by k.person) k on k.person = p.id
            left join (select c.a as person, true as found from population.duplicate_candidate c where c.state = 'open' and c.probability >= 0.5
                       union select c.b, true from population.duplicate_candidate c where c.state = 'open' and c.probability >= 0.5) d on d.person = p.id
            cross join lateral (values
            """;

        /// <summary>The same for the people of one commune ($4), person by person through indexes.</summary>
        private const string OfCommune = """
            from population.residence r
            join population.person p on p.id = r.person
            left join population.person mo on mo.id = p.mother
            left join population.person fa on fa.id = p.father
            cross join lateral (select bool_or(h.event = 'born') as born, max(h.recorded_at) as last from population.person_history h where h.person = p.id) h
            cross join lateral (select bool_or(k.state = 'valid') as valid from population.identity_card k where k.person = p.id) k
            cross join lateral (select exists (select from population.duplicate_candidate c where c.a = p.id and c.state = 'open' and c.probability >= 0.5)
                                    or exists (select from population.duplicate_candidate c where c.b = p.id and c.state = 'open' and c.probability >= 0.5) as found) d
            cross join lateral (values
            """;

        /// <summary>Code, whether it applies, whether it holds.</summary>
        private const string Checks = $"""
                ('birth.plausible', p.birth_precision > 0, p.birth >= '1900-01-01' and p.birth <= $3::date
                    and (mo.id is null or mo.birth_precision = 0 or extract(year from p.birth) - extract(year from mo.birth) >= {Parameter}birth.plausible')], 12))
                    and (fa.id is null or fa.birth_precision = 0 or extract(year from p.birth) - extract(year from fa.birth) >= {Parameter}birth.plausible')], 12))),
                ('number.agrees', p.sex > 0 and p.birth_precision > 0, p.number / 100000000 % 2 = case when p.sex = 2 then 1 else 0 end
                    and 1900 + p.number / 100000000 % 10 / 2 * 100 + p.number / 1000000 % 100 = extract(year from p.birth)),
                ('parents.sex', mo.id is not null or fa.id is not null, coalesce(mo.sex, 2) <> 1 and coalesce(fa.sex, 1) <> 2),
                ('marriage.spouse', p.marital = 2 and p.birth_precision > 0, coalesce(p.marital_since, $3::date) >= p.birth + make_interval(years => {Parameter}marriage.spouse')], 18))),
                ('birth.day', true, p.birth_precision = 3),
                ('sex.known', true, p.sex > 0),
                ('ethnicity.known', p.nationality = 'VNM', p.ethnicity between 1 and 54),
                ('parents.known', p.birth > $3::date - make_interval(years => {Parameter}parents.known')], 18)), coalesce(p.mother::text, p.father::text, p.mother_name, p.father_name) is not null),
                ('card.held', p.birth_precision > 0 and p.birth <= $3::date - make_interval(years => {Parameter}card.held')], 14)), p.card_issued is not null),
                ('residence.known', true, r.person is not null),
                ('name.letters', true, p.search_key !~ '[0-9]' and p.search_key like '% %'),
                ('name.case', true, p.full_name <> upper(p.full_name)),
                ('birth.firstJanuary', p.birth_precision = 3, extract(doy from p.birth) <> 1),
                ('cmnd.shape', p.cmnd is not null, length(p.cmnd) = 9 and p.cmnd !~ '[^0-9]'),
                ('phone.shape', p.phone is not null, length(p.phone) = 10 and p.phone !~ '[^0-9]'),
                ('address.written', r.person is not null, length(btrim(r.address)) >= 4),
                ('record.single', true, d.found is not true),
                ('age.plausible', p.birth_precision > 0 and p.birth <= $3::date - make_interval(years => {Parameter}age.plausible')], 100)),
                    greatest(h.last, case when isfinite(r.recorded_at) then r.recorded_at end) >= $3::date - interval '24 months'),
                ('record.fresh', true, coalesce(greatest(h.last, case when isfinite(r.recorded_at) then r.recorded_at end) >= $3::date - make_interval(months => {Parameter}record.fresh')], 120)), false)),
                ('card.current', k.valid is not null, k.valid)
            ) c(code, applies, holds)
            """;

        public const string Count = $"""
            insert into population.quality_score (day, made_at, commune, source, rule, checked, failed)
            select $3::date, $4, coalesce(r.area, r.commune, ''), case when h.born then 'birth' when h.last is not null then 'changed' else 'loaded' end, c.code, count(*), count(*) filter (where c.holds is not true)
            {Everybody}
            {Checks}
            where not p.locked and c.applies and c.code = any($1::text[])
            group by 3, 4, 5
            """;

        /// <summary>Persons of one commune who fail one rule: $4 commune, $5 rule, $6 after this person. Reached by the index on the commune of residences.</summary>
        public const string Failing = $"""
            select p.id
            {OfCommune}
            {Checks}
            where ((r.commune = $4 and r.area is null) or r.area = $4) and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
              and not p.locked and c.applies and c.holds is not true and c.code = $5 and c.code = any($1::text[]) and p.id > $6
            order by p.id limit 25
            """;
    }
}
