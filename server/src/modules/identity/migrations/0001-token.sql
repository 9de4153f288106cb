create schema identity;
-- Bodies that send or use data: departments, courts, banks.
create table identity.organisation (
  id text primary key,
  title text not null,
  uscc text,
  region_code text,
  created_at timestamptz not null
);

-- Access tokens of systems. Only the digest is kept.
create table identity.token (
  id uuid primary key,
  digest bytea not null unique,
  name text not null,
  org_id text,
  permissions text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
grant usage on schema identity to xinqiao_app;
grant select, insert, update on identity.organisation, identity.token to xinqiao_app;
