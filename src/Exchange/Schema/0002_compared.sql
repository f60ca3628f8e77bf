-- Pieces of large comparisons whose persons do not have a line of their own in the ledger yet. A piece leaves when they have.
create table exchange.compared (
  entry            uuid primary key,   -- the ledger entry of the piece
  at               timestamptz not null,
  actor            text not null,
  agency           text,
  purpose          text not null,
  agreement        text not null,
  basis_kind       text not null,
  basis_reference  text not null,
  fields           text[] not null,
  subjects         uuid[] not null
);
