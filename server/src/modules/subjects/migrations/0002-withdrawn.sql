-- A subject that a person vouched for and took back: it stays for what leads to it, its name proposes nothing any more.
alter table subjects.subject add column withdrawn_at timestamptz;
