-- The book of every reading and change of personal data. Rows are written once; the tree over them is derived and provable.

create table ledger.entry (
  id               uuid primary key,               -- version 7: its order is the order of time
  at               timestamptz not null,
  kind             text not null,
  actor            text not null,
  agency           text,
  subject          uuid,
  purpose          text,
  agreement        text,
  basis_kind       text,
  basis_reference  text,
  fields           text[] not null,
  outcome          text not null,
  details          json,                           -- json, not jsonb: the commitment is over its bytes
  salt             uuid not null,
  answer           bytea
);

-- One index per way to search; the time is in the id, so each also serves "between two days", newest first.
create index entry_subject on ledger.entry (subject, id) where subject is not null;
create index entry_actor on ledger.entry (actor, id);
create index entry_agency on ledger.entry (agency, id) where agency is not null;
create index entry_agreement on ledger.entry (agreement, id) where agreement is not null;
create index entry_erasure on ledger.entry (id) where kind = 'erasure';

-- Committed but not yet in the tree. Being visible here is being committed, so nothing is skipped however long another transaction runs.
create table ledger.pending (
  entry uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create table ledger.leaf (
  index  bigint primary key,
  entry  uuid not null unique,
  leaf   bytea not null,
  hash   bytea not null
);

create table ledger.tile (
  level   integer not null,
  number  bigint not null,
  hashes  bytea not null,
  primary key (level, number)
);

create table ledger.checkpoint (
  size  bigint primary key,
  note  text not null
);

-- Destroying a key makes every leaf about that subject unlinkable. Back this table up apart, or a restore brings keys back to life.
create table ledger.subject_key (
  subject  uuid primary key,
  key      bytea not null
);

-- Who gives out places. A holder that stops is replaced after three seconds; its epoch fences off whatever it still wanted to write.
create table ledger.sequencer (
  one     boolean primary key default true check (one),
  holder  uuid,
  seen    timestamptz,
  epoch   bigint not null default 0,
  size    bigint not null default 0
);
insert into ledger.sequencer default values;

create function ledger.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'entry' and current_setting('ledger.erasing', true) = 'on' then
    if to_jsonb(new) - 'subject' = to_jsonb(old) - 'subject' then
      return new;
    end if;
  end if;
  raise exception 'the ledger is append-only: % on ledger.% refused', tg_op, tg_table_name using errcode = 'LT410';
end $$;

create trigger entry_append_only before update or delete on ledger.entry for each row execute function ledger.refuse_rewriting();
create trigger leaf_append_only before update or delete on ledger.leaf for each row execute function ledger.refuse_rewriting();
create trigger checkpoint_append_only before update or delete on ledger.checkpoint for each row execute function ledger.refuse_rewriting();
create trigger entry_not_emptied before truncate on ledger.entry for each statement execute function ledger.refuse_rewriting();
create trigger leaf_not_emptied before truncate on ledger.leaf for each statement execute function ledger.refuse_rewriting();
create trigger checkpoint_not_emptied before truncate on ledger.checkpoint for each statement execute function ledger.refuse_rewriting();
