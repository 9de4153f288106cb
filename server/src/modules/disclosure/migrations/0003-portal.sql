-- What is public already.
grant usage on schema disclosure to xinqiao_portal;
grant select on disclosure.page, disclosure.search, disclosure.hit to xinqiao_portal;
