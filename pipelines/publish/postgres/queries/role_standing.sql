-- sqlfluff:dialect:postgres
-- Whether the role $1 is there, and whether the publisher may create roles.
select
    exists(select 1 from pg_roles as given where given.rolname = $1) as is_there,
    publisher.rolsuper or publisher.rolcreaterole as may_create
from pg_roles as publisher
where publisher.rolname = current_user
