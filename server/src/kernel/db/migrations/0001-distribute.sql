-- On a Citus cluster these spread tables over the nodes; on plain PostgreSQL they do nothing.
create function kernel.distribute(name text, by_column text) returns void language plpgsql as $f$
begin
  if exists (select 1 from pg_proc where proname = 'create_distributed_table') then
    execute format('select create_distributed_table(%L, %L, colocate_with => %L)', name, by_column,
      case when name = 'subjects.subject' then 'none' else 'subjects.subject' end);
  end if;
end $f$;

create function kernel.reference(name text) returns void language plpgsql as $f$
begin
  if exists (select 1 from pg_proc where proname = 'create_distributed_table') then
    execute format('select create_reference_table(%L)', name);
  end if;
end $f$;

-- Facts of the installation that every process must agree on, e.g. the check value of the identity key.
create table kernel.setting (name text primary key, value text not null);
grant usage on schema kernel to xinqiao_app;
grant select on kernel.migration to xinqiao_app;
grant select, insert on kernel.setting to xinqiao_app;
