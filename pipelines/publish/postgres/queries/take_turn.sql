-- sqlfluff:dialect:postgres
-- Takes the lock that one publisher of the schema $1 holds at a time, if it is free.
select pg_try_advisory_lock(hashtextextended('scopebook:' || $1, 0))
