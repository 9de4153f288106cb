-- What the portal's processes need to start: the check value of the keys and the list of migrations.
grant usage on schema kernel to xinqiao_portal;
grant select on kernel.migration, kernel.setting to xinqiao_portal;
