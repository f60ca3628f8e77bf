-- Persons, their identifiers over time, their history, and the numbers that are given out.
-- Person-keyed tables carry the person in every unique key, so that they can be spread by person one day (Citus).
create schema if not exists population;

create table population.person (
    -- 12 digits; current one only, former ones are in person_identifier
    number                    bigint   not null constraint person_number_shape check (number between 0 and 999999999999),
    -- first day of the known period; birth_precision says how much of it is known: 0 nothing, 1 year, 2 month, 3 day
    birth                     date     not null,
    died                      date,
    card_issued               date,
    marital_since             date,
    version                   integer  not null default 1,
    birth_precision           smallint not null constraint person_birth_precision check (birth_precision between 0 and 3),
    died_precision            smallint,
    -- 0 undetermined, 1 male, 2 female
    sex                       smallint not null constraint person_sex check (sex between 0 and 2),
    -- 1-54 of the statistics office, 0 undetermined, 55 foreigner
    ethnicity                 smallint not null,
    religion                  smallint not null default 0,
    -- 0 unknown, 1 single, 2 married, 3 widowed, 4 divorced
    marital                   smallint not null constraint person_marital check (marital between 0 and 4),
    locked                    boolean  not null default false,
    id                        uuid     not null,
    father                    uuid,
    mother                    uuid,
    spouse                    uuid,
    full_name                 text     not null,
    name_key                  text collate "C" not null,
    search_key                text collate "C" not null,
    birth_place               text collate "C" not null,
    birth_registration_place  text collate "C" not null,
    home_place                text collate "C" not null,
    nationality               text collate "C" not null default 'VNM',
    cmnd                      text collate "C",
    father_name               text,
    mother_name               text,
    phone                     text,
    email                     text,
    other_names               text,
    birth_declared            text,
    blood_group               text,
    -- a dead person is locked; a locked person need not be dead
    constraint person_dead_is_locked check (died is null or locked)
);

-- Former personal numbers and other documents. Kind: 1 personal number, 2 CMND (9 digits, not unique), 3 passport.
create table population.person_identifier (
    person      uuid        not null,
    kind        smallint    not null,
    value       text collate "C" not null,
    since       date,
    until       date,
    reason      text,
    recorded_at timestamptz not null,
    primary key (person, kind, value)
);
create index person_identifier_value on population.person_identifier (value);

-- What changed, by whom, resting on which document. One row per version; version 1 of loaded people is the person row itself.
create table population.person_history (
    person      uuid        not null,
    version     integer     not null,
    recorded_at timestamptz not null,
    event       text        not null,
    caller_kind text        not null,
    caller      text        not null,
    document    text        not null,
    before      jsonb,
    after       jsonb,
    primary key (person, version)
);

-- Answers of changing calls, so that a repeated call has one effect.
create table population.request (
    key     text        not null,
    action  text        not null,
    body    bytea       not null,
    answer  jsonb       not null,
    at      timestamptz not null,
    primary key (key, action)
);

-- A series is the first six digits (place, century and sex, year); next is the next unused ordinal in 0..999999.
create table population.number_series (
    series integer not null primary key,
    next   integer not null constraint number_series_bounds check (next between 0 and 1000000)
);

-- A commune works from its own block of ordinals, so that clerks of different communes never wait for each other.
create table population.number_block (
    series  integer not null,
    commune text collate "C" not null,
    next    integer not null,
    upto    integer not null,
    primary key (series, commune),
    constraint number_block_bounds check (next <= upto)
);
