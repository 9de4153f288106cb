create schema audit;
-- Who did what, in order. Append only: the application may insert and read, nothing else.
create table audit.leaf (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  object text not null,
  -- SHA-256 of what was done; for a filed chunk, of the digests of its records in row order.
  digest bytea not null,
  detail jsonb not null default '{}'
);
create index leaf_object on audit.leaf (object, seq);
grant usage on schema audit to xinqiao_app;
grant select, insert on audit.leaf to xinqiao_app;
