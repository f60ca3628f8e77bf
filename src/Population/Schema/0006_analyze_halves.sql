-- The statistics of each half of the tables are taken right after its indexes, by the same connection.
create function population.analyze_half(half integer) returns void
language plpgsql security definer set search_path = pg_catalog, population, public as $$
begin
    if half = 1 then
        analyze population.person;
    else
        analyze population.household;
        analyze population.household_member;
        analyze population.residence;
    end if;
end $$;
drop function population.analyze_all();
