-- The schema as migrations leave it. Made from the database; not run by anything.

table kernel.content
  module text not null
  hash bytea not null
  loaded_at timestamp with time zone not null
  PRIMARY KEY (module)

table kernel.delivery_failure
  subscriber text not null
  event uuid not null
  subject text not null
  attempts integer not null
  retry_at timestamp with time zone not null
  parked boolean not null
  reason text not null
  PRIMARY KEY (subscriber, event)
  FOREIGN KEY (subscriber) REFERENCES kernel.subscriber(name)

table kernel.idempotency
  caller text not null
  key text not null
  route text not null
  request_hash bytea not null
  started_at timestamp with time zone not null
  done boolean not null
  status integer
  content_type text
  body bytea
  location text
  PRIMARY KEY (caller, key)

table kernel.inbox
  subscriber text not null
  event uuid not null
  xid xid8 not null
  PRIMARY KEY (subscriber, event)
  FOREIGN KEY (subscriber) REFERENCES kernel.subscriber(name)

table kernel.job
  name text not null
  last_start timestamp with time zone
  last_end timestamp with time zone
  last_error text
  PRIMARY KEY (name)

table kernel.migration
  file text not null
  hash bytea not null
  applied_at timestamp with time zone not null
  PRIMARY KEY (file)

table kernel.outbox
  position bigint not null
  id uuid not null
  xid xid8 not null
  type text not null
  subject text not null
  payload jsonb not null
  caller text not null
  at timestamp with time zone not null
  PRIMARY KEY (id)
  INDEX outbox_xid ON kernel.outbox USING btree (xid, "position")

table kernel.protection_key
  name text not null
  xml text not null
  PRIMARY KEY (name)

table kernel.subscriber
  name text not null
  types text[] not null
  low_xid xid8 not null
  PRIMARY KEY (name)

table ledger.checkpoint
  size bigint not null
  note text not null
  PRIMARY KEY (size)

table ledger.entry
  id uuid not null
  at timestamp with time zone not null
  kind text not null
  actor text not null
  agency text
  subject uuid
  purpose text
  agreement text
  basis_kind text
  basis_reference text
  fields text[] not null
  outcome text not null
  details json
  salt uuid not null
  answer bytea
  PRIMARY KEY (id)
  INDEX entry_actor ON ledger.entry USING btree (actor, id)
  INDEX entry_agency ON ledger.entry USING btree (agency, id) WHERE (agency IS NOT NULL)
  INDEX entry_agreement ON ledger.entry USING btree (agreement, id) WHERE (agreement IS NOT NULL)
  INDEX entry_erasure ON ledger.entry USING btree (id) WHERE (kind = 'erasure'::text)
  INDEX entry_subject ON ledger.entry USING btree (subject, id) WHERE (subject IS NOT NULL)

table ledger.leaf
  index bigint not null
  entry uuid not null
  leaf bytea not null
  hash bytea not null
  UNIQUE (entry)
  PRIMARY KEY (index)

table ledger.pending
  entry uuid not null

table ledger.sequencer
  one boolean not null
  holder uuid
  seen timestamp with time zone
  epoch bigint not null
  size bigint not null
  CHECK (one)
  PRIMARY KEY (one)

table ledger.subject_key
  subject uuid not null
  key bytea not null
  PRIMARY KEY (subject)

table ledger.tile
  level integer not null
  number bigint not null
  hashes bytea not null
  PRIMARY KEY (level, number)

table directory.agency
  id text not null
  code text not null
  name text not null
  name_en text not null
  kind text not null
  parent text
  area text
  valid_from date
  valid_to date
  valid daterange not null
  roles text[] not null
  legal_basis text not null
  confidence text not null
  CHECK ((valid_to >= valid_from))
  CHECK (((code ~ '^[A-Y][0-9]{2}(\.[0-9A-Z]+)*$'::text) AND (length(code) <= 35)))
  CHECK ((confidence = ANY (ARRAY['H'::text, 'M'::text, 'L'::text])))
  CHECK ((name IS NFC NORMALIZED))
  EXCLUDE USING gist (code WITH =, valid WITH &&) DEFERRABLE INITIALLY DEFERRED
  PRIMARY KEY (id)

table directory.agency_class
  code text not null
  name text not null
  aliases text[] not null
  within text
  rule jsonb not null
  legal_basis text not null
  PRIMARY KEY (code)

table directory.agency_name
  agency text not null
  name text not null
  FOREIGN KEY (agency) REFERENCES directory.agency(id) DEFERRABLE INITIALLY DEFERRED
  PRIMARY KEY (agency, name)

table directory.agency_succession
  from_agency text not null
  to_agency text not null
  function_code text not null
  function text
  change text not null
  on_day date not null
  legal_basis text not null
  confidence text not null
  CHECK ((change = ANY (ARRAY['merged'::text, 'split'::text, 'renamed'::text, 'continued'::text, 'functionMoved'::text])))
  CHECK (((change = 'functionMoved'::text) = (function IS NOT NULL)))
  CHECK ((from_agency <> to_agency))
  CHECK ((confidence = ANY (ARRAY['H'::text, 'M'::text, 'L'::text])))
  FOREIGN KEY (from_agency) REFERENCES directory.agency(id) DEFERRABLE INITIALLY DEFERRED
  PRIMARY KEY (from_agency, to_agency, function_code)
  FOREIGN KEY (to_agency) REFERENCES directory.agency(id) DEFERRABLE INITIALLY DEFERRED
  INDEX agency_succession_back ON directory.agency_succession USING btree (to_agency)

table directory.area
  id text not null
  code text not null
  level text not null
  type text not null
  name text not null
  parent text
  province text not null
  valid_from date
  valid_to date
  valid daterange not null
  approximate boolean not null
  legal_basis text not null
  confidence text not null
  CHECK ((valid_to >= valid_from))
  CHECK (((parent IS NULL) = (level = 'province'::text)))
  CHECK ((code ~ '^([0-9]{2}|[0-9]{3}|[0-9]{5})$'::text))
  CHECK ((confidence = ANY (ARRAY['H'::text, 'M'::text, 'L'::text])))
  CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text])))
  CHECK ((name IS NFC NORMALIZED))
  EXCLUDE USING gist (code WITH =, valid WITH &&) DEFERRABLE INITIALLY DEFERRED
  PRIMARY KEY (id)
  CHECK ((province ~ '^[0-9]{2}$'::text))

table directory.area_former_name
  area text not null
  name text not null
  FOREIGN KEY (area) REFERENCES directory.area(id) DEFERRABLE INITIALLY DEFERRED
  PRIMARY KEY (area, name)

table directory.area_succession
  from_area text not null
  to_area text not null
  change text not null
  on_day date
  legal_basis text not null
  confidence text not null
  CHECK ((change = ANY (ARRAY['renamed'::text, 'merged'::text, 'split'::text, 'continued'::text])))
  CHECK ((from_area <> to_area))
  CHECK ((confidence = ANY (ARRAY['H'::text, 'M'::text, 'L'::text])))
  FOREIGN KEY (from_area) REFERENCES directory.area(id) DEFERRABLE INITIALLY DEFERRED
  PRIMARY KEY (from_area, to_area)
  FOREIGN KEY (to_area) REFERENCES directory.area(id) DEFERRABLE INITIALLY DEFERRED
  INDEX area_succession_back ON directory.area_succession USING btree (to_area)

table directory.edition
  only_row boolean not null
  number bigint not null
  CHECK (only_row)
  PRIMARY KEY (only_row)

table directory.holiday
  day date not null
  kind text not null
  name text not null
  legal_basis text not null
  confidence text not null
  CHECK (((kind <> 'swapWork'::text) OR (EXTRACT(isodow FROM day) > (5)::numeric)))
  CHECK ((confidence = ANY (ARRAY['H'::text, 'M'::text, 'L'::text])))
  CHECK ((kind = ANY (ARRAY['holiday'::text, 'compensatory'::text, 'swapOff'::text, 'swapWork'::text])))
  PRIMARY KEY (day)

table directory.office
  code text not null
  name text not null
  name_en text not null
  legal_basis text not null
  PRIMARY KEY (code)

table directory.official
  id uuid not null
  staff_code text not null
  full_name text not null
  account uuid
  version integer not null
  UNIQUE (account)
  CHECK ((full_name IS NFC NORMALIZED))
  PRIMARY KEY (id)
  UNIQUE (staff_code)

table directory.post
  id uuid not null
  official uuid not null
  agency text not null
  office text not null
  valid_from date not null
  valid_to date
  valid daterange not null
  legal_basis text not null
  version integer not null
  CHECK ((length(agency) <= 35))
  CHECK ((valid_to >= valid_from))
  FOREIGN KEY (office) REFERENCES directory.office(code)
  FOREIGN KEY (official) REFERENCES directory.official(id)
  EXCLUDE USING gist (official WITH =, agency WITH =, office WITH =, valid WITH &&)
  PRIMARY KEY (id)
  INDEX post_agency ON directory.post USING btree (agency, office, id)

