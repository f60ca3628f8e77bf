-- Up to when changes of persons are in the keys of duplicates. The history of persons tells who changed; it only grows, so a block index finds the latest rows and no list of changed persons is kept.
drop table population.duplicate_due;
create table population.duplicate_watermark (
    only_one boolean     not null primary key default true check (only_one),
    at       timestamptz not null
);
create index person_history_recorded on population.person_history using brin (recorded_at) with (pages_per_range = 16);

-- Second records for proofs and demonstrations are put in once.
alter table population.synthetic add column seeded boolean not null default false;
