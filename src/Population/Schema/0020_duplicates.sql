-- Persons who may stand in the register twice: keys by which they meet, what was learned about agreement, candidates for an officer, merges that can be undone.

-- A person as far as comparison needs. Whoever was merged into somebody else is left out. Parents by name, also when the register knows them as persons.
create table population.person_merge (
    at           timestamptz not null,
    undone_at    timestamptz,
    on_day       date        not null,
    id           uuid        not null primary key,
    survivor     uuid        not null,
    merged       uuid        not null,
    registration uuid        not null,
    undone_by    uuid,
    -- what has to be put back when the merge is undone: household memberships before and after, ties, children
    kept         jsonb       not null,
    constraint person_merge_two check (survivor <> merged)
);
create unique index person_merge_merged on population.person_merge (merged) where undone_at is null;
create index person_merge_survivor on population.person_merge (survivor);
-- A merged record gives its number to the survivor and takes one of the series 000, which no province has.
create sequence population.cancelled_number as bigint minvalue 1 maxvalue 999999999;

create view population.duplicate_face as
select p.id, p.name_key, p.search_key, p.birth, p.birth_precision, p.sex, p.mother, p.father, coalesce(mo.full_name, p.mother_name) as mother_name, coalesce(fa.full_name, p.father_name) as father_name,
       p.birth_registration_place, p.home_place, p.cmnd, p.phone, m.household, coalesce(r.area, r.commune) as commune, p.spouse
from population.person p
left join population.person mo on mo.id = p.mother
left join population.person fa on fa.id = p.father
left join population.household_member m on m.person = p.id and m.until is null
left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
where not exists (select from population.person_merge g where g.merged = p.id and g.undone_at is null);

-- 64-bit digests under which similar persons meet (name and day of birth, day and mother, old number …). Made from the register, so a crash costs one full pass and nothing else.
create unlogged table population.duplicate_key (
    key    bigint not null,
    person uuid   not null
);
create unlogged table population.duplicate_pair (
    a uuid not null,
    b uuid not null
);
create function population.drop_duplicate_indexes() returns void
language plpgsql security definer set search_path = pg_catalog, population as $$
begin
    alter table population.duplicate_key drop constraint if exists duplicate_key_pkey;
    drop index if exists population.duplicate_key_person;
    truncate population.duplicate_key;
end $$;
create function population.build_duplicate_indexes() returns void
language plpgsql security definer set search_path = pg_catalog, population as $$
begin
    alter table population.duplicate_key add constraint duplicate_key_pkey primary key (key, person);
    create index duplicate_key_person on population.duplicate_key (person);
    -- an index answers alone only where the table is known to be visible to all
    analyze population.duplicate_key;
end $$;
select population.build_duplicate_indexes();

-- Persons whose record changed since their keys were made.
create table population.duplicate_due (
    at     timestamptz not null,
    person uuid        not null primary key
);

-- What agreement in each field is worth, as learned from the register. Frequencies of names and shares, nothing about one person.
create table population.duplicate_model (
    made_at timestamptz not null,
    version integer     not null primary key,
    people  bigint      not null,
    weights jsonb       not null
);

create table population.duplicate_pass (
    started_at  timestamptz not null,
    finished_at timestamptz,
    id          uuid        not null primary key,
    people      bigint      not null,
    pairs       bigint,
    candidates  bigint,
    too_common  bigint,
    model       integer
);

-- levels: one digit per field, in the order of the program's list. score in bits. state: open, declined, merged.
create table population.duplicate_candidate (
    found_at    timestamptz not null,
    decided_at  timestamptz,
    a           uuid        not null,
    b           uuid        not null,
    decision    uuid,
    score       real        not null,
    probability real        not null,
    model       integer     not null references population.duplicate_model (version),
    commune     text collate "C",
    levels      text collate "C" not null,
    state       text        not null default 'open' constraint duplicate_candidate_state check (state in ('open', 'declined', 'merged')),
    reason      text,
    primary key (a, b),
    constraint duplicate_candidate_order check (a < b)
);
create index duplicate_candidate_b on population.duplicate_candidate (b);
create index duplicate_candidate_queue on population.duplicate_candidate (score desc, a, b) where state = 'open';
create index duplicate_candidate_commune on population.duplicate_candidate (commune, score desc) where state = 'open';
