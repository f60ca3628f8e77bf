-- Numbers in the books of civil status: unique in one office, one book, one year (Law on Civil Status 60/2014).
create table registries.book_number (
  office  text not null,
  book    text not null,
  year    int not null,
  last    int not null check (last > 0),
  primary key (office, book, year)
);

-- Subjects whose records are locked since their death (Law on Civil Status 60/2014, art. 34): kept, and told as locked to whoever asks.
create table registries.locked_subject (
  subject    uuid primary key,
  locked_at  timestamptz not null,
  document   text not null
);
