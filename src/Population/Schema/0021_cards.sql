-- Identity cards as issued, and every state that each of them went through.
create table population.identity_card (
    recorded_at  timestamptz not null,
    changed_at   timestamptz not null,
    issued       date        not null,
    expires      date,
    changed_on   date        not null,
    id           uuid        not null,
    person       uuid        not null,
    registration uuid,
    number       bigint      not null,
    kind         text collate "C" not null,
    reason       text collate "C" not null,
    state        text collate "C" not null constraint identity_card_state check (state in ('valid', 'replaced', 'lost', 'returned', 'revoked', 'expired', 'locked')),
    agency       text        not null,
    primary key (person, id),
    constraint identity_card_order check (expires is null or expires >= issued)
);
create unique index identity_card_one on population.identity_card (person) where state = 'valid';
create index identity_card_expiry on population.identity_card (expires) where state = 'valid' and expires is not null;

create table population.identity_card_change (
    recorded_at timestamptz not null,
    on_day      date        not null,
    card        uuid        not null,
    person      uuid        not null,
    before      text collate "C",
    after       text collate "C" not null
);
create index identity_card_change_person on population.identity_card_change (person);

-- No state of a card is ever lost, whoever changes it.
create function population.keep_card() returns trigger
language plpgsql set search_path = pg_catalog, population as $$
begin
    if tg_op = 'INSERT' then
        insert into population.identity_card_change (card, person, on_day, recorded_at, before, after) values (new.id, new.person, new.changed_on, new.changed_at, null, new.state);
    elsif old.state <> new.state then
        insert into population.identity_card_change (card, person, on_day, recorded_at, before, after) values (new.id, new.person, new.changed_on, new.changed_at, old.state, new.state);
    end if;
    return null;
end $$;
create trigger identity_card_keep after insert or update of state on population.identity_card for each row execute function population.keep_card();
