-- The numbers of the command centre, at most seven, as content/insight/home.yaml orders them.

create table insight.number (
  position integer primary key check (position between 1 and 7),
  measure  text not null,
  plan     text,
  target   text,
  owner    text not null,
  on_map   boolean not null default false,   -- the one that the map shows first
  check ((plan is null) = (target is null))
);
