-- Sector registers declared as data. Every table carries the subject in its unique key, so that it can be spread by person one day (Citus).

-- The newest state of every record. `key` tells records of one subject apart ('' where a subject has at most one).
-- `data` holds dictionary field codes; `provenance` tells per field ('*' for all others) where the value comes from and since when it is known.
create table registries.record (
  subject      uuid not null,
  registry     text collate "C" not null,
  key          text not null,
  version      int not null check (version > 0),
  valid        daterange not null check (not isempty(valid)),
  data         jsonb not null,
  provenance   jsonb not null,
  recorded_at  timestamptz not null,
  primary key (subject, registry, key)
);

-- What a record said before each change, between recorded_at and replaced_at.
create table registries.record_history (
  subject      uuid not null,
  registry     text collate "C" not null,
  key          text not null,
  version      int not null,
  valid        daterange not null,
  data         jsonb not null,
  provenance   jsonb not null,
  recorded_at  timestamptz not null,
  replaced_at  timestamptz not null,
  replaced_by  text not null,
  primary key (subject, registry, key, version)
);

-- A source that an administrator has switched off answers nothing, so that procedures fall back to asking for the paper.
create table registries.source_switch (
  database    text primary key,
  is_on       boolean not null,
  reason      text not null,
  changed_at  timestamptz not null,
  changed_by  text not null
);

create table registries.source_switch_log (
  id          uuid primary key,
  database    text not null,
  is_on       boolean not null,
  reason      text not null,
  changed_at  timestamptz not null,
  changed_by  text not null
);
create index source_switch_log_time on registries.source_switch_log (changed_at desc);
