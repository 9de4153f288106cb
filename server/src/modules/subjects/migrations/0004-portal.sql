-- The portal reads subjects that are not persons. The database itself keeps the others back, whatever is asked.
create function subjects.is_person(subject uuid) returns boolean language sql stable as
  $f$ select coalesce((select s.kind = 'person' from subjects.subject s where s.id = subject), true) $f$;
grant usage on schema subjects to xinqiao_portal;
grant select on subjects.subject, subjects.name to xinqiao_portal;
grant select (key, scheme, subject_id, entity_id, value, name_key) on subjects.identifier to xinqiao_portal;
create policy portal on subjects.subject for select to xinqiao_portal using (kind <> 'person');
create policy portal on subjects.name for select to xinqiao_portal using (not subjects.is_person(subject_id));
create policy portal on subjects.identifier for select to xinqiao_portal using (not subjects.is_person(entity_id));
-- Whoever files must be above row security (rows are copied in); where the login could not arrange that, it stays off.
do $f$
begin
  if exists (select from pg_roles where rolname = 'xinqiao_app' and rolbypassrls) then
    alter table subjects.subject enable row level security;
    alter table subjects.name enable row level security;
    alter table subjects.identifier enable row level security;
  end if;
end $f$;
