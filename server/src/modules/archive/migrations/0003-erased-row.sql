-- Rows whose records were erased with their person: what the ledger commits to, and nothing that tells who it was. The
-- digest is keyed with the person's own key, which is destroyed.
create table archive.erased_row (
  batch_id uuid not null,
  table_number int not null,
  row_number int not null,
  record_id uuid not null,
  digest bytea not null,
  primary key (batch_id, table_number, row_number)
);
grant select, insert on archive.erased_row to xinqiao_app;
