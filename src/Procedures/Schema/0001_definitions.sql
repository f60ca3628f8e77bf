-- Published versions of procedures. The content of a version that a dossier uses never changes.
create table procedures.definition (
  code           text not null,
  version        integer not null,
  content_hash   text not null,
  effective_from date not null,
  effective_to   date,
  document       jsonb not null,
  loaded_at      timestamptz not null,
  primary key (code, version),
  check (effective_to is null or effective_to >= effective_from)
);

-- What an applicant has begun. Its key becomes the key of the dossier, so that readings made while filling in belong to the dossier.
create table procedures.draft (
  id          uuid primary key,
  account     text not null,
  person      uuid not null,
  assisted_by text,
  code        text not null,
  definition  integer not null,
  channel     smallint not null,
  subjects    jsonb not null default '{}',
  facts       jsonb not null default '[]',
  answers     jsonb not null default '{}',
  facts_at    timestamptz,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  version     integer not null default 1,
  foreign key (code, definition) references procedures.definition (code, version)
);
create index draft_person on procedures.draft (person, updated_at desc);
create index draft_updated on procedures.draft (updated_at);

-- Files handed in, for a draft or a dossier (same key). The bytes lie outside the web root under the name of the key.
create table procedures.attachment (
  id         uuid primary key,
  dossier    uuid not null,
  paper      text not null,
  file_name  text not null,
  media_type text not null,
  size       integer not null check (size > 0),
  sha256     bytea not null,
  stored_at  timestamptz not null
);
create index attachment_dossier on procedures.attachment (dossier);
