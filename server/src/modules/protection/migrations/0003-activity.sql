-- How much an actor did in an hour, as one process counted it: whole values, so that writing them twice counts once.
create table protection.activity (
  actor text not null,
  hour timestamptz not null,
  counted_by uuid not null,
  requests int not null,
  reads int not null,
  subjects int not null,
  missed int not null,
  refused int not null,
  -- Networks the requests came from, cut to /24 and /48; at most twenty.
  places text[] not null,
  judged_at timestamptz,
  primary key (actor, hour, counted_by)
);
create index activity_unjudged on protection.activity (hour, actor) where judged_at is null;
create index activity_hour on protection.activity (hour);

create table protection.alert (
  id uuid primary key,
  seq bigint generated always as identity unique,
  rule text not null,
  rule_version text not null,
  severity text not null,
  actor text not null,
  hour timestamptz not null,
  figures jsonb not null,
  was_paused boolean not null,
  raised_at timestamptz not null,
  acknowledged_by text,
  acknowledged_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  close_reason text
);
-- One alert at a time for a rule and an actor: what goes on adds to it, what begins again after it was closed is new.
create unique index alert_open on protection.alert (rule, actor) where closed_at is null;

grant select, insert, update, delete on protection.activity to xinqiao_app;
grant select, insert on protection.alert to xinqiao_app;
grant update (hour, figures, was_paused, acknowledged_by, acknowledged_at, closed_by, closed_at, close_reason)
  on protection.alert to xinqiao_app;
