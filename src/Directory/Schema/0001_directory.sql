-- Who and what was it then, who and what is it now: areas, bodies and their lives, offices and posts, holidays.
-- Content (areas.json, agencies/*.yaml, calendars/*.yaml) is loaded as a whole; only officials and posts are written by people.
create extension if not exists btree_gist with schema public;

-- One row is one life: a code comes back for another unit, so code alone is no key. valid has both ends included.
create table directory.area (
  id           text primary key,
  code         text not null check (code ~ '^([0-9]{2}|[0-9]{3}|[0-9]{5})$'),
  level        text not null check (level in ('province', 'district', 'commune')),
  type         text not null,
  name         text not null check (name is nfc normalized),
  parent       text,
  province     text not null check (province ~ '^[0-9]{2}$'),
  valid_from   date,
  valid_to     date check (valid_to >= valid_from),
  valid        daterange not null generated always as (daterange(valid_from, valid_to, '[]')) stored,
  approximate  boolean not null,
  legal_basis  text not null,
  confidence   text not null check (confidence in ('H', 'M', 'L')),
  check ((parent is null) = (level = 'province')),
  constraint area_one_life_at_a_time exclude using gist (code with =, valid with &&) deferrable initially deferred
);

create table directory.area_succession (
  from_area    text not null references directory.area (id) deferrable initially deferred,
  to_area      text not null references directory.area (id) deferrable initially deferred,
  change       text not null check (change in ('renamed', 'merged', 'split', 'continued')),
  on_day       date,
  legal_basis  text not null,
  confidence   text not null check (confidence in ('H', 'M', 'L')),
  primary key (from_area, to_area),
  check (from_area <> to_area)
);
create index area_succession_back on directory.area_succession (to_area);

-- Names of units whose code or place in the graph is not known; they lead to the unit that stands there now.
create table directory.area_former_name (
  area  text not null references directory.area (id) deferrable initially deferred,
  name  text not null,
  primary key (area, name)
);

create table directory.province_facts (
  code             text primary key,
  name             text not null,
  capital_in       text not null,
  area_km2         numeric(8, 2) not null check (area_km2 > 0),
  population       bigint not null check (population > 0),
  population_2024  bigint,
  merged_from      text[] not null,
  legal_basis      text not null,
  confidence       text not null check (confidence in ('H', 'M', 'L'))
);

-- Bodies of communes and districts are not stored: they follow from the areas.
create table directory.agency (
  id           text primary key,
  code         text not null check (code ~ '^[A-Y][0-9]{2}(\.[0-9A-Z]+)*$' and length(code) <= 35),
  name         text not null check (name is nfc normalized),
  name_en      text not null,
  kind         text not null,
  parent       text,
  area         text,
  valid_from   date,
  valid_to     date check (valid_to >= valid_from),
  valid        daterange not null generated always as (daterange(valid_from, valid_to, '[]')) stored,
  roles        text[] not null,
  legal_basis  text not null,
  confidence   text not null check (confidence in ('H', 'M', 'L')),
  constraint agency_one_life_at_a_time exclude using gist (code with =, valid with &&) deferrable initially deferred
);

create table directory.agency_name (
  agency  text not null references directory.agency (id) deferrable initially deferred,
  name    text not null,
  primary key (agency, name)
);

-- function is empty when the whole body went over; several functions may go from one body to another.
create table directory.agency_succession (
  from_agency    text not null references directory.agency (id) deferrable initially deferred,
  to_agency      text not null references directory.agency (id) deferrable initially deferred,
  function_code  text not null,
  function       text,
  change         text not null check (change in ('merged', 'split', 'renamed', 'continued', 'functionMoved')),
  on_day         date not null,
  legal_basis    text not null,
  confidence     text not null check (confidence in ('H', 'M', 'L')),
  primary key (from_agency, to_agency, function_code),
  check ((change = 'functionMoved') = (function is not null)),
  check (from_agency <> to_agency)
);
create index agency_succession_back on directory.agency_succession (to_agency);

create table directory.agency_class (
  code         text primary key,
  name         text not null,
  aliases      text[] not null,
  within       text,
  rule         jsonb not null,
  legal_basis  text not null
);

create table directory.holiday (
  day          date primary key,
  kind         text not null check (kind in ('holiday', 'compensatory', 'swapOff', 'swapWork')),
  name         text not null,
  legal_basis  text not null,
  confidence   text not null check (confidence in ('H', 'M', 'L')),
  check (kind <> 'swapWork' or extract(isodow from day) > 5)
);

-- Grows by one with every load that changed something: nodes look at it to renew what they hold in memory.
create table directory.edition (
  only_row  boolean primary key default true check (only_row),
  number    bigint not null
);
insert into directory.edition (number) values (0);

create table directory.office (
  code         text primary key,
  name         text not null,
  name_en      text not null,
  legal_basis  text not null
);

create table directory.official (
  id          uuid primary key,
  staff_code  text not null unique,
  full_name   text not null check (full_name is nfc normalized),
  account     uuid unique,
  version     integer not null default 1
);

-- agency is a code: a post outlives the renaming of its body, and bodies of communes have no row here.
create table directory.post (
  id           uuid primary key,
  official     uuid not null references directory.official (id),
  agency       text not null check (length(agency) <= 35),
  office       text not null references directory.office (code),
  valid_from   date not null,
  valid_to     date check (valid_to >= valid_from),
  valid        daterange not null generated always as (daterange(valid_from, valid_to, '[]')) stored,
  legal_basis  text not null,
  version      integer not null default 1,
  constraint post_once_at_a_time exclude using gist (official with =, agency with =, office with =, valid with &&)
);
create index post_agency on directory.post (agency, office, id);