table directory.province_facts
  code text not null
  name text not null
  capital_in text not null
  area_km2 numeric(8,2) not null
  population bigint not null
  population_2024 bigint
  merged_from text[] not null
  legal_basis text not null
  confidence text not null
  CHECK ((area_km2 > (0)::numeric))
  CHECK ((confidence = ANY (ARRAY['H'::text, 'M'::text, 'L'::text])))
  PRIMARY KEY (code)
  CHECK ((population > 0))

table dictionary.definition
  kind text not null
  code text not null
  version integer not null
  effective_from date not null
  definition jsonb not null
  from_edition integer not null
  to_edition integer
  CHECK ((to_edition > from_edition))
  FOREIGN KEY (from_edition) REFERENCES dictionary.edition(number)
  CHECK ((kind = ANY (ARRAY['field'::text, 'database'::text, 'codelist'::text, 'paper'::text])))
  PRIMARY KEY (kind, code, version)
  FOREIGN KEY (to_edition) REFERENCES dictionary.edition(number)
  INDEX definition_editions ON dictionary.definition USING btree (from_edition, to_edition)
  UNIQUE INDEX definition_newest ON dictionary.definition USING btree (kind, code, effective_from) WHERE (to_edition IS NULL)

table dictionary.edition
  number integer not null
  published_at timestamp with time zone not null
  added text[] not null
  changed text[] not null
  withdrawn text[] not null
  CHECK ((number > 0))
  PRIMARY KEY (number)
  INDEX edition_published_at ON dictionary.edition USING btree (published_at)

table population.absence
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone
  person uuid not null
  id uuid not null
  valid daterange not null
  case_code text not null
  destination text
  reason text not null
  document text not null
  CHECK ((recorded_until >= recorded_at))
  CHECK ((NOT isempty(valid)))
  EXCLUDE USING gist (person WITH =, valid WITH &&) WHERE ((recorded_until IS NULL))
  PRIMARY KEY (person, id)

table population.area_decision
  effective_on date not null
  doc_date date not null
  entered_at timestamp with time zone not null
  applied_at timestamp with time zone
  id uuid not null
  state text not null
  doc_kind text not null
  doc_number text not null
  doc_agency text not null
  caller text not null
  people bigint
  households bigint
  doubtful bigint
  CHECK (((state = 'in-force'::text) = (applied_at IS NOT NULL)))
  PRIMARY KEY (id)
  CHECK ((state = ANY (ARRAY['draft'::text, 'withdrawn'::text, 'in-force'::text])))

table population.area_doubt
  decision uuid not null
  household uuid not null
  commune text not null
  resolved_to text
  resolved_at timestamp with time zone
  resolved_by text
  FOREIGN KEY (decision) REFERENCES population.area_decision(id)
  PRIMARY KEY (decision, household)
  INDEX area_doubt_open ON population.area_doubt USING btree (commune) WHERE (resolved_to IS NULL)

table population.area_move
  decision uuid not null
  from_commune text not null
  to_commune text not null
  FOREIGN KEY (decision) REFERENCES population.area_decision(id)
  PRIMARY KEY (decision, from_commune, to_commune)

table population.confirmation
  issued date not null
  expires date not null
  at timestamp with time zone not null
  id uuid not null
  person uuid not null
  commune text not null
  number integer not null
  agency text not null
  caller text not null
  content jsonb not null
  UNIQUE (commune, issued, number)
  PRIMARY KEY (id)
  INDEX confirmation_person ON population.confirmation USING btree (person, issued)

table population.correction_request
  asked_at timestamp with time zone not null
  decided_at timestamp with time zone
  due date not null
  id uuid not null
  person uuid not null
  registration uuid
  item text not null
  state text not null
  commune text
  value text not null
  evidence text not null
  reason text
  agency text
  CHECK (((state = 'accepted'::text) = (registration IS NOT NULL)))
  CHECK (((state = 'open'::text) = (decided_at IS NULL)))
  PRIMARY KEY (id)
  CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])))
  INDEX correction_request_decided_at ON population.correction_request USING btree (decided_at) WHERE (decided_at IS NOT NULL)
  UNIQUE INDEX correction_request_once ON population.correction_request USING btree (person, item) WHERE (state = 'open'::text)
  INDEX correction_request_open ON population.correction_request USING btree (due, id) WHERE (state = 'open'::text)
  INDEX correction_request_person ON population.correction_request USING btree (person, asked_at DESC)

table population.duplicate_candidate
  found_at timestamp with time zone not null
  decided_at timestamp with time zone
  a uuid not null
  b uuid not null
  decision uuid
  score real not null
  probability real not null
  model integer not null
  commune text
  levels text not null
  state text not null
  reason text
  FOREIGN KEY (model) REFERENCES population.duplicate_model(version)
  CHECK ((a < b))
  PRIMARY KEY (a, b)
  CHECK ((state = ANY (ARRAY['open'::text, 'declined'::text, 'merged'::text])))
  INDEX duplicate_candidate_b ON population.duplicate_candidate USING btree (b)
  INDEX duplicate_candidate_commune ON population.duplicate_candidate USING btree (commune, score DESC) WHERE (state = 'open'::text)
  INDEX duplicate_candidate_queue ON population.duplicate_candidate USING btree (score DESC, a, b) WHERE (state = 'open'::text)

table population.duplicate_key
  key bigint not null
  person uuid not null
  PRIMARY KEY (key, person)
  INDEX duplicate_key_person ON population.duplicate_key USING btree (person)

table population.duplicate_model
  made_at timestamp with time zone not null
  version integer not null
  people bigint not null
  weights jsonb not null
  PRIMARY KEY (version)

table population.duplicate_pair
  a uuid not null
  b uuid not null

table population.duplicate_pass
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  id uuid not null
  people bigint not null
  pairs bigint
  candidates bigint
  too_common bigint
  model integer
  PRIMARY KEY (id)

table population.duplicate_watermark
  only_one boolean not null
  at timestamp with time zone not null
  CHECK (only_one)
  PRIMARY KEY (only_one)

table population.household
  opened date not null
  closed date
  id uuid not null
  commune text not null
  address text not null
  dossier_no text not null
  recorded_at timestamp with time zone not null
  area text
  area_decision uuid
  PRIMARY KEY (id)

table population.household_member
  since date not null
  until date
  relation smallint not null
  person uuid not null
  household uuid not null
  recorded_at timestamp with time zone not null
  TRIGGER DEFERRABLE INITIALLY DEFERRED
  CHECK ((until >= since))
  PRIMARY KEY (person, since)
  UNIQUE INDEX household_member_head ON population.household_member USING btree (household) WHERE ((until IS NULL) AND (relation = 1))
  INDEX household_member_household ON population.household_member USING btree (household)
  UNIQUE INDEX household_member_one ON population.household_member USING btree (person) WHERE (until IS NULL)

table population.household_member_past
  since date not null
  until date
  relation smallint not null
  person uuid not null
  household uuid not null
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone not null
  INDEX household_member_past_household ON population.household_member_past USING btree (household)
  INDEX household_member_past_person ON population.household_member_past USING btree (person)

table population.household_past
  opened date not null
  closed date
  id uuid not null
  commune text not null
  area text
  address text not null
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone not null
  INDEX household_past_id ON population.household_past USING btree (id)

table population.identity_card
  recorded_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  issued date not null
  expires date
  changed_on date not null
  id uuid not null
  person uuid not null
  registration uuid
  number bigint not null
  kind text not null
  reason text not null
  state text not null
  agency text not null
  CHECK (((expires IS NULL) OR (expires >= issued)))
  PRIMARY KEY (person, id)
  CHECK ((state = ANY (ARRAY['valid'::text, 'replaced'::text, 'lost'::text, 'returned'::text, 'revoked'::text, 'expired'::text, 'locked'::text])))
  INDEX identity_card_expiry ON population.identity_card USING btree (expires) WHERE ((state = 'valid'::text) AND (expires IS NOT NULL))
  UNIQUE INDEX identity_card_one ON population.identity_card USING btree (person) WHERE (state = 'valid'::text)

table population.identity_card_change
  recorded_at timestamp with time zone not null
  on_day date not null
  card uuid not null
  person uuid not null
  before text
  after text not null
  INDEX identity_card_change_person ON population.identity_card_change USING btree (person)

