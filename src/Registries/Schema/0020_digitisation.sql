-- Digitisation: scans of papers, what was read on them, what officers made of it, and who answers for it.
create table registries.scan (
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  claimed_at   timestamptz,
  done_at      timestamptz,
  id           uuid        not null primary key,
  subject      uuid,
  version      int         not null default 1,
  record_version int,
  size         int         not null,
  -- waiting, reading: for the machine; open, second, third: for a first, a second, a third officer; done; refused: the paper cannot be used; broken: the file cannot be read
  state        text        not null constraint scan_state check (state in ('waiting', 'reading', 'open', 'second', 'third', 'done', 'refused', 'broken')),
  registry     text collate "C" not null,
  agency       text collate "C" not null,
  caller       text        not null,
  file_name    text        not null,
  media_type   text        not null,
  claimed_by   text,
  record_key   text,
  reason       text,
  sha256       bytea       not null,
  file         bytea       not null,
  constraint scan_done check ((state = 'done') = (done_at is not null and subject is not null))
);
create unique index scan_file on registries.scan (agency, registry, sha256);
create index scan_work on registries.scan (agency, registry, state, created_at) where state not in ('done', 'refused', 'broken');
create index scan_machine on registries.scan (created_at) where state in ('waiting', 'reading');
create index scan_record on registries.scan (done_at) where state = 'done';

-- A page as it is shown, and its size in the units of the boxes.
create table registries.scan_page (
  scan    uuid  not null references registries.scan (id),
  page    int   not null,
  width   int   not null,
  height  int   not null,
  media_type text not null,
  image   bytea not null,
  primary key (scan, page)
);

-- What the machine read for a field: where, how sure (0-100). marked: must be looked at with care.
create table registries.scan_field (
  scan        uuid     not null references registries.scan (id),
  page        int,
  x           int,
  y           int,
  width       int,
  height      int,
  confidence  smallint not null,
  marked      boolean  not null,
  field       text collate "C" not null,
  value       text,
  primary key (scan, field)
);

-- What each officer said, in turn. answers: field -> canonical value; fields: which were asked.
create table registries.scan_look (
  at       timestamptz not null,
  scan     uuid     not null references registries.scan (id),
  look     smallint not null,
  officer  text     not null,
  answers  jsonb    not null,
  primary key (scan, look)
);

-- Who answers for the record: of which scan and which record, by their hashes, and where it stands in the ledger.
create table registries.scan_signature (
  at          timestamptz not null,
  scan        uuid  not null primary key references registries.scan (id),
  entry       uuid  not null,
  officer     text  not null,
  agency      text  not null,
  scan_hash   bytea not null,
  record_hash bytea not null
);

-- The share of digitised records counts records by the time they were made.
create index record_made on registries.record using brin (recorded_at) where version = 1;
create index record_history_made on registries.record_history using brin (recorded_at) where version = 1;
