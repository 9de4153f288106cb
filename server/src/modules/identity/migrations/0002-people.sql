alter table identity.organisation
  add column kind text not null default 'department'
    check (kind in ('platform', 'department', 'court', 'bank', 'agency', 'company', 'creditOffice')),
  add column ended_at timestamptz;

-- A natural person. The id is a keyed digest of the identity number, so that two accounts of one person meet.
create table identity.person (
  id uuid primary key,
  name text not null,
  number_sealed text not null,
  created_at timestamptz not null
);

-- The three officers exclude each other: a person is one of them or none. The key decides, not a check before.
create table identity.officer (
  person_id uuid primary key,
  role text not null,
  created_at timestamptz not null
);

create table identity.account (
  id uuid primary key,
  login text not null unique,
  name text not null,
  person_id uuid,
  org_id text,
  kind text not null check (kind in ('staff', 'subject')),
  -- Key of the identifier of the subject whose file this account may see as its own.
  own_key uuid,
  state text not null check (state in ('invited', 'active', 'paused', 'ended')),
  created_by text not null,
  created_at timestamptz not null
);
create index account_org on identity.account (org_id, login);
create index account_person on identity.account (person_id);

-- Roles of this installation beside the shipped ones.
create table identity.role (
  code text primary key,
  title jsonb not null,
  permissions text[] not null,
  created_at timestamptz not null
);

-- Which role an account has, and how far: a body, a prefix of a region code, kinds of record; null is all.
create table identity.role_grant (
  id uuid primary key,
  account_id uuid not null,
  role text not null,
  org_id text,
  region text,
  kinds text[],
  granted_by text not null,
  granted_at timestamptz not null,
  ended_by text,
  ended_at timestamptz
);
create unique index role_grant_once on identity.role_grant (account_id, role, coalesce(org_id, ''), coalesce(region, ''))
  where ended_at is null;

-- One-time tokens: for the first administrator (no account yet) and for new or reset accounts. Only digests.
create table identity.invitation (
  digest bytea primary key,
  account_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_account on identity.invitation (account_id);

-- Sealed argon2id texts.
create table identity.password (
  account_id uuid primary key,
  sealed text not null,
  changed_at timestamptz not null
);

create table identity.factor (
  id uuid primary key,
  account_id uuid not null,
  kind text not null check (kind in ('totp', 'passkey')),
  name text not null,
  secret_sealed text,
  -- The last time step whose code was taken; a step counts once.
  last_step bigint not null default 0,
  credential_id text unique,
  public_key bytea,
  counter bigint not null default 0,
  confirmed_at timestamptz,
  created_at timestamptz not null
);
create index factor_account on identity.factor (account_id);

create table identity.recovery_code (
  digest bytea primary key,
  account_id uuid not null,
  used_at timestamptz
);
create index recovery_code_account on identity.recovery_code (account_id);

create table identity.session (
  id uuid primary key,
  digest bytea not null unique,
  account_id uuid not null,
  is_full boolean not null,
  factor_shown boolean not null default false,
  -- Challenge of a passkey ceremony that is under way, taken back by whoever answers it.
  challenge text,
  agent text not null,
  address text not null,
  created_at timestamptz not null,
  proven_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on identity.session (account_id) where ended_at is null;
create index session_created on identity.session (created_at);

-- Browsers that an account has signed in from: an attack from elsewhere does not slow them.
create table identity.device (
  digest bytea primary key,
  account_id uuid not null,
  expires_at timestamptz not null
);

-- Failures to sign in, by account and place.
create table identity.attempt (
  key bytea primary key,
  failures int not null,
  previous_at timestamptz,
  last_at timestamptz not null
);

-- Identities of other providers, and whose account they open.
create table identity.federated (
  provider text not null,
  subject text not null,
  account_id uuid not null,
  created_at timestamptz not null,
  primary key (provider, subject)
);

grant select, insert, update on identity.person, identity.account, identity.role, identity.role_grant to xinqiao_app;
grant select, insert, delete on identity.officer to xinqiao_app;
grant select, insert, update, delete on identity.password, identity.factor, identity.recovery_code,
  identity.session, identity.device, identity.attempt, identity.federated, identity.invitation to xinqiao_console;
-- The worker sweeps what is old without being able to read what it sweeps.
grant delete on identity.session, identity.invitation, identity.device, identity.attempt to xinqiao_app;
grant select (created_at) on identity.session to xinqiao_app;
grant select (expires_at) on identity.invitation, identity.device to xinqiao_app;
grant select (last_at) on identity.attempt to xinqiao_app;