table population.import
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  as_of date
  doc_date date
  rows_read bigint not null
  people bigint not null
  households bigint not null
  late bigint not null
  parts integer not null
  next_part integer not null
  id uuid not null
  state text not null
  agency text not null
  caller_kind text not null
  caller text not null
  file_name text not null
  position text not null
  doc_kind text
  doc_number text
  doc_agency text
  sha256 bytea not null
  head jsonb not null
  mapping jsonb
  PRIMARY KEY (id)
  CHECK ((state = ANY (ARRAY['mapping'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'linking'::text, 'done'::text, 'withdrawn'::text])))
  UNIQUE INDEX import_file ON population.import USING btree (agency, sha256) WHERE (state <> 'withdrawn'::text)
  INDEX import_work ON population.import USING btree (state) WHERE (state = ANY (ARRAY['checking'::text, 'applying'::text, 'linking'::text]))

table population.import_fault
  line bigint not null
  kind smallint not null
  round smallint not null
  import uuid not null
  code text not null
  item text not null
  detail text
  CHECK ((kind = ANY (ARRAY[1, 2, 3])))
  PRIMARY KEY (import, line, code, item)

table population.import_household
  household uuid not null
  home text not null
  PRIMARY KEY (home)

table population.import_mapping
  agency text not null
  columns bytea not null
  mapping jsonb not null
  PRIMARY KEY (agency, columns)

table population.import_part
  first_line bigint not null
  import uuid not null
  part integer not null
  text text not null
  FOREIGN KEY (import) REFERENCES population.import(id)
  PRIMARY KEY (import, part)

table population.import_row
  line bigint not null
  number bigint
  father_number bigint
  mother_number bigint
  birth date
  since date
  birth_precision smallint
  sex smallint
  ethnicity smallint not null
  religion smallint not null
  marital smallint not null
  relation smallint
  import uuid not null
  person uuid not null
  household uuid not null
  home text not null
  household_code text
  full_name text
  name_key text
  search_key text
  other_names text
  birth_declared text
  birth_place text
  birth_registration_place text
  home_place text
  nationality text not null
  blood_group text
  cmnd text
  phone text
  email text
  father_name text
  mother_name text
  commune text
  area text
  address text
  PRIMARY KEY (import, line)
  INDEX import_row_home ON population.import_row USING btree (import, home, line)
  INDEX import_row_number ON population.import_row USING btree (import, number)

table population.number_block
  series integer not null
  commune text not null
  next integer not null
  upto integer not null
  CHECK ((next <= upto))
  PRIMARY KEY (series, commune)

table population.number_free
  series integer not null
  ordinal integer not null
  PRIMARY KEY (series, ordinal)

table population.number_series
  series integer not null
  next integer not null
  CHECK (((next >= 0) AND (next <= 1000000)))
  PRIMARY KEY (series)

table population.offline_block
  taken_at timestamp with time zone not null
  closed_at timestamp with time zone
  id uuid not null
  series integer not null
  commune text not null
  agency text not null
  caller text not null
  ordinals integer[] not null
  PRIMARY KEY (id)
  INDEX offline_block_commune ON population.offline_block USING btree (commune, taken_at)

table population.offline_use
  at timestamp with time zone not null
  number bigint not null
  block uuid not null
  person uuid not null
  outcome text not null
  FOREIGN KEY (block) REFERENCES population.offline_block(id)
  PRIMARY KEY (number)
  INDEX offline_use_block ON population.offline_use USING btree (block)

table population.people_count
  day date not null
  made_at timestamp with time zone not null
  people bigint not null
  age_group smallint not null
  sex smallint not null
  map text not null
  commune text not null
  PRIMARY KEY (map, commune, age_group, sex)

table population.person
  number bigint not null
  birth date not null
  died date
  card_issued date
  marital_since date
  version integer not null
  birth_precision smallint not null
  died_precision smallint
  sex smallint not null
  ethnicity smallint not null
  religion smallint not null
  marital smallint not null
  locked boolean not null
  id uuid not null
  father uuid
  mother uuid
  spouse uuid
  full_name text not null
  name_key text not null
  search_key text not null
  birth_place text not null
  birth_registration_place text not null
  home_place text not null
  nationality text not null
  cmnd text
  father_name text
  mother_name text
  phone text
  email text
  other_names text
  birth_declared text
  blood_group text
  CHECK (((birth_precision >= 0) AND (birth_precision <= 3)))
  CHECK (((died IS NULL) OR locked))
  TRIGGER DEFERRABLE INITIALLY DEFERRED
  CHECK (((marital >= 0) AND (marital <= 4)))
  UNIQUE (number)
  CHECK (((number >= 0) AND (number <= '999999999999'::bigint)))
  PRIMARY KEY (id)
  CHECK (((sex >= 0) AND (sex <= 2)))
  INDEX person_cmnd ON population.person USING btree (cmnd) WHERE (cmnd IS NOT NULL)
  INDEX person_father ON population.person USING btree (father) WHERE (father IS NOT NULL)
  INDEX person_mother ON population.person USING btree (mother) WHERE (mother IS NOT NULL)
  INDEX person_search ON population.person USING btree (search_key, birth)

table population.person_history
  person uuid not null
  version integer not null
  recorded_at timestamp with time zone not null
  event text not null
  caller_kind text not null
  caller text not null
  document text not null
  before jsonb
  after jsonb
  PRIMARY KEY (person, version)
  INDEX person_history_event ON population.person_history USING btree (event, recorded_at)
  INDEX person_history_recorded ON population.person_history USING brin (recorded_at) WITH (pages_per_range='16')

table population.person_identifier
  person uuid not null
  kind smallint not null
  value text not null
  since date
  until date
  reason text
  recorded_at timestamp with time zone not null
  document text
  PRIMARY KEY (person, kind, value)
  INDEX person_identifier_cmnd ON population.person_identifier USING btree (value) WHERE (kind = 2)
  INDEX person_identifier_value ON population.person_identifier USING btree (value)

table population.person_item
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone
  person uuid not null
  registration uuid
  item text not null
  valid daterange not null
  value text
  CHECK ((recorded_until >= recorded_at))
  CHECK ((NOT isempty(valid)))
  EXCLUDE USING gist (person WITH =, item WITH =, valid WITH &&) WHERE ((recorded_until IS NULL))
  PRIMARY KEY (person, item, recorded_at, valid)

table population.person_merge
  at timestamp with time zone not null
  undone_at timestamp with time zone
  on_day date not null
  id uuid not null
  survivor uuid not null
  merged uuid not null
  registration uuid not null
  undone_by uuid
  kept jsonb not null
  PRIMARY KEY (id)
  CHECK ((survivor <> merged))
  UNIQUE INDEX person_merge_merged ON population.person_merge USING btree (merged) WHERE (undone_at IS NULL)
  INDEX person_merge_survivor ON population.person_merge USING btree (survivor)

table population.person_status
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone
  person uuid not null
  id uuid not null
  valid daterange not null
  kind text not null
  document text not null
  CHECK ((kind = ANY (ARRAY['missing'::text, 'disability'::text])))
  CHECK ((recorded_until >= recorded_at))
  CHECK ((NOT isempty(valid)))
  EXCLUDE USING gist (person WITH =, kind WITH =, valid WITH &&) WHERE ((recorded_until IS NULL))
  PRIMARY KEY (person, id)

table population.quality_day
  day date not null
  checked bigint not null
  failed bigint not null
  rule text not null
  PRIMARY KEY (day, rule)

table population.quality_score
  day date not null
  made_at timestamp with time zone not null
  checked integer not null
  failed integer not null
  commune text not null
  source text not null
  rule text not null
  PRIMARY KEY (commune, source, rule)
  CHECK ((source = ANY (ARRAY['loaded'::text, 'birth'::text, 'changed'::text])))
  INDEX quality_score_rule ON population.quality_score USING btree (rule, commune)

table population.register_total
  people bigint not null
  households bigint not null
  commune text not null
  PRIMARY KEY (commune)

table population.registration
  on_day date not null
  doc_date date not null
  recorded_at timestamp with time zone not null
  id uuid not null
  household uuid
  persons uuid[] not null
  kind text not null
  doc_kind text not null
  doc_number text not null
  doc_agency text not null
  agency text
  caller_kind text not null
  caller text not null
  details jsonb
  PRIMARY KEY (id)
  INDEX registration_kind ON population.registration USING btree (kind, recorded_at)
  INDEX registration_persons ON population.registration USING gin (persons)

table population.representation
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone
  person uuid not null
  representative uuid not null
  id uuid not null
  valid daterange not null
  case_code text not null
  document text not null
  CHECK ((recorded_until >= recorded_at))
  CHECK ((NOT isempty(valid)))
  CHECK ((person <> representative))
  EXCLUDE USING gist (person WITH =, representative WITH =, valid WITH &&) WHERE ((recorded_until IS NULL))
  PRIMARY KEY (person, id)
  INDEX representation_representative ON population.representation USING btree (representative)

