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
        -- Law on Residence 68/2020: nobody has two permanent residences at once, among what is believed now
        alter table population.residence add constraint residence_pkey primary key (person, entry),
            add constraint residence_one_permanent exclude using gist (person with =, valid with &&) where (kind = 1 and recorded_until is null);
        create index residence_commune on population.residence (commune, person) where recorded_until is null and upper_inf(valid);
        alter table population.household add constraint household_pkey primary key (id);
        alter table population.household_member add constraint household_member_pkey primary key (person, since);
        create index household_member_household on population.household_member (household);
        create unique index household_member_one on population.household_member (person) where until is null;
        create unique index household_member_head on population.household_member (household) where until is null and relation = 1;
    end if;
end $$;

select population.build_indexes(1);
select population.build_indexes(2);
