create schema protection;

-- What a subject lets a body read, why and how long. Never changed but to be revoked.
create table protection.consent (
  id uuid primary key,
  seq bigint generated always as identity unique,
  -- Key of the identifier the subject was named by; the number itself is nowhere here.
  subject_key uuid not null,
  recipient_org text not null,
  kinds text[] not null,
  -- Empty: every field of the kinds.
  fields text[] not null,
  purpose text not null,
  valid_from date not null,
  valid_to date not null,
  proof_form text not null check (proof_form in ('session', 'document')),
  -- SHA-256 of the signed form, or of the session it was given in.
  proof bytea not null,
  given_by text not null,
  given_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  revoke_reason text
);
create index consent_subject on protection.consent (subject_key, recipient_org) where revoked_at is null;
create index consent_own on protection.consent (subject_key, seq);
create index consent_recipient on protection.consent (recipient_org, seq);

grant usage on schema protection to xinqiao_app;
grant select, insert on protection.consent to xinqiao_app;
grant update (revoked_by, revoked_at, revoke_reason) on protection.consent to xinqiao_app;
