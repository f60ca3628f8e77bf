-- Who is not a parent but the legal representative in the population register acts as guardian; that ends when the register ends it.
alter table identity.mandate drop constraint mandate_kind_check;
alter table identity.mandate add constraint mandate_kind_check check (kind in ('representative', 'delegate', 'parent', 'guardian'));
