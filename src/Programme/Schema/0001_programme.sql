-- Plans as the state issued them, what people recorded about them, and how one plan came from another.
-- An item is a target, a task or a procedure; its code is its place in the plan ("II.1"). Items that a newer text no longer has are withdrawn, never deleted.

create table programme.plan (
  code         text primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$'),
  title        text not null,
  number       text,
  signed       date,
  issuer       text,
  names_as_of  date not null,      -- the day on which the names of bodies in the plan were valid
  from_year    integer,
  to_year      integer,
  basis        text[] not null default '{}',
  parent       text,               -- code of the plan that it carries out; may not be loaded yet
  report_day   integer check (report_day between 1 and 31),
  report_to    text,
  source       text not null check (source in ('content', 'import')),
  version      integer not null default 1,
  changed_at   timestamptz not null
);

create table programme.item (
  plan         text not null references programme.plan (code),
  kind         text not null check (kind in ('target', 'task', 'procedure')),
  code         text not null,
  position     integer not null,
  group_number text not null,
  group_title  text not null,
  number       text not null,
  title        text not null,
  line         integer not null,
  fingerprint  text not null,      -- of everything the text says about the item: equal means nothing changed
  notes        text[] not null default '{}',
  -- what the programme officer said last; "none" until somebody says something
  progress     text not null default 'none' check (progress in ('none', 'started', 'done', 'cancelled')),
  done_on      date,
  withdrawn_at timestamptz,
  version      integer not null default 1,
  primary key (plan, kind, code),
  check ((progress = 'done') = (done_on is not null))
);

create table programme.item_value (
  plan       text not null,
  kind       text not null,
  code       text not null,
  position   integer not null,
  horizon    integer,
  comparator text not null check (comparator in ('atLeast', 'atMost', 'above', 'below', 'done', 'empty')),
  value      numeric,
  unit       text,
  original   text not null,
  primary key (plan, kind, code, position),
  foreign key (plan, kind, code) references programme.item (plan, kind, code)
);

create table programme.item_deadline (
  plan     text not null,
  kind     text not null,
  code     text not null,
  position integer not null,
  scope    text,
  sort     text not null check (sort in ('date', 'month', 'quarter', 'year', 'range', 'from', 'regular', 'monthly', 'quarterly', 'yearly', 'asAssigned', 'byAgreement', 'unknown')),
  from_day date,
  due_day  date,
  original text not null,
  primary key (plan, kind, code, position),
  foreign key (plan, kind, code) references programme.item (plan, kind, code)
);

-- The name stays as the plan has it. Who that is today is asked of Directory when it is shown.
create table programme.item_role (
  plan     text not null,
  kind     text not null,
  code     text not null,
  position integer not null,
  role     text not null check (role in ('lead', 'implement', 'cooperate', 'monitor', 'direct')),
  party    text not null check (party in ('body', 'unit', 'class', 'person', 'unclear')),
  name     text not null,
  reading  text,
  parent   text,
  class    text,
  duty     text,
  primary key (plan, kind, code, position),
  foreign key (plan, kind, code) references programme.item (plan, kind, code)
);

create table programme.item_product (
  plan     text not null,
  kind     text not null,
  code     text not null,
  position integer not null,
  title    text not null,
  primary key (plan, kind, code, position),
  foreign key (plan, kind, code) references programme.item (plan, kind, code)
);

-- Which measure tells the value of a target.
create table programme.binding (
  plan    text not null,
  kind    text not null,
  code    text not null,
  measure text not null,
  note    text,
  source  text not null check (source in ('content', 'person')),
  primary key (plan, kind, code)
);

-- child carries out parent. Suggested by likeness of the texts, or stated by content or a person.
create table programme.lineage (
  child_plan  text not null,
  child_kind  text not null,
  child_code  text not null,
  parent_plan text not null,
  parent_kind text not null,
  parent_code text not null,
  likeness    numeric check (likeness between 0 and 1),
  origin      text not null check (origin in ('suggested', 'content', 'confirmed', 'rejected')),
  primary key (child_plan, child_kind, child_code, parent_plan, parent_kind, parent_code)
);
create index lineage_parent on programme.lineage (parent_plan, parent_kind, parent_code);

create table programme.evidence (
  id           uuid primary key,
  plan         text not null,
  kind         text not null,
  code         text not null,
  sort         text not null check (sort in ('measure', 'connection', 'document')),
  ref          text not null check (length(ref) between 1 and 300),
  note         text,
  source       text not null check (source in ('content', 'person')),
  added_by     text not null,
  added_at     timestamptz not null,
  unique (plan, kind, code, sort, ref),
  foreign key (plan, kind, code) references programme.item (plan, kind, code)
);

create table programme.progress (
  id       uuid primary key,
  plan     text not null,
  kind     text not null,
  code     text not null,
  progress text not null,
  done_on  date,
  note     text,
  said_by  text not null,
  said_at  timestamptz not null,
  foreign key (plan, kind, code) references programme.item (plan, kind, code)
);
create index progress_item on programme.progress (plan, kind, code, said_at desc);

create table programme.import (
  id        uuid primary key,
  plan      text not null references programme.plan (code),
  file      text not null,
  hash      text not null,
  source    text not null check (source in ('content', 'import')),
  done_by   text not null,
  done_at   timestamptz not null,
  targets   integer not null,
  tasks     integer not null,
  added     integer not null,
  changed   integer not null,
  withdrawn integer not null,
  doubtful  jsonb not null
);
create index import_plan on programme.import (plan, done_at desc);

-- A text waiting between preview and confirmation, for one day.
create table programme.draft (
  id      uuid primary key,
  owner   text not null,
  file    text not null,
  body    bytea not null,
  made_at timestamptz not null
);

create table programme.report (
  plan    text not null references programme.plan (code),
  month   date not null check (extract(day from month) = 1),
  body    jsonb not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (plan, month)
);
