-- Leaves of the public log with their places and salts: what a receipt for everybody is made of. The portal reads this
-- view and none of the tables below it.
create view audit.public_leaf as
  select l.*, e.position, s.salt from audit.leaf l
  left join audit.entry e on e.leaf_seq = l.seq left join audit.salt s on s.leaf_seq = l.seq
  where l.log = 'public';
grant usage on schema audit to xinqiao_portal;
grant select on audit.public_leaf to xinqiao_app, xinqiao_portal;
