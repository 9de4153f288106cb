create schema subjects;
-- One row per entity as it was first met. Its id is the key of its strongest identifier.
create table subjects.subject (
  id uuid primary key,
  kind text not null,
  name text not null,
  name_key text not null,
  -- The name without region and organisation form, for matching names written differently.
  core_key text not null,
  region_code text,
  industry_code text,
  legal_representative text,
  address text,
  -- The subject this one was judged to be the same as; null when it stands for itself.
  merged_into uuid,
  created_at timestamptz not null
) with (fillfactor = 90);
create index subject_name_key on subjects.subject (name_key);
create index subject_core_key on subjects.subject (core_key);

-- Identifier → subject. The key is a keyed digest of scheme and value; `value` is kept for public schemes, numbers
-- of persons only sealed. `entity_id` never changes, `subject_id` follows judgements.
create table subjects.identifier (
  key uuid primary key,
  scheme text not null,
  subject_id uuid not null,
  entity_id uuid not null,
  value text,
  value_sealed text,
  name_key text not null,
  created_at timestamptz not null
) with (fillfactor = 90);
create index identifier_subject on subjects.identifier (subject_id);

-- Names beside the first one: former names, other spellings.
create table subjects.name (
  subject_id uuid not null,
  name_key text not null,
  name text not null,
  created_at timestamptz not null,
  primary key (subject_id, name_key)
);
create index name_key on subjects.name (name_key);

-- Judgements are edges: a merge is an edge `same`, and withdrawing it takes the merge apart.
create table subjects.judgement (
  id uuid primary key,
  left_id uuid not null,
  right_id uuid not null,
  judgement text not null check (judgement in ('same', 'different')),
  evidence jsonb not null,
  reason text not null,
  made_by text not null,
  made_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_reason text
);
create index judgement_left on subjects.judgement (left_id);
create index judgement_right on subjects.judgement (right_id);

-- Rows and pairs of subjects that wait for a person. `row_sealed` is the cleaned row, filed once decided.
create table subjects.doubt (
  id uuid primary key,
  seq bigint generated always as identity unique,
  reason text not null,
  batch_id uuid,
  table_number int,
  row_number int,
  kind text,
  name_key text not null,
  clue jsonb not null,
  row_sealed text,
  left_id uuid,
  candidates jsonb not null,
  state text not null check (state in ('open', 'same', 'different', 'new', 'dropped')),
  decided_subject uuid,
  decided_by text,
  decided_at timestamptz,
  decided_reason text,
  created_at timestamptz not null
);
create index doubt_open on subjects.doubt (seq) where state = 'open';
create index doubt_name on subjects.doubt (name_key) where state = 'open';

-- How many judgements moved subjects; one row.
create table subjects.epoch (only_one boolean primary key default true check (only_one), n bigint not null);
insert into subjects.epoch (n) values (0);

select kernel.distribute('subjects.subject', 'id');
select kernel.distribute('subjects.identifier', 'key');
select kernel.distribute('subjects.name', 'subject_id');
grant usage on schema subjects to xinqiao_app;
grant select, insert, update on subjects.subject, subjects.identifier, subjects.judgement, subjects.doubt to xinqiao_app;
grant select, insert on subjects.name to xinqiao_app;
grant select, update on subjects.epoch to xinqiao_app;
