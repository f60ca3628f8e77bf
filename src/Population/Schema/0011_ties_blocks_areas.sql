-- Who acts for whom, declared states of persons, papers; blocks of numbers for offline work; decisions on areas; counts for statistics.

-- Người đại diện hợp pháp: person is represented by representative.
create table population.representation (
    recorded_at    timestamptz not null,
    recorded_until timestamptz,
    person         uuid        not null,
    representative uuid        not null,
    id             uuid        not null,
    valid          daterange   not null constraint representation_not_empty check (not isempty(valid)),
    case_code      text        not null,
    document       text        not null,
    primary key (person, id),
    constraint representation_not_oneself check (person <> representative),
    constraint representation_once exclude using gist (person with =, representative with =, valid with &&) where (recorded_until is null)
);
create index representation_representative on population.representation (representative);

-- Kinds: missing (declared by a court), disability (certificate).
create table population.person_status (
    recorded_at    timestamptz not null,
    recorded_until timestamptz,
    person         uuid        not null,
    id             uuid        not null,
    valid          daterange   not null constraint person_status_not_empty check (not isempty(valid)),
    kind           text collate "C" not null constraint person_status_kind check (kind in ('missing', 'disability')),
    document       text        not null,
    primary key (person, id),
    constraint person_status_once exclude using gist (person with =, kind with =, valid with &&) where (recorded_until is null)
);

alter table population.person_identifier add column document text;
create index person_identifier_cmnd on population.person_identifier (value) where kind = 2;

-- Numbers that a commune takes along for work without a line. ordinals are places in the series; a number used on paper is never given to another person.
create table population.offline_block (
    taken_at  timestamptz not null,
    closed_at timestamptz,
    id        uuid        not null primary key,
    series    integer     not null,
    commune   text collate "C" not null,
    agency    text        not null,
    caller    text        not null,
    ordinals  integer[]   not null
);
create index offline_block_commune on population.offline_block (commune, taken_at);
create table population.offline_use (
    at      timestamptz not null,
    number  bigint      not null primary key,
    block   uuid        not null references population.offline_block (id),
    person  uuid        not null,
    outcome text        not null
);
create index offline_use_block on population.offline_use (block);
-- ordinals that came back unused; the next block takes them first
create table population.number_free (
    series  integer not null,
    ordinal integer not null,
    primary key (series, ordinal)
);

-- A decision that changes communes, as data. draft: can be taken back; in-force: applied.
create table population.area_decision (
    effective_on date        not null,
    doc_date     date        not null,
    entered_at   timestamptz not null,
    applied_at   timestamptz,
    id           uuid        not null primary key,
    state        text        not null constraint area_decision_state check (state in ('draft', 'withdrawn', 'in-force')),
    doc_kind     text        not null,
    doc_number   text        not null,
    doc_agency   text        not null,
    caller       text        not null,
    people       bigint,
    households   bigint,
    doubtful     bigint,
    constraint area_decision_applied check ((state = 'in-force') = (applied_at is not null))
);
create table population.area_move (
    decision     uuid not null references population.area_decision (id),
    from_commune text collate "C" not null,
    to_commune   text collate "C" not null,
    primary key (decision, from_commune, to_commune)
);
-- Households whose commune was divided: somebody who knows the place says where it lies now.
create table population.area_doubt (
    decision    uuid not null references population.area_decision (id),
    household   uuid not null,
    commune     text collate "C" not null,
    resolved_to text collate "C",
    resolved_at timestamptz,
    resolved_by text,
    primary key (decision, household)
);
create index area_doubt_open on population.area_doubt (commune) where resolved_to is null;
create index residence_area on population.residence (area) where area is not null and recorded_until is null and upper_inf(valid);
create index residence_temporary on population.residence (commune) where kind = 2 and recorded_until is null;

-- People by commune, age and sex on a day. No personal data. map: 'today' or 'written'.
create table population.people_count (
    day       date        not null,
    made_at   timestamptz not null,
    people    bigint      not null,
    age_group smallint    not null,
    sex       smallint    not null,
    map       text collate "C" not null,
    commune   text collate "C" not null,
    primary key (map, commune, age_group, sex)
);
