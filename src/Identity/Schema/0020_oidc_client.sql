-- Relying parties of the OpenID provider, beside the keys of systems (api_client). A row is asked for by an integrator or added by an
-- operator; only an approved one can be used. Rows are never deleted: consents and the log point at them.

create table identity.oidc_client (
  id                        text primary key check (id ~ '^lt_(test|live)_[A-Za-z0-9_-]{22}$'),
  profile                   text not null check (profile in ('fapi', 'standard')),
  name                      text not null check (length(name) between 1 and 200),
  agency                    text not null check (length(agency) between 1 and 35),
  purpose                   text not null check (length(purpose) between 1 and 500),
  live                      boolean not null,
  redirect_uris             text[] not null check (cardinality(redirect_uris) between 0 and 20),
  post_logout_redirect_uris text[] not null check (cardinality(post_logout_redirect_uris) between 0 and 20),
  backchannel_logout_uri    text,
  jwks                      text,
  old_jwks                  text,
  old_jwks_until            timestamptz,
  jwks_uri                  text,
  jwks_fetched_at           timestamptz,
  secret_hash               bytea,
  auth                      text not null check (auth in ('private_key_jwt', 'secret')),
  subject                   text not null check (subject in ('pairwise', 'public')),
  sector                    text not null,
  scopes                    text[] not null,
  agreement                 text,
  id_token_alg              text not null check (id_token_alg in ('ES256', 'PS256', 'RS256')),
  userinfo_signed           text check (userinfo_signed in ('ES256', 'PS256', 'RS256')),
  userinfo_encryption       text check (userinfo_encryption in ('A128GCM', 'A256GCM')),
  state                     text not null check (state in ('asked', 'approved', 'refused', 'revoked')),
  reason                    text,
  asked_by                  text not null,
  asked_at                  timestamptz not null,
  decided_by                text,
  decided_at                timestamptz,
  version                   integer not null default 1,
  check (jwks is null or jwks_uri is null or jwks_fetched_at is not null),
  check (profile <> 'fapi' or (auth = 'private_key_jwt' and id_token_alg <> 'RS256')),
  check ((live and id like 'lt_live_%') or (not live and id like 'lt_test_%'))
);
create index oidc_client_state on identity.oidc_client (state, asked_at desc);
create index oidc_client_asker on identity.oidc_client (asked_by, asked_at desc);

-- What happened to a client: asked, approved, refused, keys, secret, revoked.
create table identity.oidc_client_event (
  id      uuid primary key,
  client  text not null references identity.oidc_client (id),
  at      timestamptz not null,
  actor   text not null,
  change  text not null,
  reason  text
);
create index oidc_client_event_client on identity.oidc_client_event (client, id);
