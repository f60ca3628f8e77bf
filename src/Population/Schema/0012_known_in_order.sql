-- Nothing stops being believed before it began to be. An act that took its time, then waited for a lock behind a younger act, breaks this and is done anew (RegistrationDesk.Once).
alter table population.residence add constraint residence_known_in_order check (recorded_until >= recorded_at);
alter table population.person_item add constraint person_item_known_in_order check (recorded_until >= recorded_at);
alter table population.absence add constraint absence_known_in_order check (recorded_until >= recorded_at);
alter table population.representation add constraint representation_known_in_order check (recorded_until >= recorded_at);
alter table population.person_status add constraint person_status_known_in_order check (recorded_until >= recorded_at);
