-- The data dictionary in editions: a publication never overwrites, it begins new versions and ends old ones.

create table dictionary.edition (
  number        int primary key check (number > 0),
  published_at  timestamptz not null,
  added         text[] not null,
  changed       text[] not null,
  withdrawn     text[] not null
);
create index edition_published_at on dictionary.edition (published_at);

-- One version of one definition (field, database, code list, paper). It is published in the editions from_edition (included) to to_edition (excluded).
-- A code may have several slices of law, told apart by effective_from.
create table dictionary.definition (
  kind            text not null check (kind in ('field', 'database', 'codelist', 'paper')),
  code            text not null,
  version         int not null,
  effective_from  date not null,
  definition      jsonb not null,
  from_edition    int not null references dictionary.edition (number),
  to_edition      int references dictionary.edition (number) check (to_edition > from_edition),
  primary key (kind, code, version)
);
create unique index definition_newest on dictionary.definition (kind, code, effective_from) where to_edition is null;
create index definition_editions on dictionary.definition (from_edition, to_edition);
