-- Leaves become entries of transparency logs. A leaf says into which log; `subject` is a keyed pseudonym.
alter table audit.leaf add column log text not null default 'audit';
alter table audit.leaf add column subject uuid;

-- Leaves that have no place in a log yet, written with the leaf itself: a leaf whose transaction ends late is seen
-- late, and none is passed over, whatever order transactions end in.
create table audit.unsealed (
  log text not null,
  leaf_seq bigint not null,
  primary key (log, leaf_seq)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
insert into audit.unsealed (log, leaf_seq) select log, seq from audit.leaf;

-- The place of each leaf in its log. Append only; the key makes two entries in one place impossible.
create table audit.entry (
  log text not null,
  position bigint not null,
  -- Null for an entry that was signed before a restored database forgot its leaf.
  leaf_seq bigint unique,
  primary key (log, position)
);

-- What makes an entry's commitment unguessable. Destroying it leaves the entry and cuts its link to the content.
create table audit.salt (
  leaf_seq bigint primary key,
  salt bytea not null
);

-- One row a log: who may seal (the newest epoch), what was signed last, and why sealing stands still, if it does.
create table audit.sealing (
  log text primary key,
  epoch bigint not null,
  size bigint not null,
  root bytea,
  published bigint not null,
  signed_at timestamptz,
  published_at timestamptz,
  halted text,
  halted_at timestamptz,
  detail jsonb not null default '{}'
) with (fillfactor = 50);
insert into audit.sealing (log, epoch, size, published) values ('audit', 0, 0, 0), ('public', 0, 0, 0);

grant select, insert, delete on audit.unsealed, audit.salt to xinqiao_app;
grant select, insert on audit.entry to xinqiao_app;
grant select, update on audit.sealing to xinqiao_app;
