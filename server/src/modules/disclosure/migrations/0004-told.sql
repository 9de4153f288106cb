-- What the public log was told: a leaf a walked chunk, with one hash over the pages that changed or ended in it. The
-- rows below that hash, 48 bytes each in the order of subjects: the subject's id and the SHA-256 of the page's text,
-- zeros for a page that ended.
create table disclosure.told (
  id uuid primary key,
  rows bytea not null
);
alter table disclosure.told alter column rows set storage external;

-- Where the page of a subject was told last.
create table disclosure.shown (
  subject_id uuid primary key,
  told_id uuid not null,
  place int not null
) with (fillfactor = 90);
select kernel.distribute('disclosure.shown', 'subject_id');
grant select, insert on disclosure.told to xinqiao_app;
grant select, insert, update, delete on disclosure.shown to xinqiao_app;
grant select on disclosure.told, disclosure.shown to xinqiao_portal;
