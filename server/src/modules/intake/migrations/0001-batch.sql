create schema intake;
-- One received file or message. The original bytes are kept under their digest.
create table intake.batch (
  id uuid primary key,
  seq bigint generated always as identity unique,
  provider_id text not null,
  kind text,
  filename text,
  content_type text,
  size bigint not null,
  sha256 bytea not null,
  -- Small messages are kept here, larger files in the file store.
  body bytea,
  received_at timestamptz not null,
  received_on date not null,
  received_by text not null,
  idempotency_key text,
  request_digest bytea,
  status text not null check (status in ('received', 'filing', 'filed', 'refused')),
  duplicate_of uuid,
  bulk boolean not null,
  format text,
  encoding text,
  rows_received int,
  rows_accepted int,
  rows_corrected int,
  rows_duplicate int,
  rows_in_doubt int,
  rows_rejected int,
  finished_at timestamptz,
  filing_seconds double precision,
  problem jsonb
);
create index batch_sha256 on intake.batch (sha256);
create index batch_open on intake.batch (seq) where status in ('received', 'filing');
create unique index batch_idempotency on intake.batch (received_by, idempotency_key) where idempotency_key is not null;

-- The tables found in a batch: a sheet, an entry of an archive, the one table of a CSV file.
create table intake.batch_table (
  batch_id uuid not null,
  number int not null,
  name text not null,
  kind text,
  format text not null,
  encoding text not null,
  delimiter text,
  header_row int not null,
  headers text[] not null,
  columns jsonb not null,
  missing text[] not null,
  layout text,
  primary key (batch_id, number)
);
grant usage on schema intake to xinqiao_app;
grant select, insert, update on intake.batch to xinqiao_app;
grant select, insert on intake.batch_table to xinqiao_app;