table population.request
  key text not null
  action text not null
  body bytea not null
  answer jsonb not null
  at timestamp with time zone not null
  PRIMARY KEY (key, action)

table population.residence
  recorded_at timestamp with time zone not null
  recorded_until timestamp with time zone
  entry smallint not null
  kind smallint not null
  person uuid not null
  household uuid
  valid daterange not null
  commune text not null
  address text not null
  document text
  ground text
  end_ground text
  end_document text
  area text
  area_decision uuid
  CHECK ((kind = ANY (ARRAY[1, 2])))
  CHECK ((recorded_until >= recorded_at))
  CHECK ((NOT isempty(valid)))
  EXCLUDE USING gist (person WITH =, valid WITH &&) WHERE (((kind = 1) AND (recorded_until IS NULL) AND (entry > 1)))
  PRIMARY KEY (person, entry)
  INDEX residence_area ON population.residence USING btree (area) WHERE ((area IS NOT NULL) AND (recorded_until IS NULL) AND upper_inf(valid))
  INDEX residence_commune ON population.residence USING btree (commune) WHERE ((recorded_until IS NULL) AND upper_inf(valid))
  INDEX residence_temporary ON population.residence USING btree (commune) WHERE ((kind = 2) AND (recorded_until IS NULL))

table population.stay
  arrived timestamp with time zone not null
  leaves date not null
  told_at timestamp with time zone not null
  due timestamp with time zone not null
  person uuid not null
  id uuid not null
  commune text not null
  address text not null
  host text not null
  document text not null
  PRIMARY KEY (person, id)
  INDEX stay_commune ON population.stay USING btree (commune, leaves)

table population.synthetic
  only_one boolean not null
  people integer not null
  seed integer not null
  as_of date not null
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  seeded boolean not null
  CHECK (only_one)
  PRIMARY KEY (only_one)

table registries.book
  one boolean not null
  edition bigint not null
  CHECK (one)
  PRIMARY KEY (one)

table registries.book_number
  office text not null
  book text not null
  year integer not null
  last integer not null
  CHECK ((last > 0))
  PRIMARY KEY (office, book, year)

table registries.bulk_load
  id uuid not null
  registry text not null
  dry_run boolean not null
  loaded_at timestamp with time zone not null
  loaded_by text not null
  rows integer not null
  good integer not null
  changed integer not null
  rejected integer not null
  rejects text
  PRIMARY KEY (id)
  INDEX bulk_load_of_registry ON registries.bulk_load USING btree (registry, loaded_at DESC)

table registries.change
  registry text not null
  position bigint not null
  kind text not null
  subject uuid
  key text
  version integer
  fields text[] not null
  at timestamp with time zone not null
  CHECK ((kind = ANY (ARRAY['added'::text, 'changed'::text, 'filled'::text, 'defined'::text, 'handedOver'::text])))
  PRIMARY KEY (registry, "position")
  INDEX change_of_subject ON registries.change USING btree (subject)

table registries.definition
  code text not null
  version integer not null
  state text not null
  definition jsonb not null
  shapes jsonb not null
  origin text not null
  changed_at timestamp with time zone not null
  changed_by text not null
  published_at timestamp with time zone
  archived_at timestamp with time zone
  CHECK ((origin = ANY (ARRAY['content'::text, 'browser'::text])))
  PRIMARY KEY (code, version)
  CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text])))
  CHECK ((version > 0))
  UNIQUE INDEX definition_draft ON registries.definition USING btree (code) WHERE (state = 'draft'::text)
  UNIQUE INDEX definition_live ON registries.definition USING btree (code) WHERE (state = 'published'::text)

table registries.feed
  registry text not null
  last bigint not null
  records bigint not null
  changed_at timestamp with time zone
  PRIMARY KEY (registry)

table registries.hand_over
  id uuid not null
  registry text not null
  from_agency text not null
  to_agency text not null
  document text not null
  effective date not null
  proposed_at timestamp with time zone not null
  proposed_by text not null
  accepted_at timestamp with time zone
  accepted_by text
  done_at timestamp with time zone
  withdrawn_at timestamp with time zone
  PRIMARY KEY (id)
  INDEX hand_over_due ON registries.hand_over USING btree (effective) WHERE ((accepted_at IS NOT NULL) AND (done_at IS NULL) AND (withdrawn_at IS NULL))
  UNIQUE INDEX hand_over_open ON registries.hand_over USING btree (registry) WHERE ((done_at IS NULL) AND (withdrawn_at IS NULL))

table registries.locked_subject
  subject uuid not null
  locked_at timestamp with time zone not null
  document text not null
  PRIMARY KEY (subject)

table registries.merged_subject
  subject uuid not null
  into_subject uuid not null
  survivor uuid not null
  merged_at timestamp with time zone not null
  document text not null
  CHECK ((subject <> survivor))
  PRIMARY KEY (subject)
  INDEX merged_subject_survivor ON registries.merged_subject USING btree (survivor)

table registries.record
  subject uuid not null
  registry text not null
  key text not null
  version integer not null
  valid daterange not null
  data jsonb not null
  provenance jsonb not null
  recorded_at timestamp with time zone not null
  PRIMARY KEY (subject, registry, key)
  CHECK ((NOT isempty(valid)))
  CHECK ((version > 0))
  INDEX record_made ON registries.record USING brin (recorded_at) WHERE (version = 1)
  INDEX record_of_registry ON registries.record USING btree (registry, subject, key)

table registries.record_history
  subject uuid not null
  registry text not null
  key text not null
  version integer not null
  valid daterange not null
  data jsonb not null
  provenance jsonb not null
  recorded_at timestamp with time zone not null
  replaced_at timestamp with time zone not null
  replaced_by text not null
  PRIMARY KEY (subject, registry, key, version)
  INDEX record_history_made ON registries.record_history USING brin (recorded_at) WHERE (version = 1)

table registries.record_past
  subject uuid not null
  registry text not null
  key text not null
  version integer not null
  valid daterange not null
  data jsonb not null
  provenance jsonb not null
  recorded_at timestamp with time zone not null
  replaced_at timestamp with time zone
  PRIMARY KEY (subject, registry, key, version, recorded_at)
  CHECK ((NOT isempty(valid)))

table registries.scan
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  claimed_at timestamp with time zone
  done_at timestamp with time zone
  id uuid not null
  subject uuid
  version integer not null
  record_version integer
  size integer not null
  state text not null
  registry text not null
  agency text not null
  caller text not null
  file_name text not null
  media_type text not null
  claimed_by text
  record_key text
  reason text
  sha256 bytea not null
  file bytea not null
  CHECK (((state = 'done'::text) = ((done_at IS NOT NULL) AND (subject IS NOT NULL))))
  PRIMARY KEY (id)
  CHECK ((state = ANY (ARRAY['waiting'::text, 'reading'::text, 'open'::text, 'second'::text, 'third'::text, 'done'::text, 'refused'::text, 'broken'::text])))
  UNIQUE INDEX scan_file ON registries.scan USING btree (agency, registry, sha256)
  INDEX scan_machine ON registries.scan USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'reading'::text]))
  INDEX scan_record ON registries.scan USING btree (done_at) WHERE (state = 'done'::text)
  INDEX scan_work ON registries.scan USING btree (agency, registry, state, created_at) WHERE (state <> ALL (ARRAY['done'::text, 'refused'::text, 'broken'::text]))

table registries.scan_field
  scan uuid not null
  page integer
  x integer
  y integer
  width integer
  height integer
  confidence smallint not null
  marked boolean not null
  field text not null
  value text
  PRIMARY KEY (scan, field)
  FOREIGN KEY (scan) REFERENCES registries.scan(id)

table registries.scan_look
  at timestamp with time zone not null
  scan uuid not null
  look smallint not null
  officer text not null
  answers jsonb not null
  PRIMARY KEY (scan, look)
  FOREIGN KEY (scan) REFERENCES registries.scan(id)

table registries.scan_page
  scan uuid not null
  page integer not null
  width integer not null
  height integer not null
  media_type text not null
  image bytea not null
  PRIMARY KEY (scan, page)
  FOREIGN KEY (scan) REFERENCES registries.scan(id)

table registries.scan_signature
  at timestamp with time zone not null
  scan uuid not null
  entry uuid not null
  officer text not null
  agency text not null
  scan_hash bytea not null
  record_hash bytea not null
  PRIMARY KEY (scan)
  FOREIGN KEY (scan) REFERENCES registries.scan(id)

table registries.source_switch
  database text not null
  is_on boolean not null
  reason text not null
  changed_at timestamp with time zone not null
  changed_by text not null
  PRIMARY KEY (database)

