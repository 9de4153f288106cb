-- Values of records that were archived by their age: out of everything that reads, until they are erased. Local.
create table archive.cold (
  record_id uuid not null,
  version int not null,
  subject_id uuid not null,
  kind text not null,
  payload jsonb not null,
  archived_at timestamptz not null,
  primary key (record_id, subject_id, version)
);

grant select, insert, delete on archive.cold to xinqiao_app;
