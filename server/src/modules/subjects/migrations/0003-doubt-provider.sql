-- Whose row is in doubt. Null, for pairs of subjects and for doubts from before this file: the platform's alone to see.
alter table subjects.doubt add column provider_id text;
create index doubt_provider on subjects.doubt (provider_id, seq) where state = 'open';
