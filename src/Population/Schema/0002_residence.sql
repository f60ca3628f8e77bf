-- Households, their members over time, and residences with two time axes.
create extension if not exists btree_gist with schema public;

create table population.household (
    opened     date not null,
    closed     date,
    id         uuid not null,
    commune    text collate "C" not null,
    address    text not null,
    dossier_no text not null
);

-- Both ends are inclusive days.
create table population.household_member (
    since     date     not null,
    until     date,
    relation  smallint not null,
    person    uuid     not null,
    household uuid     not null,
    constraint household_member_order check (until >= since)
);

-- Valid time in valid; recorded time in recorded_at .. recorded_until (null: believed now). kind: 1 permanent, 2 temporary.
create table population.residence (
    recorded_at    timestamptz not null,
    recorded_until timestamptz,
    entry          smallint    not null,
    kind           smallint    not null constraint residence_kind check (kind in (1, 2)),
    person         uuid        not null,
    household      uuid,
    valid          daterange   not null constraint residence_not_empty check (not isempty(valid)),
    commune        text collate "C"        not null,
    address        text        not null,
    document       text
);