table registries.source_switch_log
  id uuid not null
  database text not null
  is_on boolean not null
  reason text not null
  changed_at timestamp with time zone not null
  changed_by text not null
  PRIMARY KEY (id)
  INDEX source_switch_log_time ON registries.source_switch_log USING btree (changed_at DESC)

table registries.term
  registry text not null
  field text not null
  term text not null
  subject uuid not null
  key text not null
  PRIMARY KEY (registry, field, term, subject, key)
  INDEX term_of_record ON registries.term USING btree (subject, registry, key)

table identity.account
  id uuid not null
  kind text not null
  level smallint
  login text
  person uuid
  display_name text not null
  state text not null
  demo boolean not null
  created_at timestamp with time zone not null
  version integer not null
  notices_seen_at timestamp with time zone not null
  CHECK (((kind <> 'citizen'::text) OR (person IS NOT NULL)))
  CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200)))
  CHECK ((kind = ANY (ARRAY['citizen'::text, 'foreigner'::text, 'official'::text, 'organisation'::text, 'system'::text])))
  CHECK ((level = ANY (ARRAY[1, 2])))
  CHECK (((kind = ANY (ARRAY['citizen'::text, 'foreigner'::text])) = (level IS NOT NULL)))
  CHECK (((login = lower(login)) AND ((length(login) >= 3) AND (length(login) <= 64))))
  UNIQUE (login)
  PRIMARY KEY (id)
  CHECK ((state = ANY (ARRAY['active'::text, 'locked-by-owner'::text, 'locked-by-authority'::text, 'locked-by-death'::text, 'locked-by-merge'::text, 'cancelled'::text])))
  UNIQUE INDEX account_citizen ON identity.account USING btree (person) WHERE ((kind = 'citizen'::text) AND (state <> 'cancelled'::text))
  INDEX account_name ON identity.account USING btree (lower(display_name) text_pattern_ops, id)
  INDEX account_person ON identity.account USING btree (person)

table identity.account_history
  id uuid not null
  account uuid not null
  state text not null
  at timestamp with time zone not null
  by text not null
  reason text not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (id)
  INDEX account_history_account ON identity.account_history USING btree (account, at)

table identity.account_rule
  code text not null
  valid_from date not null
  valid_to date
  value integer not null
  legal_basis text not null
  CHECK ((valid_to >= valid_from))
  PRIMARY KEY (code, valid_from)

table identity.activation
  code_hash bytea not null
  account uuid not null
  why text not null
  valid_from timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  withdrawn_at timestamp with time zone
  made_by text not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (code_hash)
  CHECK ((why = ANY (ARRAY['opened'::text, 'recovered'::text, 'waited'::text])))
  INDEX activation_account ON identity.activation USING btree (account)

table identity.api_client
  id uuid not null
  name text not null
  agency text not null
  live boolean not null
  scopes text[] not null
  key_hash bytea not null
  key_start text not null
  created_at timestamp with time zone not null
  created_by text not null
  ends_on date
  used_on date
  revoked_at timestamp with time zone
  UNIQUE (key_hash)
  PRIMARY KEY (id)

table identity.assignment
  id uuid not null
  account uuid not null
  role text not null
  agency text not null
  post text not null
  post_title text not null
  valid_from date not null
  valid_to date
  granted_by text not null
  granted_at timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  UNIQUE (account, role, agency, post, valid_from)
  CHECK (((length(agency) >= 1) AND (length(agency) <= 35)))
  CHECK ((valid_to >= valid_from))
  PRIMARY KEY (id)
  FOREIGN KEY (role) REFERENCES identity.role(code)
  INDEX assignment_account ON identity.assignment USING btree (account)
  INDEX assignment_agency ON identity.assignment USING btree (agency)

table identity.challenge
  id_hash bytea not null
  kind text not null
  account uuid
  state text not null
  tries integer not null
  expires_at timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (id_hash)
  INDEX challenge_expires ON identity.challenge USING btree (expires_at)

table identity.claim
  claim text not null
  scope text not null
  field text
  account text
  form text not null
  vi text not null
  en text not null
  position integer not null
  CHECK ((account = ANY (ARRAY['displayName'::text, 'level'::text, 'agency'::text, 'post'::text])))
  CHECK (((field IS NOT NULL) OR (account IS NOT NULL)))
  PRIMARY KEY (claim)

table identity.consent
  id uuid not null
  account uuid not null
  person uuid
  client text not null
  scopes text[] not null
  claims text[] not null
  refused text[] not null
  details jsonb not null
  fields text[] not null
  text_version integer not null
  language text not null
  shown jsonb not null
  given_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  withdrawn_why text
  receipt uuid not null
  withdrawal uuid
  FOREIGN KEY (account) REFERENCES identity.account(id)
  CHECK ((ends_at > given_at))
  FOREIGN KEY (client) REFERENCES identity.oidc_client(id)
  PRIMARY KEY (id)
  FOREIGN KEY (text_version) REFERENCES identity.consent_text(version)
  CHECK ((withdrawn_why = ANY (ARRAY['by-person'::text, 'narrowed'::text, 'client-revoked'::text])))
  INDEX consent_account ON identity.consent USING btree (account, given_at DESC)
  INDEX consent_client ON identity.consent USING btree (client) WHERE (withdrawn_at IS NULL)
  INDEX consent_live ON identity.consent USING btree (account, client, given_at DESC) WHERE (withdrawn_at IS NULL)

table identity.consent_text
  version integer not null
  vi text not null
  en text not null
  valid_days integer not null
  effective_from date not null
  legal_basis text not null
  PRIMARY KEY (version)
  CHECK (((valid_days >= 1) AND (valid_days <= 3650)))

table identity.counter_case
  id uuid not null
  kind text not null
  person uuid
  account uuid
  agency text
  compared jsonb not null
  papers text not null
  sealed text
  opened_by text not null
  opened_at timestamp with time zone not null
  state text not null
  decided_by text
  decided_at timestamp with time zone
  reason text
  FOREIGN KEY (account) REFERENCES identity.account(id)
  CHECK (((decided_by IS NULL) OR (decided_by <> opened_by)))
  CHECK (((state = 'waiting'::text) = (decided_by IS NULL)))
  CHECK ((kind = ANY (ARRAY['identify'::text, 'foreigner'::text, 'unlock'::text, 'recover'::text])))
  PRIMARY KEY (id)
  CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'refused'::text])))
  INDEX counter_case_account ON identity.counter_case USING btree (account, opened_at DESC)
  INDEX counter_case_waiting ON identity.counter_case USING btree (opened_at) WHERE (state = 'waiting'::text)

table identity.foreigner
  account uuid not null
  nationality text not null
  paper text not null
  paper_key bytea not null
  passport_key bytea not null
  paper_until date
  sealed text not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  CHECK (((paper = 'permanent-card'::text) OR (paper_until IS NOT NULL)))
  CHECK (((nationality ~ '^[A-Z]{3}$'::text) AND (nationality <> 'VNM'::text)))
  CHECK ((paper = ANY (ARRAY['permanent-card'::text, 'temporary-card'::text])))
  UNIQUE (paper_key)
  UNIQUE (passport_key)
  PRIMARY KEY (account)
  INDEX foreigner_until ON identity.foreigner USING btree (paper_until) WHERE (paper_until IS NOT NULL)

table identity.mandate
  id uuid not null
  principal uuid not null
  agent uuid not null
  kind text not null
  scopes text[] not null
  valid_from date not null
  valid_to date
  basis text not null
  granted_by text not null
  granted_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by text
  FOREIGN KEY (agent) REFERENCES identity.account(id)
  CHECK ((valid_to >= valid_from))
  CHECK ((principal <> agent))
  CHECK (((kind = 'representative'::text) OR (valid_to IS NOT NULL)))
  CHECK ((kind = ANY (ARRAY['representative'::text, 'delegate'::text, 'parent'::text, 'guardian'::text])))
  PRIMARY KEY (id)
  FOREIGN KEY (principal) REFERENCES identity.account(id)
  CHECK ((cardinality(scopes) > 0))
  INDEX mandate_agent ON identity.mandate USING btree (agent) WHERE (ended_at IS NULL)
  UNIQUE INDEX mandate_open ON identity.mandate USING btree (principal, agent) WHERE (ended_at IS NULL)

table identity.merged_account
  account uuid not null
  number_key bytea not null
  was text not null
  at timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (account)
  INDEX merged_account_number ON identity.merged_account USING btree (number_key)

