-- Systems that call the platform: they prove themselves with a key of their own, never with a shared secret.
create table identity.client (
  id text primary key,
  org_id text not null,
  title text not null,
  jwks jsonb not null,
  -- SHA-256 thumbprints of certificates, base64url; empty where the client comes without.
  certificates text[] not null,
  state text not null check (state in ('active', 'paused', 'ended')),
  created_by text not null,
  created_at timestamptz not null
);

-- What a client may do, why and how long. In force only when two different people have approved it.
create table identity.client_grant (
  id uuid primary key,
  client_id text not null,
  service text not null,
  fields text[] not null,
  purpose text not null,
  legal_basis text not null,
  valid_from date not null,
  valid_to date not null,
  quota_per_day int not null,
  requested_by text not null,
  requester_person uuid,
  requested_at timestamptz not null,
  approver1 uuid,
  approver2 uuid,
  approved_at timestamptz,
  revoked_by text,
  revoked_at timestamptz
);
create index client_grant_client on identity.client_grant (client_id);

create table identity.grant_use (
  grant_id uuid not null,
  day date not null,
  uses int not null,
  primary key (grant_id, day)
);

-- Access tokens of clients: opaque, short, bound to a key or a certificate.
create table identity.access_token (
  digest bytea primary key,
  client_id text not null,
  bound_by text not null check (bound_by in ('key', 'certificate')),
  bound_to text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index access_token_expires on identity.access_token (expires_at);

-- Numbers that may be used once: of assertions, of proofs.
create table identity.spent (
  key bytea primary key,
  until timestamptz not null
);
create index spent_until on identity.spent (until);

grant select, insert, update on identity.client, identity.client_grant, identity.grant_use to xinqiao_app;
grant select, insert, delete on identity.access_token, identity.spent to xinqiao_app;
