-- A bucket refills steadily (GCRA): empty_at is when it will be empty again if nobody tries. One row, one instant, no windows to game.

drop table identity.throttle;

create table identity.throttle (
  bucket    bytea primary key,
  empty_at  timestamptz not null,
  refused   boolean not null
);
create index throttle_empty on identity.throttle (empty_at);
