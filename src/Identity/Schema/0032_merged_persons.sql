-- Two records of the population register were one person: the account of the merged record is locked until the merge is undone.
alter table identity.account drop constraint account_state_check;
alter table identity.account add constraint account_state_check
  check (state in ('active', 'locked-by-owner', 'locked-by-authority', 'locked-by-death', 'locked-by-merge', 'cancelled'));

-- What undoing has to put back. The cancelled number is a keyed hash: who signs in with it and the right password is told what to do.
create table identity.merged_account (
  account     uuid primary key references identity.account (id),
  number_key  bytea not null,
  was         text not null,
  at          timestamptz not null
);
create index merged_account_number on identity.merged_account (number_key);
