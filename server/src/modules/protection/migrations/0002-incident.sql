-- Incidents with information of people: what happened, and by when what has to be done about it.
create table protection.incident (
  id uuid primary key,
  seq bigint generated always as identity unique,
  title text not null,
  account text not null,
  severity text not null,
  state text not null,
  detected_at timestamptz not null,
  opened_by text not null,
  opened_at timestamptz not null,
  -- Version of the pack the deadlines come from; a later law does not move them.
  pack_version text not null,
  assess_by timestamptz not null,
  report_by timestamptz,
  tell_by timestamptz,
  people int,
  report_needed boolean,
  tell_needed boolean,
  assessed_at timestamptz,
  reported_at timestamptz,
  told_at timestamptz,
  closed_at timestamptz
);
create index incident_open on protection.incident (seq) where closed_at is null;

-- Every step of an incident, append only.
create table protection.incident_step (
  incident_id uuid not null,
  step text not null,
  by_actor text not null,
  at timestamptz not null,
  note text not null,
  primary key (incident_id, step)
);

-- Who may not be forgotten yet: while a hold stands, nothing of its subject or record is archived or erased.
create table protection.hold (
  id uuid primary key,
  seq bigint generated always as identity unique,
  subject_id uuid,
  record_id uuid,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text,
  check ((subject_id is null) <> (record_id is null))
);
create index hold_subject on protection.hold (subject_id) where lifted_at is null;
create index hold_record on protection.hold (record_id) where lifted_at is null;

grant select, insert, update on protection.incident to xinqiao_app;
grant select, insert on protection.incident_step, protection.hold to xinqiao_app;
grant update (lifted_by, lifted_at, lift_reason) on protection.hold to xinqiao_app;
