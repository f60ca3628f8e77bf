-- Where officials of the deciding body sit at a one-stop centre (Decree 118/2025/NĐ-CP), they decide there too.
alter table procedures.dossier add column desk_agency text;
create index dossier_desk on procedures.dossier (desk_agency, coalesce(due_at, submitted_at), id) where national not in (3, 7, 8, 10);
