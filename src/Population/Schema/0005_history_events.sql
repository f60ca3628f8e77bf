-- Counting what was registered in a period.
create index person_history_event on population.person_history (event, recorded_at);
