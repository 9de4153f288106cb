-- The portal reads the law that other processes loaded.
grant usage on schema policy to xinqiao_portal;
grant select on policy.pack to xinqiao_portal;
