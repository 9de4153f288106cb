-- What is to be known of a batch as a whole, e.g. that a full list ended nothing: [{ code, params }].
alter table intake.batch add column notes jsonb not null default '[]';
