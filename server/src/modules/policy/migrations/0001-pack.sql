create schema policy;
-- Policy packs as they were loaded: the law as data. Append only: a changed file is a further row, and of equal
-- code and version the newest row counts. A reference table on a cluster: small, everywhere, no foreign keys to it.
create table policy.pack (
  seq bigint generated always as identity primary key,
  area text not null,
  -- <area>/<name>, the path of the file under policy/.
  code text not null,
  version text not null,
  valid_from date not null,
  -- Last day in force; null while there is none.
  valid_to date,
  -- SHA-256 of the file's bytes.
  sha256 bytea not null,
  content jsonb not null,
  loaded_at timestamptz not null
);
create index pack_version on policy.pack (code, version, seq);
grant usage on schema policy to xinqiao_app;
grant select, insert on policy.pack to xinqiao_app;
