"""The role that readers are given: it may read one schema, and do nothing else."""

from pipelines.publish.postgres.session import Session
from pipelines.publish.quoting import quoted_name, quoted_text

#: What a login with this role is held to. A reader can set them anew for a session;
#: what it may not do at all is decided by the rights that it lacks.
_LIMITS = {
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    "default_transaction_read_only": "on",
}


def reader_role(schema: str) -> str:
    """The name of the role that may read a schema."""
    return f"{schema}_reader"


def grant_reading(session: Session, schema: str, staged: str) -> str | None:
    """Let the role of a schema read the one that will take its place.

    Makes the role where there is none. Returns what to do where that is not allowed.
    """
    role = reader_role(schema)
    [(is_there, may_create)] = session.asked("role_standing", [role])
    if not is_there and not may_create:
        return (
            f"There is no role {role}, and this user may not create it. "
            f"Let an administrator run `create role {role}`; the next publish gives it "
            "its rights."
        )
    name = quoted_name(role)
    if not is_there:
        session.execute(f"create role {name} nologin")
        limits = {**_LIMITS, "search_path": schema}
        for limit, value in limits.items():
            session.execute(f"alter role {name} set {limit} = {quoted_text(value)}")
    session.execute(f"grant usage on schema {quoted_name(staged)} to {name}")
    session.execute(
        f"grant select on all tables in schema {quoted_name(staged)} to {name}"
    )
    return None
