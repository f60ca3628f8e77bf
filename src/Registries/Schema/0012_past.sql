-- A record says since when each of its states holds. When a later day brings other values, the state before it stays true for its own days: it stands here, trimmed to them.
-- `registries.record` holds the newest period, this table the ones before it, `record_history` what was believed and then replaced.
create table registries.record_past (
  subject      uuid not null,
  registry     text collate "C" not null,
  key          text not null,
  version      int not null,
  valid        daterange not null check (not isempty(valid)),
  data         jsonb not null,
  provenance   jsonb not null,
  recorded_at  timestamptz not null,
  replaced_at  timestamptz,
  primary key (subject, registry, key, version, recorded_at)
);
