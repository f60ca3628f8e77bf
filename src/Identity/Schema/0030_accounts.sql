-- Kinds of accounts beyond the citizen, acting for others, cases at the counter, recovery, outside sign-in. Decree 69/2024/ND-CP art. 7, 10-13, 20.

alter table identity.account
  drop constraint account_kind_check,
  drop constraint account_check,
  add constraint account_kind_check check (kind in ('citizen', 'foreigner', 'official', 'organisation', 'system')),
  add constraint account_level_kinds check ((kind in ('citizen', 'foreigner')) = (level is not null)),
  add column notices_seen_at timestamptz not null default to_timestamp(0);

alter table identity.role
  drop constraint role_holders_check,
  add constraint role_holders_check check (holders in ('citizen', 'foreigner', 'official', 'organisation'));

-- A change of how one signs in, or of the account itself: its owner is told of it.
alter table identity.security_event add column change boolean not null default false;
create index security_event_change on identity.security_event (account, at desc) where change;

-- Ages and other limits of accounts, by day of law.
create table identity.account_rule (
  code         text not null,
  valid_from   date not null,
  valid_to     date check (valid_to >= valid_from),
  value        integer not null,
  legal_basis  text not null,
  primary key (code, valid_from)
);

-- Numbers of papers are kept as keyed hashes for looking up, and encrypted for showing to officers.
create table identity.foreigner (
  account       uuid primary key references identity.account (id),
  nationality   text not null check (nationality ~ '^[A-Z]{3}$' and nationality <> 'VNM'),
  paper         text not null check (paper in ('permanent-card', 'temporary-card')),
  paper_key     bytea not null unique,
  passport_key  bytea not null unique,
  paper_until   date,
  sealed        text not null,
  check (paper = 'permanent-card' or paper_until is not null)
);
create index foreigner_until on identity.foreigner (paper_until) where paper_until is not null;

create table identity.organisation (
  account          uuid primary key references identity.account (id),
  code             text not null unique check (length(code) between 3 and 35),
  founded          date,
  address          text not null,
  checked_against  text not null
);

create table identity.organisation_request (
  id            uuid primary key,
  code          text not null check (length(code) between 3 and 35),
  name          text not null check (length(name) between 1 and 200),
  founded       date,
  address       text not null,
  paper         text not null,
  requested_by  uuid not null references identity.account (id),
  requested_at  timestamptz not null,
  state         text not null check (state in ('consent', 'check', 'opened', 'refused')),
  account       uuid references identity.account (id),
  decided_by    text,
  decided_at    timestamptz,
  reason        text
);
create index organisation_request_by on identity.organisation_request (requested_by, requested_at desc);
create unique index organisation_request_code on identity.organisation_request (code) where state in ('consent', 'check');
create index organisation_request_open on identity.organisation_request (requested_at) where state in ('consent', 'check');

-- The other legal representatives, each asked for consent.
create table identity.organisation_consent (
  request   uuid not null references identity.organisation_request (id),
  account   uuid not null references identity.account (id),
  answer    text check (answer in ('yes', 'no')),
  answered_at timestamptz,
  primary key (request, account)
);
create index organisation_consent_account on identity.organisation_consent (account) where answer is null;

-- Who may act for whom: representatives and delegates of an organisation, parents of a child. Rows end; they are not deleted.
create table identity.mandate (
  id          uuid primary key,
  principal   uuid not null references identity.account (id),
  agent       uuid not null references identity.account (id),
  kind        text not null check (kind in ('representative', 'delegate', 'parent')),
  scopes      text[] not null check (cardinality(scopes) > 0),
  valid_from  date not null,
  valid_to    date check (valid_to >= valid_from),
  basis       text not null,
  granted_by  text not null,
  granted_at  timestamptz not null,
  ended_at    timestamptz,
  ended_by    text,
  check (principal <> agent),
  check (kind = 'representative' or valid_to is not null)
);
create unique index mandate_open on identity.mandate (principal, agent) where ended_at is null;
create index mandate_agent on identity.mandate (agent) where ended_at is null;

alter table identity.session add column acting uuid references identity.mandate (id);

-- A person at the counter: one officer looks, a second one decides. Holds outcomes of comparisons, never the values compared.
create table identity.counter_case (
  id          uuid primary key,
  kind        text not null check (kind in ('identify', 'foreigner', 'unlock', 'recover')),
  person      uuid,
  account     uuid references identity.account (id),
  agency      text,
  compared    jsonb not null,
  papers      text not null,
  sealed      text,
  opened_by   text not null,
  opened_at   timestamptz not null,
  state       text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
  decided_by  text,
  decided_at  timestamptz,
  reason      text,
  check (decided_by is null or decided_by <> opened_by),
  check ((state = 'waiting') = (decided_by is null))
);
create index counter_case_waiting on identity.counter_case (opened_at) where state = 'waiting';
create index counter_case_account on identity.counter_case (account, opened_at desc);

-- A code that opens an account once, to set up ways to sign in: given at the counter, or after a waiting time.
create table identity.activation (
  code_hash     bytea primary key,
  account       uuid not null references identity.account (id),
  why           text not null check (why in ('opened', 'recovered', 'waited')),
  valid_from    timestamptz not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  withdrawn_at  timestamptz,
  made_by       text not null
);
create index activation_account on identity.activation (account);

create table identity.recovery_code (
  account   uuid not null references identity.account (id),
  code_key  bytea not null,
  made_at   timestamptz not null,
  used_at   timestamptz,
  primary key (account, code_key)
);

-- A factor that was added with less than itself counts as a weak one until then.
alter table identity.totp add column strong_from timestamptz not null default to_timestamp(0);
alter table identity.passkey add column strong_from timestamptz not null default to_timestamp(0);

-- Who somebody is at an outside provider; the key is a keyed hash of its subject.
create table identity.upstream_link (
  upstream     text not null,
  subject_key  bytea not null,
  account      uuid not null references identity.account (id),
  linked_at    timestamptz not null,
  used_at      timestamptz not null,
  primary key (upstream, subject_key)
);
create unique index upstream_link_account on identity.upstream_link (upstream, account);
