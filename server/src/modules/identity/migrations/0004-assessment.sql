-- What was thought about before information is shared (个人信息保护影响评估): kept for good, decided once.
create table identity.assessment (
  id uuid primary key,
  seq bigint generated always as identity unique,
  grant_id uuid not null,
  author text not null,
  author_person uuid,
  necessity text not null,
  is_sensitive boolean not null,
  risks jsonb not null,
  conclusion text not null,
  created_at timestamptz not null,
  state text not null check (state in ('submitted', 'approved', 'refused')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text
);
create index assessment_grant on identity.assessment (grant_id);

-- Which version of the privacy notice an account has seen, and when.
create table identity.notice_seen (
  account_id uuid not null,
  version text not null,
  at_sign_up boolean not null,
  seen_at timestamptz not null,
  primary key (account_id, version)
);

grant select, insert on identity.assessment to xinqiao_app;
grant update (state, decided_by, decided_at, decision_reason) on identity.assessment to xinqiao_app;
grant select, insert on identity.notice_seen to xinqiao_app;
