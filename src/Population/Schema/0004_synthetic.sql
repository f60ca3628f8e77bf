-- One row when synthetic people were made here; unfinished after a crash in the middle, and then they are made again.
create table population.synthetic (
    only_one    boolean     not null primary key default true check (only_one),
    people      integer     not null,
    seed        integer     not null,
    as_of       date        not null,
    started_at  timestamptz not null,
    finished_at timestamptz
);

create function population.analyze_all() returns void
language plpgsql security definer set search_path = pg_catalog, population, public as $$
begin
    analyze population.person;
    analyze population.household;
    analyze population.household_member;
    analyze population.residence;
end $$;
