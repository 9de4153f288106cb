create schema archive;
-- The newest version of each record, filed under its subject. Older versions are in record_history.
create table archive.record (
  subject_id uuid not null,
  id uuid not null,
  -- The entity it was filed for; differs from subject_id after a merge, so that a split can follow.
  entity_id uuid not null,
  kind text not null,
  occurred_on date,
  effective_from date,
  effective_to date,
  status text not null,
  status_on date,
  under_objection boolean not null default false,
  payload jsonb not null,
  digest bytea not null,
  version int not null,
  known_from timestamptz not null,
  provider_id text not null,
  batch_id uuid not null,
  table_number smallint not null,
  row_number int not null,
  primary key (subject_id, id)
) with (fillfactor = 95);
create index record_batch on archive.record (batch_id, table_number, row_number);

create table archive.record_history (
  subject_id uuid not null,
  id uuid not null,
  entity_id uuid not null,
  kind text not null,
  occurred_on date,
  effective_from date,
  effective_to date,
  status text not null,
  status_on date,
  under_objection boolean not null,
  payload jsonb not null,
  digest bytea not null,
  version int not null,
  known_from timestamptz not null,
  provider_id text not null,
  batch_id uuid not null,
  table_number smallint not null,
  row_number int not null,
  known_until timestamptz not null,
  primary key (subject_id, id, version)
);

-- What became of each row that is not plainly accepted; accepted rows are told by their record and the chunk.
create table archive.row_outcome (
  batch_id uuid not null,
  table_number smallint not null,
  row_number int not null,
  verdict text not null,
  subject_id uuid,
  record_id uuid,
  findings jsonb not null,
  primary key (batch_id, table_number, row_number)
);

-- A chunk of rows, filed in one transaction: the batch's progress. A killed process goes on after the last one.
create table archive.chunk (
  batch_id uuid not null,
  number int not null,
  table_number smallint not null,
  row_first int not null,
  row_last int not null,
  -- One letter a row in file order: a accepted, c corrected, d duplicate, q in doubt, r rejected.
  verdicts text not null,
  findings jsonb not null,
  filed_at timestamptz not null,
  primary key (batch_id, number)
);

-- Subjects whose derived rows must be made anew. Local and small; one row a subject.
create table archive.due (
  subject_id uuid primary key,
  since timestamptz not null,
  -- Marks of bulk files step back for single records.
  bulk boolean not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index due_order on archive.due (bulk, since);

-- Members of full-snapshot feeds: what the newest list of a provider no longer has, has been removed.
create table archive.snapshot_member (
  kind text not null,
  provider_id text not null,
  record_id uuid not null,
  subject_id uuid not null,
  last_batch uuid not null,
  -- One fact may be told of several subjects: only together with its subject is a record one.
  primary key (kind, provider_id, record_id, subject_id)
);

select kernel.distribute('archive.record', 'subject_id');
select kernel.distribute('archive.record_history', 'subject_id');
grant usage on schema archive to xinqiao_app;
grant select, insert, update, delete on archive.record to xinqiao_app;
grant select, insert, delete on archive.record_history to xinqiao_app;
grant select, insert on archive.row_outcome, archive.chunk to xinqiao_app;
grant update on archive.row_outcome to xinqiao_app;
grant select, insert, update, delete on archive.due, archive.snapshot_member to xinqiao_app;
