-- Bulk import of people: the file in parts, its rows as read, what is wrong with them, and how far the work is.
create table population.import (
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    as_of       date,
    doc_date    date,
    rows_read   bigint      not null default 0,
    people      bigint      not null default 0,
    households  bigint      not null default 0,
    -- people whose father or mother came behind them
    late        bigint      not null default 0,
    parts       integer     not null,
    next_part   integer     not null default 0,
    id          uuid        not null primary key,
    -- mapping: columns not chosen yet; checking, applying, linking: work to do; checked: shown, nothing written to the register; done; withdrawn
    state       text        not null constraint import_state check (state in ('mapping', 'checking', 'checked', 'applying', 'linking', 'done', 'withdrawn')),
    agency      text        not null,
    caller_kind text        not null,
    caller      text        not null,
    file_name   text        not null,
    -- the household up to which the work is done
    position    text collate "C" not null default '',
    doc_kind    text,
    doc_number  text,
    doc_agency  text,
    sha256      bytea       not null,
    head        jsonb       not null,
    mapping     jsonb
);
-- one import of a file by an agency; a file that was withdrawn may come again
create unique index import_file on population.import (agency, sha256) where state <> 'withdrawn';
create index import_work on population.import (state) where state in ('checking', 'applying', 'linking');

create table population.import_part (
    first_line bigint  not null,
    import     uuid    not null references population.import (id),
    part       integer not null,
    text       text    not null,
    primary key (import, part)
);

-- One row of a file as understood. What could not be read is null and has its fault.
create table population.import_row (
    line             bigint   not null,
    number           bigint,
    father_number    bigint,
    mother_number    bigint,
    birth            date,
    since            date,
    birth_precision  smallint,
    sex              smallint,
    ethnicity        smallint not null,
    religion         smallint not null,
    marital          smallint not null,
    relation         smallint,
    import           uuid     not null,
    person           uuid     not null,
    household        uuid     not null,
    -- commune / code of the household; "~" and the line for who comes without a household code
    home             text collate "C" not null,
    household_code   text,
    full_name        text,
    name_key         text collate "C",
    search_key       text collate "C",
    other_names      text,
    birth_declared   text,
    birth_place      text collate "C",
    birth_registration_place text collate "C",
    home_place       text collate "C",
    nationality      text collate "C" not null,
    blood_group      text,
    cmnd             text,
    phone            text,
    email            text,
    father_name      text,
    mother_name      text,
    commune          text collate "C",
    area             text collate "C",
    address          text,
    primary key (import, line)
);
create index import_row_number on population.import_row (import, number);
create index import_row_home on population.import_row (import, home, line);

-- kind 1: the row is not imported; 2: the person is in the register already, nothing to do; 3: a remark. round: 0 found by itself, later ones follow from another row.
create table population.import_fault (
    line   bigint   not null,
    kind   smallint not null constraint import_fault_kind check (kind in (1, 2, 3)),
    round  smallint not null default 0,
    import uuid     not null,
    code   text     not null,
    item   text     not null,
    detail text,
    primary key (import, line, code, item)
);

-- Households that came by import, by the code of their file, so that a row which was put right finds its household.
create table population.import_household (
    household      uuid not null,
    commune        text collate "C" not null,
    household_code text not null,
    primary key (commune, household_code)
);

-- The last mapping of an agency for files with these columns.
create table population.import_mapping (
    agency  text  not null,
    columns bytea not null,
    mapping jsonb not null,
    primary key (agency, columns)
);

-- The planner must know what came a moment ago; the module's role does not own the tables.
create function population.analyze_import() returns void
language plpgsql security definer set search_path = pg_catalog, population, public as $$
begin
    analyze population.import_row;
    analyze population.import_fault;
    analyze population.import_household;
end $$;
