-- How right, sufficient, clean and alive the register is: counts by commune, source and rule. No personal data. Made by a job, replaced as a whole.
create table population.quality_score (
    day     date    not null,
    made_at timestamptz not null,
    checked integer not null,
    failed  integer not null,
    commune text collate "C" not null,
    -- loaded: as it was taken over; birth: registered here; changed: changed by an act since it was taken over
    source  text collate "C" not null constraint quality_score_source check (source in ('loaded', 'birth', 'changed')),
    rule    text collate "C" not null,
    primary key (commune, source, rule)
);
create index quality_score_rule on population.quality_score (rule, commune);

-- One line per day and rule, for the trend.
create table population.quality_day (
    day     date   not null,
    checked bigint not null,
    failed  bigint not null,
    rule    text collate "C" not null,
    primary key (day, rule)
);
