-- Registrations with their legal documents; knowledge of households on the recorded axis; absences, stays, confirmations; items of persons over time.

-- Every act of registration: what, of whom, since which day, resting on which document. Never changed, never deleted.
create table population.registration (
    on_day      date        not null,
    doc_date    date        not null,
    recorded_at timestamptz not null,
    id          uuid        not null primary key,
    household   uuid,
    persons     uuid[]      not null,
    kind        text        not null,
    doc_kind    text        not null,
    doc_number  text        not null,
    doc_agency  text        not null,
    agency      text,
    caller_kind text        not null,
    caller      text        not null,
    details     jsonb
);
create index registration_persons on population.registration using gin (persons);
create index registration_kind on population.registration (kind, recorded_at);

-- recorded_at of loaded rows is "always known". What a row said before it was changed or taken back goes to the table with _past.
alter table population.household_member add column recorded_at timestamptz not null default '-infinity';
create table population.household_member_past (
    since          date        not null,
    until          date,
    relation       smallint    not null,
    person         uuid        not null,
    household      uuid        not null,
    recorded_at    timestamptz not null,
    recorded_until timestamptz not null
);
create index household_member_past_person on population.household_member_past (person);
create index household_member_past_household on population.household_member_past (household);

-- area: the commune of today's map when a decision moved the place to another one since it was written down; commune stays as it was written.
alter table population.household add column recorded_at timestamptz not null default '-infinity',
    add column area text collate "C", add column area_decision uuid;
create table population.household_past (
    opened         date        not null,
    closed         date,
    id             uuid        not null,
    commune        text collate "C" not null,
    area           text collate "C",
    address        text        not null,
    recorded_at    timestamptz not null,
    recorded_until timestamptz not null
);
create index household_past_id on population.household_past (id);

create function population.keep_member() returns trigger
language plpgsql set search_path = pg_catalog, population as $$
declare
    told timestamptz := clock_timestamp();
begin
    if tg_op = 'UPDATE' and new.recorded_at > old.recorded_at then
        told := new.recorded_at;
    end if;
    insert into population.household_member_past (person, household, relation, since, until, recorded_at, recorded_until)
    values (old.person, old.household, old.relation, old.since, old.until, old.recorded_at, told);
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.recorded_at := told;
    return new;
end $$;
create trigger household_member_keep before update or delete on population.household_member for each row execute function population.keep_member();

create function population.keep_household() returns trigger
language plpgsql set search_path = pg_catalog, population as $$
begin
    if new.recorded_at <= old.recorded_at then
        new.recorded_at := clock_timestamp();
    end if;
    insert into population.household_past (id, commune, area, address, opened, closed, recorded_at, recorded_until)
    values (old.id, old.commune, old.area, old.address, old.opened, old.closed, old.recorded_at, new.recorded_at);
    return new;
end $$;
-- the area of a household follows the map (area_decision tells which decision), so it has no past of its own
create trigger household_keep before update on population.household for each row
    when (old.address is distinct from new.address or old.closed is distinct from new.closed or old.commune is distinct from new.commune)
    execute function population.keep_household();

-- No household loses its head while members stay: asked at the end of the transaction, with the household locked, so that a birth or a move into it at the same time is seen.
create function population.check_head() returns trigger
language plpgsql set search_path = pg_catalog, population as $$
begin
    perform from population.household h where h.id = old.household for no key update;
    if exists (select from population.household_member m where m.household = old.household and m.until is null)
       and not exists (select from population.household_member m where m.household = old.household and m.until is null and m.relation = 1) then
        raise exception 'household: members without a head' using errcode = 'check_violation', constraint = 'household_has_head';
    end if;
    if exists (select from population.household h where h.id = old.household and h.closed is not null)
       and exists (select from population.household_member m where m.household = old.household and m.until is null) then
        raise exception 'household: closed with members' using errcode = 'check_violation', constraint = 'household_has_head';
    end if;
    return null;
end $$;
create constraint trigger household_has_head after update or delete on population.household_member
    deferrable initially deferred for each row execute function population.check_head();

-- Nobody dead belongs to a household or is married; the married are married to each other.
create function population.check_person() returns trigger
language plpgsql set search_path = pg_catalog, population as $$
declare
    now_is population.person;
begin
    select * into now_is from population.person p where p.id = new.id;
    if now_is.died is not null and exists (select from population.household_member m where m.person = new.id and m.until is null) then
        raise exception 'person: dead and still a member' using errcode = 'check_violation', constraint = 'person_dead_leaves';
    end if;
    if now_is.spouse is not null and not now_is.locked and not exists (
        select from population.person s where s.id = now_is.spouse and s.spouse = now_is.id and s.marital = 2 and now_is.marital = 2 and not s.locked) then
        raise exception 'person: married to somebody who is not' using errcode = 'check_violation', constraint = 'person_spouses';
    end if;
    if old.spouse is not null and old.spouse is distinct from now_is.spouse and exists (
        select from population.person s where s.id = old.spouse and s.spouse = new.id and not s.locked) then
        raise exception 'person: left by a spouse who is still married' using errcode = 'check_violation', constraint = 'person_spouses';
    end if;
    return null;
end $$;
create constraint trigger person_is_sound after update of spouse, marital, died, locked on population.person
    deferrable initially deferred for each row
    when (old.spouse is distinct from new.spouse or old.marital is distinct from new.marital or old.died is distinct from new.died)
    execute function population.check_person();

-- Why a residence began and why it ended, and on which map.
alter table population.residence add column ground text, add column end_ground text, add column end_document text,
    add column area text collate "C", add column area_decision uuid;

-- Tạm vắng. Believed ones of a person do not overlap.
create table population.absence (
    recorded_at    timestamptz not null,
    recorded_until timestamptz,
    person         uuid        not null,
    id             uuid        not null,
    valid          daterange   not null constraint absence_not_empty check (not isempty(valid)),
    case_code      text        not null,
    destination    text,
    reason         text        not null,
    document       text        not null,
    primary key (person, id),
    constraint absence_one exclude using gist (person with =, valid with &&) where (recorded_until is null)
);

-- Lưu trú: up to 30 days at a place that is not one's residence. due: until when it had to be told.
create table population.stay (
    arrived   timestamptz not null,
    leaves    date        not null,
    told_at   timestamptz not null,
    due       timestamptz not null,
    person    uuid        not null,
    id        uuid        not null,
    commune   text collate "C" not null,
    address   text        not null,
    host      text        not null,
    document  text        not null,
    primary key (person, id)
);
create index stay_commune on population.stay (commune, leaves);

-- Giấy xác nhận thông tin về cư trú: what was confirmed stays as it was on that day.
create table population.confirmation (
    issued    date        not null,
    expires   date        not null,
    at        timestamptz not null,
    id        uuid        not null primary key,
    person    uuid        not null,
    commune   text collate "C" not null,
    number    integer     not null,
    agency    text        not null,
    caller    text        not null,
    content   jsonb       not null,
    unique (commune, issued, number)
);
create index confirmation_person on population.confirmation (person, issued);

-- Items of a person that changed or were corrected, on both axes; an item without rows never changed. value is null for "nothing".
create table population.person_item (
    recorded_at    timestamptz not null,
    recorded_until timestamptz,
    person         uuid        not null,
    registration   uuid,
    item           text collate "C" not null,
    valid          daterange   not null constraint person_item_not_empty check (not isempty(valid)),
    value          text,
    primary key (person, item, recorded_at, valid),
    constraint person_item_one exclude using gist (person with =, item with =, valid with &&) where (recorded_until is null)
);
