-- What citizens say is wrong about themselves, until when they get an answer, and what was decided. An accepted request leads to its act in the book.
create table population.correction_request (
    asked_at     timestamptz not null,
    decided_at   timestamptz,
    due          date        not null,
    id           uuid        not null primary key,
    person       uuid        not null,
    registration uuid,
    item         text collate "C" not null,
    state        text collate "C" not null default 'open' constraint correction_request_state check (state in ('open', 'accepted', 'refused', 'withdrawn')),
    commune      text collate "C",
    value        text        not null,
    evidence     text        not null,
    reason       text,
    agency       text,
    constraint correction_request_decided check ((state = 'open') = (decided_at is null)),
    constraint correction_request_act check ((state = 'accepted') = (registration is not null))
);
create index correction_request_person on population.correction_request (person, asked_at desc);
create unique index correction_request_once on population.correction_request (person, item) where state = 'open';
create index correction_request_open on population.correction_request (due, id) where state = 'open';
create index correction_request_decided_at on population.correction_request (decided_at) where decided_at is not null;
