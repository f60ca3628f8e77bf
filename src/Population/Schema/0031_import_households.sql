-- One key for a household of a file, commune / code, as its rows carry it: found by an array of keys, without a join that the planner could take the wrong way.
alter table population.import_household add column home text collate "C";
update population.import_household set home = commune || '/' || household_code;
alter table population.import_household drop constraint import_household_pkey;
alter table population.import_household drop column commune, drop column household_code;
alter table population.import_household add primary key (home);
