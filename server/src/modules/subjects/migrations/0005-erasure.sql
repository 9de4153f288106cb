-- Persons whose data was erased: which keys were destroyed, why, by whom. The rows stay as proof.
create table subjects.erasure (
  subject_id uuid primary key,
  -- Whose keys are gone: the person's entities and numbers, all keyed digests.
  owners uuid[] not null,
  reason text not null,
  asked_by text not null,
  at timestamptz not null,
  -- SHA-256 of the above as the audit leaf has it.
  digest bytea not null,
  keys_gone_at timestamptz
);
create index erasure_owners on subjects.erasure using gin (owners);
-- What may not be erased for the time being, e.g. while a court or an objection needs it.
create table subjects.legal_hold (
  subject_id uuid primary key,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  until date
);
grant select, insert, update on subjects.erasure to xinqiao_app;
grant select, insert, update, delete on subjects.legal_hold to xinqiao_app;
grant delete on subjects.name to xinqiao_app;