table identity.oidc_client
  id text not null
  profile text not null
  name text not null
  agency text not null
  purpose text not null
  live boolean not null
  redirect_uris text[] not null
  post_logout_redirect_uris text[] not null
  backchannel_logout_uri text
  jwks text
  old_jwks text
  old_jwks_until timestamp with time zone
  jwks_uri text
  jwks_fetched_at timestamp with time zone
  secret_hash bytea
  auth text not null
  subject text not null
  sector text not null
  scopes text[] not null
  agreement text
  id_token_alg text not null
  userinfo_signed text
  userinfo_encryption text
  state text not null
  reason text
  asked_by text not null
  asked_at timestamp with time zone not null
  decided_by text
  decided_at timestamp with time zone
  version integer not null
  CHECK (((length(agency) >= 1) AND (length(agency) <= 35)))
  CHECK ((auth = ANY (ARRAY['private_key_jwt'::text, 'secret'::text])))
  CHECK (((jwks IS NULL) OR (jwks_uri IS NULL) OR (jwks_fetched_at IS NOT NULL)))
  CHECK (((profile <> 'fapi'::text) OR ((auth = 'private_key_jwt'::text) AND (id_token_alg <> 'RS256'::text))))
  CHECK (((live AND (id ~~ 'lt_live_%'::text)) OR ((NOT live) AND (id ~~ 'lt_test_%'::text))))
  CHECK ((id ~ '^lt_(test|live)_[A-Za-z0-9_-]{22}$'::text))
  CHECK ((id_token_alg = ANY (ARRAY['ES256'::text, 'PS256'::text, 'RS256'::text])))
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  PRIMARY KEY (id)
  CHECK (((cardinality(post_logout_redirect_uris) >= 0) AND (cardinality(post_logout_redirect_uris) <= 20)))
  CHECK ((profile = ANY (ARRAY['fapi'::text, 'standard'::text])))
  CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500)))
  CHECK (((cardinality(redirect_uris) >= 0) AND (cardinality(redirect_uris) <= 20)))
  CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'revoked'::text])))
  CHECK ((subject = ANY (ARRAY['pairwise'::text, 'public'::text])))
  CHECK ((userinfo_encryption = ANY (ARRAY['A128GCM'::text, 'A256GCM'::text])))
  CHECK ((userinfo_signed = ANY (ARRAY['ES256'::text, 'PS256'::text, 'RS256'::text])))
  INDEX oidc_client_asker ON identity.oidc_client USING btree (asked_by, asked_at DESC)
  INDEX oidc_client_state ON identity.oidc_client USING btree (state, asked_at DESC)

table identity.oidc_client_event
  id uuid not null
  client text not null
  at timestamp with time zone not null
  actor text not null
  change text not null
  reason text
  FOREIGN KEY (client) REFERENCES identity.oidc_client(id)
  PRIMARY KEY (id)
  INDEX oidc_client_event_client ON identity.oidc_client_event USING btree (client, id)

table identity.oidc_grant
  id uuid not null
  client text not null
  issuer text not null
  account uuid not null
  session uuid not null
  consent uuid
  scopes text[] not null
  claims text[] not null
  id_token_claims text[] not null
  details jsonb
  redirect_uri text not null
  challenge text
  nonce text
  auth_level smallint not null
  methods text[] not null
  signed_in_at timestamp with time zone not null
  thumbprint text
  code_hash bytea not null
  code_expires_at timestamp with time zone not null
  code_used_at timestamp with time zone
  refresh_hash bytea
  refresh_expires_at timestamp with time zone
  created_at timestamp with time zone not null
  revoked_at timestamp with time zone
  session_over boolean not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  UNIQUE (code_hash)
  PRIMARY KEY (id)
  UNIQUE (refresh_hash)
  INDEX oidc_grant_account ON identity.oidc_grant USING btree (account, created_at DESC)
  INDEX oidc_grant_consent ON identity.oidc_grant USING btree (consent) WHERE (revoked_at IS NULL)
  INDEX oidc_grant_session ON identity.oidc_grant USING btree (session) WHERE (NOT session_over)

table identity.oidc_logout
  id uuid not null
  client text not null
  issuer text not null
  account uuid not null
  session uuid not null
  tries integer not null
  next_at timestamp with time zone not null
  done_at timestamp with time zone
  outcome text
  PRIMARY KEY (id)
  INDEX oidc_logout_next ON identity.oidc_logout USING btree (next_at) WHERE (done_at IS NULL)

table identity.oidc_request
  handle_hash bytea not null
  client text not null
  pushed boolean not null
  content jsonb not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  PRIMARY KEY (handle_hash)
  INDEX oidc_request_expires ON identity.oidc_request USING btree (expires_at)

table identity.oidc_revoked
  id bytea not null
  at timestamp with time zone not null
  until timestamp with time zone not null
  PRIMARY KEY (id)
  INDEX oidc_revoked_at ON identity.oidc_revoked USING btree (at)

table identity.organisation
  account uuid not null
  code text not null
  founded date
  address text not null
  checked_against text not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  CHECK (((length(code) >= 3) AND (length(code) <= 35)))
  UNIQUE (code)
  PRIMARY KEY (account)

table identity.organisation_consent
  request uuid not null
  account uuid not null
  answer text
  answered_at timestamp with time zone
  FOREIGN KEY (account) REFERENCES identity.account(id)
  CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text])))
  PRIMARY KEY (request, account)
  FOREIGN KEY (request) REFERENCES identity.organisation_request(id)
  INDEX organisation_consent_account ON identity.organisation_consent USING btree (account) WHERE (answer IS NULL)

table identity.organisation_request
  id uuid not null
  code text not null
  name text not null
  founded date
  address text not null
  paper text not null
  requested_by uuid not null
  requested_at timestamp with time zone not null
  state text not null
  account uuid
  decided_by text
  decided_at timestamp with time zone
  reason text
  FOREIGN KEY (account) REFERENCES identity.account(id)
  CHECK (((length(code) >= 3) AND (length(code) <= 35)))
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  PRIMARY KEY (id)
  FOREIGN KEY (requested_by) REFERENCES identity.account(id)
  CHECK ((state = ANY (ARRAY['consent'::text, 'check'::text, 'opened'::text, 'refused'::text])))
  INDEX organisation_request_by ON identity.organisation_request USING btree (requested_by, requested_at DESC)
  UNIQUE INDEX organisation_request_code ON identity.organisation_request USING btree (code) WHERE (state = ANY (ARRAY['consent'::text, 'check'::text]))
  INDEX organisation_request_open ON identity.organisation_request USING btree (requested_at) WHERE (state = ANY (ARRAY['consent'::text, 'check'::text]))

table identity.passkey
  credential bytea not null
  account uuid not null
  name text not null
  public_key bytea not null
  sign_count bigint not null
  transports text[] not null
  user_verified boolean not null
  backup_eligible boolean not null
  backed_up boolean not null
  attestation bytea not null
  client_data bytea not null
  added_at timestamp with time zone not null
  used_at timestamp with time zone
  strong_from timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (credential)
  INDEX passkey_account ON identity.passkey USING btree (account)

table identity.password
  account uuid not null
  hash text not null
  changed_at timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (account)

table identity.persona
  code text not null
  position integer not null
  account uuid
  agency_name text
  card jsonb not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (code)

table identity.recovery_code
  account uuid not null
  code_key bytea not null
  made_at timestamp with time zone not null
  used_at timestamp with time zone
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (account, code_key)

table identity.role
  code text not null
  vi text not null
  en text not null
  holders text not null
  scopes text[] not null
  CHECK ((holders = ANY (ARRAY['citizen'::text, 'foreigner'::text, 'official'::text, 'organisation'::text])))
  PRIMARY KEY (code)

table identity.scope
  code text not null
  vi text not null
  en text not null
  clients boolean not null
  PRIMARY KEY (code)

table identity.secret
  name text not null
  value text not null
  PRIMARY KEY (name)

table identity.security_event
  id uuid not null
  at timestamp with time zone not null
  kind text not null
  account uuid
  session uuid
  source text not null
  device text not null
  detail text
  change boolean not null
  PRIMARY KEY (id)
  INDEX security_event_account ON identity.security_event USING btree (account, at DESC)
  INDEX security_event_at ON identity.security_event USING btree (at DESC)
  INDEX security_event_change ON identity.security_event USING btree (account, at DESC) WHERE change

table identity.session
  id uuid not null
  token_hash bytea not null
  account uuid not null
  assignment uuid
  auth_level smallint not null
  methods text[] not null
  signed_in_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  source text not null
  device text not null
  ended_at timestamp with time zone
  ended_why text
  acting uuid
  FOREIGN KEY (account) REFERENCES identity.account(id)
  FOREIGN KEY (acting) REFERENCES identity.mandate(id)
  FOREIGN KEY (assignment) REFERENCES identity.assignment(id)
  CHECK (((auth_level >= 1) AND (auth_level <= 4)))
  PRIMARY KEY (id)
  UNIQUE (token_hash)
  INDEX session_account ON identity.session USING btree (account, signed_in_at DESC)
  INDEX session_ended ON identity.session USING btree (ended_at) WHERE (ended_at IS NOT NULL)
  INDEX session_ends ON identity.session USING btree (ends_at)

