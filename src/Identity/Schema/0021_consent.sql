-- What people agreed to share with which relying party. Law 91/2025/QH15: explicit, per purpose, verifiable, withdrawable; silence is no consent.

create table identity.claim (
  claim     text primary key,
  scope     text not null,
  field     text,
  account   text check (account in ('displayName', 'level', 'agency', 'post')),
  form      text not null,
  vi        text not null,
  en        text not null,
  position  integer not null,
  check (field is not null or account is not null)
);

create table identity.consent_text (
  version         integer primary key,
  vi              text not null,
  en              text not null,
  valid_days      integer not null check (valid_days between 1 and 3650),
  effective_from  date not null,
  legal_basis     text not null
);

-- One row per act. A later act for the same purpose stands beside the earlier ones; refusing something that was granted before withdraws those.
create table identity.consent (
  id            uuid primary key,
  account       uuid not null references identity.account (id),
  person        uuid,
  client        text not null references identity.oidc_client (id),
  scopes        text[] not null,
  claims        text[] not null,
  refused       text[] not null,
  details       jsonb not null,
  fields        text[] not null,
  text_version  integer not null references identity.consent_text (version),
  language      text not null,
  shown         jsonb not null,
  given_at      timestamptz not null,
  ends_at       timestamptz not null check (ends_at > given_at),
  withdrawn_at  timestamptz,
  withdrawn_why text check (withdrawn_why in ('by-person', 'narrowed', 'client-revoked')),
  receipt       uuid not null,
  withdrawal    uuid
);
create index consent_live on identity.consent (account, client, given_at desc) where withdrawn_at is null;
create index consent_account on identity.consent (account, given_at desc);
create index consent_client on identity.consent (client) where withdrawn_at is null;
