-- Files that keepers loaded, or tried to. The rows that were refused are kept for a few days for the one who sent them.
create table registries.bulk_load (
  id          uuid primary key,
  registry    text collate "C" not null,
  dry_run     boolean not null,
  loaded_at   timestamptz not null,
  loaded_by   text not null,
  rows        int not null,
  good        int not null,
  changed     int not null,
  rejected    int not null,
  rejects     text
);
create index bulk_load_of_registry on registries.bulk_load (registry, loaded_at desc);

-- A register changes hands by a document: the keeper proposes, the other agency accepts, on the day it takes effect. Rows are never deleted: they tell who kept what when.
create table registries.hand_over (
  id            uuid primary key,
  registry      text collate "C" not null,
  from_agency   text not null,
  to_agency     text not null,
  document      text not null,
  effective     date not null,
  proposed_at   timestamptz not null,
  proposed_by   text not null,
  accepted_at   timestamptz,
  accepted_by   text,
  done_at       timestamptz,
  withdrawn_at  timestamptz
);
create unique index hand_over_open on registries.hand_over (registry) where done_at is null and withdrawn_at is null;
create index hand_over_due on registries.hand_over (effective) where accepted_at is not null and done_at is null and withdrawn_at is null;
