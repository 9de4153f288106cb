create schema disclosure;
-- The public page of a subject: only what may be shown, in compact form, texts are added when it is read.
create table disclosure.page (
  subject_id uuid primary key,
  -- Null when nothing may be shown until changes_on.
  body json,
  on_day date not null,
  changes_on date
) with (fillfactor = 90);
create index page_changes_on on disclosure.page (changes_on) where changes_on is not null;

-- The search row, apart from the page, so that the gram index is touched only when a name changes.
create table disclosure.search (
  subject_id uuid primary key,
  name text not null,
  name_key text not null,
  former_names text[] not null,
  grams int4[] not null,
  -- Higher comes first among equal matches: the fuller archive.
  rank int not null
) with (fillfactor = 85);
create index search_grams on disclosure.search using gin (grams) with (fastupdate = off);
create index search_name_key on disclosure.search (name_key text_pattern_ops);
-- Holds the key, so that common words are looked for in the index alone, from the top of the ranking.
create index search_rank on disclosure.search (rank desc, subject_id desc) include (name_key);
alter table disclosure.search alter column grams set statistics 1000;

-- What a hit shows and is filtered by.
create table disclosure.hit (
  subject_id uuid primary key,
  kind text not null,
  uscc text,
  region_code text,
  industry_code text,
  grade text,
  penalties int not null,
  counts jsonb not null,
  changes_on date
) with (fillfactor = 85);
select kernel.distribute('disclosure.page', 'subject_id');
select kernel.distribute('disclosure.search', 'subject_id');
select kernel.distribute('disclosure.hit', 'subject_id');
grant usage on schema disclosure to xinqiao_app;
grant select, insert, update, delete on disclosure.page, disclosure.search, disclosure.hit to xinqiao_app;
