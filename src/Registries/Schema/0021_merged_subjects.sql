-- Two records of the population register were one person: what is kept under the merged key answers for the survivor too (ADR 0027). `survivor` is the end of the chain, `into_subject` its next link.
create table registries.merged_subject (
  subject       uuid primary key,
  into_subject  uuid not null,
  survivor      uuid not null,
  merged_at     timestamptz not null,
  document      text not null,
  check (subject <> survivor)
);
create index merged_subject_survivor on registries.merged_subject (survivor);
