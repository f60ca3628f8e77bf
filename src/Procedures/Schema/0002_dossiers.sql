-- One sequence a day for each competent agency: the public code is agency-yyMMdd-nnnn.
create table procedures.code_sequence (
  agency text not null,
  day    date not null,
  last   integer not null,
  primary key (agency, day)
);

-- Business (national, step), money and delivery are three separate state machines. Receiving place, competent agency and place of return are three fields.
create table procedures.dossier (
  id               uuid primary key,
  code             text not null unique,
  procedure_code   text not null,
  definition       integer not null,
  account          text not null,
  applicant        uuid not null,
  applicant_name   text not null,
  assisted_by      text,
  phone_tail       text,
  channel          smallint not null check (channel between 1 and 3),
  receiving_agency text not null,
  competent_agency text not null,
  return_place     text not null,
  province         text not null,
  matter           text not null,
  step             text not null,
  national         smallint not null check (national between 1 and 10),
  money            text not null default 'none' check (money in ('none', 'due', 'paid', 'refunded')),
  fee              bigint not null default 0 check (fee >= 0),
  paid_at          timestamptz,
  paid_online      boolean,
  delivery         text not null default 'none' check (delivery in ('none', 'ready', 'delivered')),
  papers_named     smallint not null,
  papers_waived    smallint not null,
  submitted_at     timestamptz not null,
  received_at      timestamptz,
  due_at           timestamptz,
  first_due_at     timestamptz,
  finished_at      timestamptz,
  returned_at      timestamptz,
  supplements      smallint not null default 0,
  supplement_at    timestamptz,
  reappointments   smallint not null default 0,
  notified         boolean not null default false,
  result           jsonb,
  score            smallint check (score between 1 and 5),
  rated_at         timestamptz,
  version          integer not null default 1,
  foreign key (procedure_code, definition) references procedures.definition (code, version)
);
-- One open dossier about one matter (this birth notice, this person's move).
create unique index dossier_open_matter on procedures.dossier (procedure_code, matter) where national not in (3, 7, 8, 10);
create index dossier_applicant on procedures.dossier (applicant, submitted_at desc, id);
create index dossier_queue on procedures.dossier (competent_agency, coalesce(due_at, submitted_at), id) where national not in (3, 7, 8, 10);
create index dossier_reception on procedures.dossier (receiving_agency, coalesce(due_at, submitted_at), id) where national not in (3, 7, 8, 10);
create index dossier_closed on procedures.dossier (competent_agency, coalesce(finished_at, submitted_at) desc, id) where national in (3, 7, 8, 9, 10);
create index dossier_day on procedures.dossier (submitted_at);
create index dossier_finished on procedures.dossier (finished_at) where finished_at is not null;

create table procedures.dossier_person (
  dossier uuid not null references procedures.dossier (id),
  role    text not null,
  subject uuid not null,
  primary key (dossier, role, subject)
);

create table procedures.dossier_answer (
  dossier    uuid not null references procedures.dossier (id),
  key        text not null,
  role       text not null,
  field      text,
  value      text not null,
  display    text not null,
  origin     text not null check (origin in ('prefilled', 'typed', 'changed', 'derived')),
  source     text,
  as_of      timestamptz,
  receipt    uuid,
  registered text,
  primary key (dossier, key)
);

-- Why a paper was not asked for, or who handed it in.
create table procedures.paper_proof (
  dossier   uuid not null references procedures.dossier (id),
  paper     text not null,
  verdict   text not null check (verdict in ('waived', 'asked', 'provided')),
  reason    text,
  databases text[] not null,
  fields    text[] not null,
  as_of     timestamptz,
  agreement text not null,
  receipts  uuid[] not null,
  primary key (dossier, paper)
);
create index paper_proof_paper on procedures.paper_proof (paper);

-- Who moved the dossier, when, from where to where, and what they said.
create table procedures.step_log (
  dossier   uuid not null references procedures.dossier (id),
  seq       integer not null,
  at        timestamptz not null,
  action    text not null,
  from_step text,
  to_step   text not null,
  national  smallint not null,
  actor     text not null,
  official  text,
  agency    text,
  note      text,
  primary key (dossier, seq)
);
create index step_log_at on procedures.step_log (at);

create table procedures.notice (
  id      uuid primary key,
  person  uuid not null,
  dossier uuid not null references procedures.dossier (id),
  at      timestamptz not null,
  step    text not null,
  title   text not null,
  body    text not null,
  seen_at timestamptz
);
create index notice_person on procedures.notice (person, at desc, id);

create table procedures.rating (
  dossier uuid primary key references procedures.dossier (id),
  score   smallint not null check (score between 1 and 5),
  comment text,
  at      timestamptz not null
);

-- Wrong guesses of the last digits of a phone, so that a public code cannot be tried out.
create table procedures.tracking_miss (
  code   text primary key,
  misses integer not null,
  since  timestamptz not null
);
