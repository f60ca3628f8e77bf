-- Two records of the population register were one person: dossiers of the merged one belong to the survivor. `survivor` is the end of the chain, `into_subject` its next link.
create table procedures.merged_person (
  subject       uuid primary key,
  into_subject  uuid not null,
  survivor      uuid not null,
  merged_at     timestamptz not null,
  document      text not null,
  check (subject <> survivor)
);
create index merged_person_survivor on procedures.merged_person (survivor);
