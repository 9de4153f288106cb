-- Leaves of the public log with their places and salts: what a receipt for everybody is made of. The portal reads this
-- view and none of the tables below it.
create view audit.public_leaf as
  select l.*, (select e.position from audit.entry e where e.leaf_seq = l.seq) as position,
    (select s.salt from audit.salt s where s.leaf_seq = l.seq) as salt
  from audit.leaf l where l.log = 'public';
grant usage on schema audit to xinqiao_portal;
grant select on audit.public_leaf to xinqiao_app, xinqiao_portal;
