-- How many people and households there are, by commune of today's map; made with the counts of people_count, so that no page counts a register of a country.
-- Commune '': the whole register, with everybody alive whether they live anywhere permanently or not.
create table population.register_total (
    people     bigint not null,
    households bigint not null,
    commune    text collate "C" primary key
);
-- counted anew at the next look
delete from population.people_count;
