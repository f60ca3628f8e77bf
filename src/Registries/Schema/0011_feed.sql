-- The change feed of each register. A writer takes the row of its register as the last thing before it commits and numbers its changes from it: the order of positions is the
-- order of commits, without a gap, and whoever read up to a position has seen everything before it. The same row counts the records, so that nobody counts the table.
create table registries.feed (
  registry    text collate "C" primary key,
  last        bigint not null default 0,
  records     bigint not null default 0,
  changed_at  timestamptz
);
insert into registries.feed (registry, records, changed_at)
select registry, count(*), max(recorded_at) from registries.record group by registry;

create table registries.change (
  registry  text collate "C" not null,
  position  bigint not null,
  kind      text not null check (kind in ('added', 'changed', 'filled', 'defined', 'handedOver')),
  subject   uuid,
  key       text,
  version   int,
  fields    text[] not null,
  at        timestamptz not null,
  primary key (registry, position)
);
create index change_of_subject on registries.change (subject);