table identity.signing_key
  id text not null
  algorithm text not null
  public_key jsonb not null
  private_key text
  created_at timestamp with time zone not null
  signs_from timestamp with time zone not null
  published_until timestamp with time zone
  CHECK ((algorithm = ANY (ARRAY['ES256'::text, 'PS256'::text, 'RS256'::text])))
  PRIMARY KEY (id)
  INDEX signing_key_use ON identity.signing_key USING btree (algorithm, signs_from DESC)

table identity.throttle
  bucket bytea not null
  empty_at timestamp with time zone not null
  refused boolean not null
  PRIMARY KEY (bucket)
  INDEX throttle_empty ON identity.throttle USING btree (empty_at)

table identity.totp
  account uuid not null
  secret text not null
  added_at timestamp with time zone not null
  last_step bigint not null
  strong_from timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (account)

table identity.upstream_link
  upstream text not null
  subject_key bytea not null
  account uuid not null
  linked_at timestamp with time zone not null
  used_at timestamp with time zone not null
  FOREIGN KEY (account) REFERENCES identity.account(id)
  PRIMARY KEY (upstream, subject_key)
  UNIQUE INDEX upstream_link_account ON identity.upstream_link USING btree (upstream, account)

table identity.used_once
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_0
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_1
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_2
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_3
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_4
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_5
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_6
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table identity.used_once_7
  slot smallint not null
  key bytea not null
  PRIMARY KEY (slot, key)

table exchange.agreement
  code text not null
  version integer not null
  vi text not null
  en text not null
  why text not null
  consumers text[] not null
  persons boolean not null
  purpose text not null
  bases text[] not null
  fields text[] not null
  locked_persons boolean not null
  quota_per_day integer
  legal_basis text not null
  valid_from date not null
  valid_to date
  state text not null
  origin text not null
  requested_by text not null
  changed_at timestamp with time zone not null
  CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CHECK ((origin = ANY (ARRAY['content'::text, 'request'::text])))
  PRIMARY KEY (code)
  CHECK ((quota_per_day > 0))
  CHECK ((state = ANY (ARRAY['draft'::text, 'requested'::text, 'approved'::text, 'suspended'::text, 'ended'::text])))

table exchange.agreement_event
  id uuid not null
  agreement text not null
  at timestamp with time zone not null
  actor text not null
  agency text
  change text not null
  reason text
  FOREIGN KEY (agreement) REFERENCES exchange.agreement(code)
  PRIMARY KEY (id)
  INDEX agreement_event_agreement ON exchange.agreement_event USING btree (agreement, id)

table exchange.call_day
  day date not null
  agreement text not null
  source text not null
  calls bigint not null
  found bigint not null
  absent bigint not null
  unavailable bigint not null
  refused bigint not null
  PRIMARY KEY (day, agreement, source)

table exchange.compared
  entry uuid not null
  at timestamp with time zone not null
  actor text not null
  agency text
  purpose text not null
  agreement text not null
  basis_kind text not null
  basis_reference text not null
  fields text[] not null
  subjects uuid[] not null
  PRIMARY KEY (entry)

table exchange.decision
  agreement text not null
  owner text not null
  decision text not null
  decided_by text
  decided_at timestamp with time zone
  FOREIGN KEY (agreement) REFERENCES exchange.agreement(code)
  CHECK ((decision = ANY (ARRAY['waiting'::text, 'approved'::text, 'suspended'::text])))
  PRIMARY KEY (agreement, owner)
  INDEX decision_owner ON exchange.decision USING btree (owner, decision)

table exchange.source
  database text not null
  up boolean not null
  switched_off boolean not null
  changed_at timestamp with time zone not null
  reason text
  tested_at timestamp with time zone
  last_answer timestamp with time zone
  PRIMARY KEY (database)

table procedures.attachment
  id uuid not null
  dossier uuid not null
  paper text not null
  file_name text not null
  media_type text not null
  size integer not null
  sha256 bytea not null
  stored_at timestamp with time zone not null
  PRIMARY KEY (id)
  CHECK ((size > 0))
  INDEX attachment_dossier ON procedures.attachment USING btree (dossier)

table procedures.code_sequence
  agency text not null
  day date not null
  last integer not null
  PRIMARY KEY (agency, day)

table procedures.definition
  code text not null
  version integer not null
  content_hash text not null
  effective_from date not null
  effective_to date
  document jsonb not null
  loaded_at timestamp with time zone not null
  CHECK (((effective_to IS NULL) OR (effective_to >= effective_from)))
  PRIMARY KEY (code, version)

table procedures.dossier
  id uuid not null
  code text not null
  procedure_code text not null
  definition integer not null
  account text not null
  applicant uuid not null
  applicant_name text not null
  assisted_by text
  phone_tail text
  channel smallint not null
  receiving_agency text not null
  competent_agency text not null
  return_place text not null
  province text not null
  matter text not null
  step text not null
  national smallint not null
  money text not null
  fee bigint not null
  paid_at timestamp with time zone
  paid_online boolean
  delivery text not null
  papers_named smallint not null
  papers_waived smallint not null
  submitted_at timestamp with time zone not null
  received_at timestamp with time zone
  due_at timestamp with time zone
  first_due_at timestamp with time zone
  finished_at timestamp with time zone
  returned_at timestamp with time zone
  supplements smallint not null
  supplement_at timestamp with time zone
  reappointments smallint not null
  notified boolean not null
  result jsonb
  score smallint
  rated_at timestamp with time zone
  version integer not null
  desk_agency text
  CHECK (((channel >= 1) AND (channel <= 3)))
  UNIQUE (code)
  CHECK ((delivery = ANY (ARRAY['none'::text, 'ready'::text, 'delivered'::text])))
  CHECK ((fee >= 0))
  CHECK ((money = ANY (ARRAY['none'::text, 'due'::text, 'paid'::text, 'refunded'::text])))
  CHECK ((("national" >= 1) AND ("national" <= 10)))
  PRIMARY KEY (id)
  FOREIGN KEY (procedure_code, definition) REFERENCES procedures.definition(code, version)
  CHECK (((score >= 1) AND (score <= 5)))
  INDEX dossier_applicant ON procedures.dossier USING btree (applicant, submitted_at DESC, id)
  INDEX dossier_closed ON procedures.dossier USING btree (competent_agency, COALESCE(finished_at, submitted_at) DESC, id) WHERE ("national" = ANY (ARRAY[3, 7, 8, 9, 10]))
  INDEX dossier_day ON procedures.dossier USING btree (submitted_at)
  INDEX dossier_desk ON procedures.dossier USING btree (desk_agency, COALESCE(due_at, submitted_at), id) WHERE ("national" <> ALL (ARRAY[3, 7, 8, 10]))
  INDEX dossier_finished ON procedures.dossier USING btree (finished_at) WHERE (finished_at IS NOT NULL)
  UNIQUE INDEX dossier_open_matter ON procedures.dossier USING btree (procedure_code, matter) WHERE ("national" <> ALL (ARRAY[3, 7, 8, 10]))
  INDEX dossier_queue ON procedures.dossier USING btree (competent_agency, COALESCE(due_at, submitted_at), id) WHERE ("national" <> ALL (ARRAY[3, 7, 8, 10]))
  INDEX dossier_reception ON procedures.dossier USING btree (receiving_agency, COALESCE(due_at, submitted_at), id) WHERE ("national" <> ALL (ARRAY[3, 7, 8, 10]))

table procedures.dossier_answer
  dossier uuid not null
  key text not null
  role text not null
  field text
  value text not null
  display text not null
  origin text not null
  source text
  as_of timestamp with time zone
  receipt uuid
  registered text
  FOREIGN KEY (dossier) REFERENCES procedures.dossier(id)
  CHECK ((origin = ANY (ARRAY['prefilled'::text, 'typed'::text, 'changed'::text, 'derived'::text])))
  PRIMARY KEY (dossier, key)

table procedures.dossier_person
  dossier uuid not null
  role text not null
  subject uuid not null
  FOREIGN KEY (dossier) REFERENCES procedures.dossier(id)
  PRIMARY KEY (dossier, role, subject)

table procedures.draft
  id uuid not null
  account text not null
  person uuid not null
  assisted_by text
  code text not null
  definition integer not null
  channel smallint not null
  subjects jsonb not null
  facts jsonb not null
  answers jsonb not null
  facts_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  version integer not null
  FOREIGN KEY (code, definition) REFERENCES procedures.definition(code, version)
  PRIMARY KEY (id)
  INDEX draft_person ON procedures.draft USING btree (person, updated_at DESC)
  INDEX draft_updated ON procedures.draft USING btree (updated_at)

