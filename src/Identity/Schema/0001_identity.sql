-- Accounts, ways to sign in, sessions, roles over time, keys of systems, and the security log.
-- Decree 69/2024/ND-CP: kinds, levels and states of accounts; the log is kept at least five years.

create table identity.account (
  id            uuid primary key,
  kind          text not null check (kind in ('citizen', 'official', 'organisation', 'system')),
  level         smallint check (level in (1, 2)),
  login         text unique check (login = lower(login) and length(login) between 3 and 64),
  person        uuid,
  display_name  text not null check (length(display_name) between 1 and 200),
  state         text not null default 'active'
                check (state in ('active', 'locked-by-owner', 'locked-by-authority', 'locked-by-death', 'cancelled')),
  demo          boolean not null default false,
  created_at    timestamptz not null,
  version       integer not null default 1,
  check ((kind = 'citizen') = (level is not null)),
  check (kind <> 'citizen' or person is not null)
);
create unique index account_citizen on identity.account (person) where kind = 'citizen' and state <> 'cancelled';
create index account_person on identity.account (person);
create index account_name on identity.account (lower(display_name) text_pattern_ops, id);

create table identity.account_history (
  id       uuid primary key,
  account  uuid not null references identity.account (id),
  state    text not null,
  at       timestamptz not null,
  by       text not null,
  reason   text not null
);
create index account_history_account on identity.account_history (account, at);

create table identity.password (
  account     uuid primary key references identity.account (id),
  hash        text not null,
  changed_at  timestamptz not null
);

-- The secret is encrypted with the data-protection keys; last_step is the newest time step that was accepted, so no code works twice.
create table identity.totp (
  account    uuid primary key references identity.account (id),
  secret     text not null,
  added_at   timestamptz not null,
  last_step  bigint not null
);

create table identity.passkey (
  credential     bytea primary key,
  account        uuid not null references identity.account (id),
  name           text not null,
  public_key     bytea not null,
  sign_count     bigint not null,
  transports     text[] not null,
  user_verified  boolean not null,
  backup_eligible boolean not null,
  backed_up      boolean not null,
  attestation    bytea not null,
  client_data    bytea not null,
  added_at       timestamptz not null,
  used_at        timestamptz
);
create index passkey_account on identity.passkey (account);

create table identity.scope (
  code     text primary key,
  vi       text not null,
  en       text not null,
  clients  boolean not null
);

create table identity.role (
  code     text primary key,
  vi       text not null,
  en       text not null,
  holders  text not null check (holders in ('citizen', 'official', 'organisation')),
  scopes   text[] not null
);

-- A role held in a post of an agency, from the first to the last day. Rows end; they are not deleted.
create table identity.assignment (
  id          uuid primary key,
  account     uuid not null references identity.account (id),
  role        text not null references identity.role (code),
  agency      text not null check (length(agency) between 1 and 35),
  post        text not null,
  post_title  text not null,
  valid_from  date not null,
  valid_to    date check (valid_to >= valid_from),
  granted_by  text not null,
  granted_at  timestamptz not null,
  unique (account, role, agency, post, valid_from)
);
create index assignment_account on identity.assignment (account);
create index assignment_agency on identity.assignment (agency);

-- Only the SHA-256 of the token is kept: a copy of this table opens no session.
create table identity.session (
  id            uuid primary key,
  token_hash    bytea not null unique,
  account       uuid not null references identity.account (id),
  assignment    uuid references identity.assignment (id),
  auth_level    smallint not null check (auth_level between 1 and 4),
  methods       text[] not null,
  signed_in_at  timestamptz not null,
  last_seen_at  timestamptz not null,
  ends_at       timestamptz not null,
  source        text not null,
  device        text not null,
  ended_at      timestamptz,
  ended_why     text
);
create index session_account on identity.session (account, signed_in_at desc);
create index session_ends on identity.session (ends_at);

-- What the server remembers between two steps of signing in or enrolling. Single use.
create table identity.challenge (
  id_hash     bytea primary key,
  kind        text not null,
  account     uuid references identity.account (id),
  state       text not null,
  tries       integer not null default 0,
  expires_at  timestamptz not null
);
create index challenge_expires on identity.challenge (expires_at);

-- Failed tries per bucket; a bucket is a keyed hash of a typed login, of a login on a known device, or of a network source.
create table identity.throttle (
  bucket         bytea primary key,
  tries          integer not null,
  refused        boolean not null,
  blocked_until  timestamptz,
  touched_at     timestamptz not null
);
create index throttle_touched on identity.throttle (touched_at);

create table identity.api_client (
  id          uuid primary key,
  name        text not null,
  agency      text not null,
  live        boolean not null,
  scopes      text[] not null,
  key_hash    bytea not null unique,
  key_start   text not null,
  created_at  timestamptz not null,
  created_by  text not null,
  ends_on     date,
  used_on     date,
  revoked_at  timestamptz
);

create table identity.security_event (
  id       uuid primary key,
  at       timestamptz not null,
  kind     text not null,
  account  uuid,
  session  uuid,
  source   text not null,
  device   text not null,
  detail   text
);
create index security_event_account on identity.security_event (account, at desc);
create index security_event_at on identity.security_event (at desc);

create table identity.persona (
  code      text primary key,
  position  integer not null,
  account   uuid references identity.account (id),
  agency_name text,
  card      jsonb not null
);

-- Keys of the module itself, encrypted with the data-protection keys. Made at first use.
create table identity.secret (
  name   text primary key,
  value  text not null
);
