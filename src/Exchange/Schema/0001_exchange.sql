-- Agreements, who decided about them, how much flowed, and how the sources are.

create table exchange.agreement (
  code            text primary key,
  version         integer not null default 1,
  vi              text not null,
  en              text not null,
  why             text not null,
  consumers       text[] not null,         -- agency codes, class:…, or only 'person' for everybody's own data
  persons         boolean not null,        -- a person may start readings under it while filing
  purpose         text not null,
  bases           text[] not null,
  fields          text[] not null,
  locked_persons  boolean not null,
  quota_per_day   integer check (quota_per_day > 0),
  legal_basis     text not null,
  valid_from      date not null,
  valid_to        date,
  state           text not null check (state in ('draft', 'requested', 'approved', 'suspended', 'ended')),
  origin          text not null check (origin in ('content', 'request')),
  requested_by    text not null,
  changed_at      timestamptz not null default clock_timestamp(),
  check (valid_to is null or valid_to >= valid_from)
);

-- One line per owner of the data asked for. The agreement is approved when every owner has approved.
create table exchange.decision (
  agreement  text not null references exchange.agreement (code),
  owner      text not null,
  decision   text not null default 'waiting' check (decision in ('waiting', 'approved', 'suspended')),
  decided_by text,
  decided_at timestamptz,
  primary key (agreement, owner)
);
create index decision_owner on exchange.decision (owner, decision);

create table exchange.agreement_event (
  id         uuid primary key,
  agreement  text not null references exchange.agreement (code),
  at         timestamptz not null,
  actor      text not null,
  agency     text,
  change     text not null,
  reason     text
);
create index agreement_event_agreement on exchange.agreement_event (agreement, id);

-- Metering. Source '*' is the call itself; the other rows are its parts.
create table exchange.call_day (
  day          date not null,
  agreement    text not null,
  source       text not null,
  calls        bigint not null default 0,
  found        bigint not null default 0,
  absent       bigint not null default 0,
  unavailable  bigint not null default 0,
  refused      bigint not null default 0,
  primary key (day, agreement, source)
);

create table exchange.source (
  database      text primary key,
  up            boolean not null default true,
  switched_off  boolean not null default false,
  changed_at    timestamptz not null,
  reason        text,
  tested_at     timestamptz,
  last_answer   timestamptz
);
