-- The OpenID provider: signing keys, pushed requests, grants, what works only once, notices of logout.
-- Handles are kept as SHA-256 only: a copy of these tables opens nothing.

-- Private keys are wrapped with the data-protection keys. A key is published at least a day before it signs and long after it has stopped.
create table identity.signing_key (
  id              text primary key,
  algorithm       text not null check (algorithm in ('ES256', 'PS256', 'RS256')),
  public_key      jsonb not null,
  private_key     text,
  created_at      timestamptz not null,
  signs_from      timestamptz not null,
  published_until timestamptz
);
create index signing_key_use on identity.signing_key (algorithm, signs_from desc);

-- What a client asked for, validated: pushed by the client itself, or kept while a person signs in and decides.
create table identity.oidc_request (
  handle_hash  bytea primary key,
  client       text not null,
  pushed       boolean not null,
  content      jsonb not null,
  expires_at   timestamptz not null,
  used_at      timestamptz
);
create index oidc_request_expires on identity.oidc_request (expires_at);

-- One row from the code to the last token: what a person allowed a client, in which session, bound to which key.
create table identity.oidc_grant (
  id                 uuid primary key,
  client             text not null,
  issuer             text not null,
  account            uuid not null references identity.account (id),
  session            uuid not null,
  consent            uuid,
  scopes             text[] not null,
  claims             text[] not null,
  id_token_claims    text[] not null,
  details            jsonb,
  redirect_uri       text not null,
  challenge          text,
  nonce              text,
  auth_level         smallint not null,
  methods            text[] not null,
  signed_in_at       timestamptz not null,
  thumbprint         text,
  code_hash          bytea not null unique,
  code_expires_at    timestamptz not null,
  code_used_at       timestamptz,
  refresh_hash       bytea unique,
  refresh_expires_at timestamptz,
  created_at         timestamptz not null,
  revoked_at         timestamptz,
  session_over       boolean not null default false
) with (fillfactor = 80);
create index oidc_grant_session on identity.oidc_grant (session) where not session_over;
create index oidc_grant_account on identity.oidc_grant (account, created_at desc);
create index oidc_grant_consent on identity.oidc_grant (consent) where revoked_at is null;

-- Ids of grants and of single access tokens that must not work any more, for as long as one could still be valid.
create table identity.oidc_revoked (
  id     bytea primary key,
  at     timestamptz not null default clock_timestamp(),
  until  timestamptz not null
);
create index oidc_revoked_at on identity.oidc_revoked (at);

-- jti of client assertions and DPoP proofs: the insert is the judge. A slot holds two minutes; of eight, those that are over are emptied.
create table identity.used_once (
  slot  smallint not null,
  key   bytea not null,
  primary key (slot, key)
) partition by list (slot);
create table identity.used_once_0 partition of identity.used_once for values in (0);
create table identity.used_once_1 partition of identity.used_once for values in (1);
create table identity.used_once_2 partition of identity.used_once for values in (2);
create table identity.used_once_3 partition of identity.used_once for values in (3);
create table identity.used_once_4 partition of identity.used_once for values in (4);
create table identity.used_once_5 partition of identity.used_once for values in (5);
create table identity.used_once_6 partition of identity.used_once for values in (6);
create table identity.used_once_7 partition of identity.used_once for values in (7);

-- Who must still be told that a session is over.
create table identity.oidc_logout (
  id       uuid primary key,
  client   text not null,
  issuer   text not null,
  account  uuid not null,
  session  uuid not null,
  tries    integer not null default 0,
  next_at  timestamptz not null,
  done_at  timestamptz,
  outcome  text
);
create index oidc_logout_next on identity.oidc_logout (next_at) where done_at is null;
create index session_ended on identity.session (ended_at) where ended_at is not null;
