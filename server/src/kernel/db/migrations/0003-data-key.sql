-- Keys that seal cells, one for each table and quarter, wrapped by a key that is kept outside the database.
create table kernel.data_key (
  kid text primary key,
  class text not null,
  suite text not null check (suite in ('intl', 'gm')),
  period text not null,
  -- Used from then on: every process must know a key before the first of them seals with it.
  active_from timestamptz not null,
  wrapped text not null,
  created_at timestamptz not null default now()
);
-- How far the re-sealing of a class under newer keys has come; null when it is done.
create table kernel.reseal (class text primary key, after text, changed bigint not null, finished_at timestamptz);
grant select, insert, update on kernel.data_key to xinqiao_app;
grant select, insert, update, delete on kernel.reseal to xinqiao_app;
