-- The match keys of all names of a subject, one a line, so that a query is compared with former names in SQL too, and
-- facets among the grams (rules/search-facets.ts), so that a filter narrows what is looked at.
alter table disclosure.search add column keys text not null default '';
-- Indexes are faster made anew than kept while every row changes.
drop index disclosure.search_grams;
drop index disclosure.search_rank;
update disclosure.search s set
  keys = left(s.name_key, 800),
  grams = (
    select array_agg(distinct g.gram order by g.gram) from (
      select unnest(s.grams) as gram
      union all select 1572864 + (ascii(h.kind) & 127) * 64 + least(63, length(h.kind))
      union all select 65536 + rpad(left(h.region_code, n), 6, '0')::int
        from unnest(array[2, 4, 6]) as n where h.region_code ~ ('^\d{' || n || '}')
      union all select 1114112 + (ascii(h.industry_code) - 65) * 20000 + (array[0, 1, 11, 111, 1111])[n]
          + coalesce(nullif(substr(h.industry_code, 2, n - 1), '')::int, 0)
        from generate_series(1, 5) as n where h.industry_code ~ ('^[A-T]\d{' || (n - 1) || '}')
      union all select 1638400 + (ascii(h.grade) & 127) where h.grade <> ''
      union all select 1703936 where h.penalties > 0
    ) g
  )
from disclosure.hit h where h.subject_id = s.subject_id;
-- Keys of former names are made by the walk, which comes round for pages whose day of change has come.
update disclosure.page p set changes_on = p.on_day
from disclosure.search s where s.subject_id = p.subject_id and s.former_names <> '{}';
create index search_grams on disclosure.search using gin (grams) with (fastupdate = off);
create index search_rank on disclosure.search (rank desc, subject_id desc) include (keys);
