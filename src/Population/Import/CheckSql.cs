namespace LienThong.Population.Import;

/// <summary>
/// The rules that need more than one row: twice in the file, in the register already, households, parents. Each statement finds all its faults at once. $1 the import; $2 and $3 the households
/// it looks at (behind, up to), because the same is asked again of each piece before it goes in.
/// </summary>
internal static class CheckSql
{
    internal static class Sql
    {
        public const string Twice = """
            insert into population.import_fault (import, line, kind, code, item, detail)
            select $1, d.line, 1, 'POP-0230', 'person.number', d.first::text
            from (select r.line, min(r.line) over (partition by r.number) as first from population.import_row r where r.import = $1 and r.number is not null) d
            where d.line > d.first
            on conflict do nothing
            """;
        // answers who was looked at, for the ledger; a number that the person gave up counts too
        public const string InRegister = """
            with met as (
                select r.line, p.id, p.name_key is not distinct from coalesce(r.name_key, p.name_key) and (p.birth, p.birth_precision) = (coalesce(r.birth, p.birth), coalesce(r.birth_precision, p.birth_precision))
                       and p.sex = coalesce(r.sex, p.sex) as same
                from population.import_row r join population.person p on p.number = r.number
                where r.import = $1 and r.home > $2 and r.home <= $3
                union all
                select r.line, i.person, false
                from population.import_row r join population.person_identifier i on i.kind = 1 and i.value = lpad(r.number::text, 12, '0')
                where r.import = $1 and r.home > $2 and r.home <= $3 and r.number is not null),
            told as (
                insert into population.import_fault (import, line, kind, code, item)
                select $1, m.line, min(case when m.same then 2 else 1 end), case when bool_and(m.same) then 'POP-0241' else 'POP-0231' end, 'person.number'
                from met m group by m.line
                on conflict do nothing)
            select distinct m.id from met m
            """;
        public const string OpenBlocks = "select b.series, b.ordinals from population.offline_block b where b.closed_at is null";
        // a paper with this number may be in somebody's hands; who is in the register already was told so. $4 the numbers
        public const string InBlock = """
            insert into population.import_fault (import, line, kind, code, item)
            select $1, r.line, 1, 'POP-0243', 'person.number'
            from population.import_row r
            where r.import = $1 and r.home > $2 and r.home <= $3 and r.number = any($4::bigint[])
              and not exists (select from population.import_fault f where f.import = $1 and f.line = r.line and f.kind = 2)
            on conflict do nothing
            """;
        public const string TwoHeads = """
            insert into population.import_fault (import, line, kind, code, item, detail)
            select $1, h.line, 1, 'POP-0233', 'household.relationToHead', (case when h.line = h.first then h.last else h.first end)::text
            from (select r.line, min(r.line) over (partition by r.home) as first, max(r.line) over (partition by r.home) as last
                  from population.import_row r where r.import = $1 and r.relation = 1 and r.household_code is not null) h
            where h.first < h.last
            on conflict do nothing
            """;
        public const string NoHead = """
            insert into population.import_fault (import, line, kind, code, item, detail)
            select $1, r.line, 1, 'POP-0232', 'household.code', '–'
            from population.import_row r
            where r.import = $1 and r.household_code is not null and r.commune is not null and r.relation is distinct from 1
              and not exists (select from population.import_row h where h.import = $1 and h.home = r.home and h.relation = 1)
              and not exists (select from population.import_household x where x.home = r.home)
              and not exists (select from population.import_fault f where f.import = $1 and f.line = r.line and f.kind = 2)
            on conflict do nothing
            """;
        // households that came with an earlier import: they have their head, and must still be there
        public const string KnownHome = """
            insert into population.import_fault (import, line, kind, code, item)
            select $1, r.line, 1, case when m.person is null then 'POP-0240' else 'POP-0235' end, case when m.person is null then 'household.code' else 'household.relationToHead' end
            from population.import_household x
            join population.import_row r on r.import = $1 and r.home = x.home and r.home > $2 and r.home <= $3
            left join population.household h on h.id = x.household and h.closed is null
            left join population.household_member m on m.household = h.id and m.until is null and m.relation = 1
            where (m.person is null or r.relation = 1)
              and not exists (select from population.import_fault f where f.import = $1 and f.line = r.line and f.kind = 2)
            on conflict do nothing
            """;
        public const string HeadElsewhere = """
            insert into population.import_fault (import, line, kind, code, item, detail)
            select $1, r.line, 1, 'POP-0236', 'household.code', h.line::text
            from population.import_fault f
            join population.import_row h on h.import = f.import and h.line = f.line and h.relation = 1 and h.household_code is not null
            join population.import_row r on r.import = f.import and r.home = h.home and r.relation is distinct from 1
            where f.import = $1 and f.kind = 2
              and not exists (select from population.import_household x where x.home = r.home)
              and not exists (select from population.import_fault g where g.import = $1 and g.line = r.line and g.kind = 2)
            on conflict do nothing
            """;
        public const string AddressDiffers = """
            insert into population.import_fault (import, line, kind, code, item, detail)
            select $1, r.line, 1, 'POP-0234', 'residence.permanent.detail', h.line::text
            from population.import_row h join population.import_row r on r.import = h.import and r.home = h.home and r.line <> h.line
            where h.import = $1 and h.relation = 1 and h.household_code is not null and lower(r.address) <> lower(h.address)
            on conflict do nothing
            """;
        public const string Parents = """
            insert into population.import_fault (import, line, kind, code, item)
            select $1, c.line, 1, case when p.id is null and f.line is null then 'POP-0237' else 'POP-0238' end, v.item
            from population.import_row c
            cross join lateral (values ('person.father.number', c.father_number, 2), ('person.mother.number', c.mother_number, 1)) v(item, number, never)
            left join population.person p on p.number = v.number
            left join (select distinct on (r.number) r.number, r.line, r.birth, r.birth_precision, r.sex
                       from population.import_row r where r.import = $1 and r.number is not null order by r.number, r.line) f on f.number = v.number
            where c.import = $1 and v.number is not null
              and ((p.id is null and f.line is null)
                   or coalesce(p.sex, f.sex) = v.never
                   or (coalesce(p.birth_precision, f.birth_precision) > 0 and c.birth is not null
                       and coalesce(p.birth, f.birth) + interval '12 years' > c.birth + (array[interval '0', interval '1 year', interval '1 month', interval '0'])[c.birth_precision + 1]))
            on conflict do nothing
            """;
        // what follows from a fault that was found in the round before ($2)
        public const string HeadFaulty = """
            insert into population.import_fault (import, line, kind, round, code, item, detail)
            select $1, m.line, 1, $2 + 1, 'POP-0232', 'household.code', min(h.line)::text
            from population.import_fault f
            join population.import_row h on h.import = f.import and h.line = f.line and h.relation = 1 and h.household_code is not null
            join population.import_row m on m.import = f.import and m.home = h.home and m.line <> h.line
            where f.import = $1 and f.kind = 1 and f.round = $2
              and not exists (select from population.import_fault g where g.import = $1 and g.line = m.line and g.kind < 3)
              and not exists (select from population.import_household x where x.home = m.home)
            group by m.line
            on conflict do nothing
            """;
        public const string ParentFaulty = """
            insert into population.import_fault (import, line, kind, round, code, item, detail)
            select $1, c.line, 1, $2 + 1, 'POP-0239', c.item, min(p.line)::text
            from (select distinct f.line from population.import_fault f where f.import = $1 and f.kind = 1 and f.round = $2) f
            join population.import_row p on p.import = $1 and p.line = f.line and p.number is not null
            join (select r.line, r.father_number as number, 'person.father.number' as item from population.import_row r where r.import = $1 and r.father_number is not null
                  union all
                  select r.line, r.mother_number, 'person.mother.number' from population.import_row r where r.import = $1 and r.mother_number is not null) c on c.number = p.number
            where not exists (select from population.import_fault d where d.import = $1 and d.line = p.line and d.code = 'POP-0230')
              and not exists (select from population.import_fault g where g.import = $1 and g.line = c.line and g.kind < 3)
              and not exists (select from population.person q where q.number = p.number)
            group by c.line, c.item
            on conflict do nothing
            """;
        public const string Checked = "update population.import set state = 'checked', changed_at = clock_timestamp() where id = $1 and state = 'checking'";
        public const string Analyze = "select population.analyze_import()";
    }
}
