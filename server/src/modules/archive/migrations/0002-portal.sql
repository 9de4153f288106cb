-- The portal reads records of subjects that are not persons, to compute a page that time has overtaken.
grant usage on schema archive to xinqiao_portal;
grant select on archive.record, archive.record_history to xinqiao_portal;
create policy portal on archive.record for select to xinqiao_portal using (not subjects.is_person(subject_id));
create policy portal on archive.record_history for select to xinqiao_portal using (not subjects.is_person(subject_id));
do $f$
begin
  if exists (select from pg_roles where rolname = 'xinqiao_app' and rolbypassrls) then
    alter table archive.record enable row level security;
    alter table archive.record_history enable row level security;
  end if;
end $f$;
