create schema access;
-- Who looked at whose file. Append only: the application may insert and read, nothing else.
create table access.entry (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  subject_id uuid not null,
  record_id uuid,
  actor text not null,
  org_id text,
  purpose text not null,
  classes text[] not null,
  kind text not null check (kind in ('view', 'unmask')),
  field text,
  reason text
);
create index entry_subject on access.entry (subject_id, seq);
-- Values an actor saw in clear on a civil day in China.
create table access.quota (actor text not null, day date not null, used int not null, primary key (actor, day));
grant usage on schema access to xinqiao_app;
grant select, insert on access.entry to xinqiao_app;
grant select, insert, update on access.quota to xinqiao_app;