table procedures.merged_person
  subject uuid not null
  into_subject uuid not null
  survivor uuid not null
  merged_at timestamp with time zone not null
  document text not null
  CHECK ((subject <> survivor))
  PRIMARY KEY (subject)
  INDEX merged_person_survivor ON procedures.merged_person USING btree (survivor)

table procedures.notice
  id uuid not null
  person uuid not null
  dossier uuid not null
  at timestamp with time zone not null
  step text not null
  title text not null
  body text not null
  seen_at timestamp with time zone
  FOREIGN KEY (dossier) REFERENCES procedures.dossier(id)
  PRIMARY KEY (id)
  INDEX notice_person ON procedures.notice USING btree (person, at DESC, id)

table procedures.paper_proof
  dossier uuid not null
  paper text not null
  verdict text not null
  reason text
  databases text[] not null
  fields text[] not null
  as_of timestamp with time zone
  agreement text not null
  receipts uuid[] not null
  FOREIGN KEY (dossier) REFERENCES procedures.dossier(id)
  PRIMARY KEY (dossier, paper)
  CHECK ((verdict = ANY (ARRAY['waived'::text, 'asked'::text, 'provided'::text])))
  INDEX paper_proof_paper ON procedures.paper_proof USING btree (paper)

table procedures.rating
  dossier uuid not null
  score smallint not null
  comment text
  at timestamp with time zone not null
  FOREIGN KEY (dossier) REFERENCES procedures.dossier(id)
  PRIMARY KEY (dossier)
  CHECK (((score >= 1) AND (score <= 5)))

table procedures.step_log
  dossier uuid not null
  seq integer not null
  at timestamp with time zone not null
  action text not null
  from_step text
  to_step text not null
  national smallint not null
  actor text not null
  official text
  agency text
  note text
  FOREIGN KEY (dossier) REFERENCES procedures.dossier(id)
  PRIMARY KEY (dossier, seq)
  INDEX step_log_at ON procedures.step_log USING btree (at)

table procedures.tracking_miss
  code text not null
  misses integer not null
  since timestamp with time zone not null
  PRIMARY KEY (code)

table programme.binding
  plan text not null
  kind text not null
  code text not null
  measure text not null
  note text
  source text not null
  PRIMARY KEY (plan, kind, code)
  CHECK ((source = ANY (ARRAY['content'::text, 'person'::text])))

table programme.draft
  id uuid not null
  owner text not null
  file text not null
  body bytea not null
  made_at timestamp with time zone not null
  PRIMARY KEY (id)

table programme.evidence
  id uuid not null
  plan text not null
  kind text not null
  code text not null
  sort text not null
  ref text not null
  note text
  source text not null
  added_by text not null
  added_at timestamp with time zone not null
  PRIMARY KEY (id)
  FOREIGN KEY (plan, kind, code) REFERENCES programme.item(plan, kind, code)
  UNIQUE (plan, kind, code, sort, ref)
  CHECK (((length(ref) >= 1) AND (length(ref) <= 300)))
  CHECK ((sort = ANY (ARRAY['measure'::text, 'connection'::text, 'document'::text])))
  CHECK ((source = ANY (ARRAY['content'::text, 'person'::text])))

table programme.import
  id uuid not null
  plan text not null
  file text not null
  hash text not null
  source text not null
  done_by text not null
  done_at timestamp with time zone not null
  targets integer not null
  tasks integer not null
  added integer not null
  changed integer not null
  withdrawn integer not null
  doubtful jsonb not null
  PRIMARY KEY (id)
  FOREIGN KEY (plan) REFERENCES programme.plan(code)
  CHECK ((source = ANY (ARRAY['content'::text, 'import'::text])))
  INDEX import_plan ON programme.import USING btree (plan, done_at DESC)

table programme.item
  plan text not null
  kind text not null
  code text not null
  position integer not null
  group_number text not null
  group_title text not null
  number text not null
  title text not null
  line integer not null
  fingerprint text not null
  notes text[] not null
  progress text not null
  done_on date
  withdrawn_at timestamp with time zone
  version integer not null
  CHECK (((progress = 'done'::text) = (done_on IS NOT NULL)))
  CHECK ((kind = ANY (ARRAY['target'::text, 'task'::text, 'procedure'::text])))
  PRIMARY KEY (plan, kind, code)
  FOREIGN KEY (plan) REFERENCES programme.plan(code)
  CHECK ((progress = ANY (ARRAY['none'::text, 'started'::text, 'done'::text, 'cancelled'::text])))

table programme.item_deadline
  plan text not null
  kind text not null
  code text not null
  position integer not null
  scope text
  sort text not null
  from_day date
  due_day date
  original text not null
  PRIMARY KEY (plan, kind, code, "position")
  FOREIGN KEY (plan, kind, code) REFERENCES programme.item(plan, kind, code)
  CHECK ((sort = ANY (ARRAY['date'::text, 'month'::text, 'quarter'::text, 'year'::text, 'range'::text, 'from'::text, 'regular'::text, 'monthly'::text, 'quarterly'::text, 'yearly'::text, 'asAssigned'::text, 'byAgreement'::text, 'unknown'::text])))

table programme.item_product
  plan text not null
  kind text not null
  code text not null
  position integer not null
  title text not null
  PRIMARY KEY (plan, kind, code, "position")
  FOREIGN KEY (plan, kind, code) REFERENCES programme.item(plan, kind, code)

table programme.item_role
  plan text not null
  kind text not null
  code text not null
  position integer not null
  role text not null
  party text not null
  name text not null
  reading text
  parent text
  class text
  duty text
  CHECK ((party = ANY (ARRAY['body'::text, 'unit'::text, 'class'::text, 'person'::text, 'unclear'::text])))
  PRIMARY KEY (plan, kind, code, "position")
  FOREIGN KEY (plan, kind, code) REFERENCES programme.item(plan, kind, code)
  CHECK ((role = ANY (ARRAY['lead'::text, 'implement'::text, 'cooperate'::text, 'monitor'::text, 'direct'::text])))

table programme.item_value
  plan text not null
  kind text not null
  code text not null
  position integer not null
  horizon integer
  comparator text not null
  value numeric
  unit text
  original text not null
  CHECK ((comparator = ANY (ARRAY['atLeast'::text, 'atMost'::text, 'above'::text, 'below'::text, 'done'::text, 'empty'::text])))
  PRIMARY KEY (plan, kind, code, "position")
  FOREIGN KEY (plan, kind, code) REFERENCES programme.item(plan, kind, code)

table programme.lineage
  child_plan text not null
  child_kind text not null
  child_code text not null
  parent_plan text not null
  parent_kind text not null
  parent_code text not null
  likeness numeric
  origin text not null
  CHECK (((likeness >= (0)::numeric) AND (likeness <= (1)::numeric)))
  CHECK ((origin = ANY (ARRAY['suggested'::text, 'content'::text, 'confirmed'::text, 'rejected'::text])))
  PRIMARY KEY (child_plan, child_kind, child_code, parent_plan, parent_kind, parent_code)
  INDEX lineage_parent ON programme.lineage USING btree (parent_plan, parent_kind, parent_code)

table programme.plan
  code text not null
  title text not null
  number text
  signed date
  issuer text
  names_as_of date not null
  from_year integer
  to_year integer
  basis text[] not null
  parent text
  report_day integer
  report_to text
  source text not null
  version integer not null
  changed_at timestamp with time zone not null
  CHECK ((code ~ '^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$'::text))
  PRIMARY KEY (code)
  CHECK (((report_day >= 1) AND (report_day <= 31)))
  CHECK ((source = ANY (ARRAY['content'::text, 'import'::text])))

table programme.progress
  id uuid not null
  plan text not null
  kind text not null
  code text not null
  progress text not null
  done_on date
  note text
  said_by text not null
  said_at timestamp with time zone not null
  PRIMARY KEY (id)
  FOREIGN KEY (plan, kind, code) REFERENCES programme.item(plan, kind, code)
  INDEX progress_item ON programme.progress USING btree (plan, kind, code, said_at DESC)

table programme.report
  plan text not null
  month date not null
  body jsonb not null
  made_by text not null
  made_at timestamp with time zone not null
  CHECK ((EXTRACT(day FROM month) = (1)::numeric))
  PRIMARY KEY (plan, month)
  FOREIGN KEY (plan) REFERENCES programme.plan(code)

table insight.number
  position integer not null
  measure text not null
  plan text
  target text
  owner text not null
  on_map boolean not null
  CHECK (((plan IS NULL) = (target IS NULL)))
  PRIMARY KEY ("position")
  CHECK ((("position" >= 1) AND ("position" <= 7)))
