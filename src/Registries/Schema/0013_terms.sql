-- Words by which records are found: the folded value of every field that the register searches by (case, tone marks and đ do not matter).
create table registries.term (
  registry  text collate "C" not null,
  field     text collate "C" not null,
  term      text collate "C" not null,
  subject   uuid not null,
  key       text not null,
  primary key (registry, field, term, subject, key)
);
create index term_of_record on registries.term (subject, registry, key);
