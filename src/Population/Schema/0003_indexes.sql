-- Indexes and constraints live in two routines, because the bulk load of an empty register drops them and builds them afterwards.
-- They run with the rights of the owner of the schema; the module's role may call them only while the register is empty.
create function population.drop_indexes() returns void
language plpgsql security definer set search_path = pg_catalog, population, public as $$
begin
    if exists (select from population.person) then
        raise exception 'population.drop_indexes: the register is not empty';
    end if;
    alter table population.person drop constraint if exists person_pkey, drop constraint if exists person_number_key;
    drop index if exists population.person_search, population.person_mother, population.person_father, population.person_cmnd;
    alter table population.household drop constraint if exists household_pkey;
    alter table population.household_member drop constraint if exists household_member_pkey;
    drop index if exists population.household_member_household, population.household_member_one, population.household_member_head;
    alter table population.residence drop constraint if exists residence_pkey, drop constraint if exists residence_one_permanent;
    drop index if exists population.residence_commune;
    drop trigger if exists residence_first_insert on population.residence;
    drop trigger if exists residence_first_update on population.residence;
end $$;

-- Two halves of about equal work, for two connections.
create function population.build_indexes(half integer) returns void
language plpgsql security definer set search_path = pg_catalog, population, public as $$
begin
    if half = 1 then
        alter table population.person add constraint person_pkey primary key (id), add constraint person_number_key unique (number);
        create index person_search on population.person (search_key, birth);
        create index person_mother on population.person (mother) where mother is not null;
        create index person_father on population.person (father) where father is not null;
        create index person_cmnd on population.person (cmnd) where cmnd is not null;
    else
        -- Law on Residence 68/2020: nobody has two permanent residences at once, among what is believed now.
        -- The first entry of a person is watched by the trigger residence_first, the others by the exclusion: most people have one entry only,
        -- and checking a GiST exclusion for every one of them took a third of a bulk load.
        alter table population.residence add constraint residence_pkey primary key (person, entry),
            add constraint residence_one_permanent exclude using gist (person with =, valid with &&) where (kind = 1 and recorded_until is null and entry > 1);
        -- what the trigger would have refused row by row
        if exists (select from population.residence later left join population.residence first on first.person = later.person and first.entry = 1
                   where later.entry > 1 and (first.person is null or (later.kind = 1 and first.kind = 1 and later.recorded_until is null and first.recorded_until is null
                         and later.valid && first.valid))) then
            raise exception 'residence: two permanent residences at one time' using errcode = 'exclusion_violation', constraint = 'residence_one_permanent';
        end if;
        create trigger residence_first_insert before insert on population.residence for each row when (new.entry > 1) execute function population.check_first_residence();
        create trigger residence_first_update before update on population.residence for each row
            when (old.valid is distinct from new.valid or old.recorded_until is distinct from new.recorded_until or old.kind is distinct from new.kind or old.entry is distinct from new.entry)
            execute function population.check_first_residence();
        create index residence_commune on population.residence (commune) where recorded_until is null and upper_inf(valid);
        alter table population.household add constraint household_pkey primary key (id);
        alter table population.household_member add constraint household_member_pkey primary key (person, since);
        create index household_member_household on population.household_member (household);
        create unique index household_member_one on population.household_member (person) where until is null;
        create unique index household_member_head on population.household_member (household) where until is null and relation = 1;
    end if;
end $$;

-- Completes the exclusion for the first entry. Entries of a person have no gaps, so the first is never added behind others; the row lock makes two writers of one person wait for each other.
create function population.check_first_residence() returns trigger
language plpgsql set search_path = pg_catalog, population, public as $$
declare
    other population.residence;
begin
    if new.entry > 1 then
        select * into other from population.residence r where r.person = new.person and r.entry = 1 for share;
        if not found or (new.entry > 2 and not exists (select from population.residence r where r.person = new.person and r.entry = new.entry - 1)) then
            raise exception 'residence: entries of a person have no gaps' using errcode = 'check_violation';
        end if;
    end if;
    if new.kind <> 1 or new.recorded_until is not null then
        return new;
    end if;
    if new.entry > 1 then
        if other.kind = 1 and other.recorded_until is null and other.valid && new.valid then
            raise exception 'residence: two permanent residences at one time' using errcode = 'exclusion_violation', constraint = 'residence_one_permanent';
        end if;
    elsif exists (select from population.residence r
                  where r.person = new.person and r.entry > 1 and r.kind = 1 and r.recorded_until is null and r.valid && new.valid) then
        raise exception 'residence: two permanent residences at one time' using errcode = 'exclusion_violation', constraint = 'residence_one_permanent';
    end if;
    return new;
end $$;
select population.build_indexes(1);
select population.build_indexes(2);
