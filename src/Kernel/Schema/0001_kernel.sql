-- What every module leans on: the outbox with its subscribers, idempotency keys, jobs, loaded content, shared protection keys.

create function kernel.expect(touched bigint) returns void language plpgsql as $$
begin
  if touched = 0 then
    raise exception 'a change touched no row' using errcode = 'LT409';
  end if;
end $$;

create table kernel.outbox (
  position  bigint generated always as identity,
  id        uuid primary key,
  xid       xid8 not null default pg_current_xact_id(),
  type      text not null,
  subject   text not null,
  payload   jsonb not null,
  caller    text not null,
  at        timestamptz not null default clock_timestamp()
);
create index outbox_xid on kernel.outbox (xid, position);

-- low_xid: every transaction below it was finished and delivered when the subscriber last looked.
create table kernel.subscriber (
  name     text primary key,
  types    text[] not null,
  low_xid  xid8 not null
);

create table kernel.inbox (
  subscriber text not null references kernel.subscriber (name),
  event      uuid not null,
  xid        xid8 not null,
  primary key (subscriber, event)
);

create table kernel.delivery_failure (
  subscriber text not null references kernel.subscriber (name),
  event      uuid not null,
  subject    text not null,
  attempts   integer not null,
  retry_at   timestamptz not null,
  parked     boolean not null default false,
  reason     text not null,
  primary key (subscriber, event)
);

create table kernel.job (
  name        text primary key,
  last_start  timestamptz,
  last_end    timestamptz,
  last_error  text
);

create table kernel.idempotency (
  caller        text not null,
  key           text not null,
  route         text not null,
  request_hash  bytea not null,
  started_at    timestamptz not null default clock_timestamp(),
  done          boolean not null default false,
  status        integer,
  content_type  text,
  body          bytea,
  location      text,
  primary key (caller, key)
);

create table kernel.content (
  module     text primary key,
  hash       bytea not null,
  loaded_at  timestamptz not null default clock_timestamp()
);

create table kernel.protection_key (
  name  text primary key,
  xml   text not null
);
