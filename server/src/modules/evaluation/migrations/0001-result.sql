create schema evaluation;
-- The newest result of each card for each subject; its reasons are recomputed from the archive when asked for.
create table evaluation.result (
  subject_id uuid not null,
  card text not null,
  card_version text not null,
  score int,
  grade text,
  on_day date not null,
  changes_on date,
  primary key (subject_id, card)
) with (fillfactor = 90);
select kernel.distribute('evaluation.result', 'subject_id');
grant usage on schema evaluation to xinqiao_app;
grant select, insert, update, delete on evaluation.result to xinqiao_app;
