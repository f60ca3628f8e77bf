-- Registers are data: every version of every register, draft → published → archived. At most one version of a register is live, at most one is being drafted.
create table registries.definition (
  code          text collate "C" not null,
  version       int not null check (version > 0),
  state         text not null check (state in ('draft', 'published', 'archived')),
  definition    jsonb not null,
  shapes        jsonb not null default '[]',
  origin        text not null check (origin in ('content', 'browser')),
  changed_at    timestamptz not null,
  changed_by    text not null,
  published_at  timestamptz,
  archived_at   timestamptz,
  primary key (code, version)
);
create unique index definition_live on registries.definition (code) where state = 'published';
create unique index definition_draft on registries.definition (code) where state = 'draft';

-- Counts publications. Every node looks at this one row every second or two and reads the live definitions again when it moved.
create table registries.book (
  one      boolean primary key default true check (one),
  edition  bigint not null
);
insert into registries.book (edition) values (0);

-- The records of one register: for paging through them, and for applying a new version to live data.
create index record_of_registry on registries.record (registry, subject, key);
