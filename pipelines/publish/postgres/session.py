"""One connection to the server, and what its errors mean to people."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import ReleaseError, SettingsError
from pipelines.publish.postgres.address import PostgresAddress

if TYPE_CHECKING:
    import pyarrow as pa
    from adbc_driver_postgresql.dbapi import Connection, Cursor

QUERIES = Path(__file__).parent / "queries"

#: The role that publishes may have limits of its own, which are meant for readers.
_OWN_LIMITS = (
    "set client_min_messages = warning",
    "set statement_timeout = 0",
    "set lock_timeout = 0",
    "set idle_in_transaction_session_timeout = 0",
    "set search_path = pg_catalog",
)

#: What to do, by the code that the server gives (SQLSTATE), or its first two letters.
_REMEDIES = {
    "42501": "Ask the database's administrator for the right: see docs/postgres.md.",
    "53100": "The server's disk is full. Make room there, and publish again.",
    "53200": "The server is out of memory. Publish again when it has less to do.",
    "53300": "The server has no connection left. End some, and publish again.",
    "25006": "This server is a standby or read-only. Name the primary one.",
    "23": "The release's rows do not fit the keys in sql/schema.toml. Run "
    "`scopebook run`, and publish the new release.",
    "57": "The server was stopped or the session ended. Publish again when it runs.",
}

#: The same for what the client library says, which has no code.
_SAID = {
    "authentication failed|no password supplied|role .* does not exist": "Correct the "
    "user and the password of the URL, or the server's pg_hba.conf.",
    "translate host name|resolve": "Correct the host of the URL.",
    "database .* does not exist": "Correct the database of the URL, or create it.",
    "no pg_hba.conf entry": "Let this user and machine in: the server's pg_hba.conf.",
    "Connection refused|No such file": "Start the server there, or correct the host "
    "and the port of the URL.",
    "timeout expired|timed out|unreachable": "Nothing answers there. Correct the URL, "
    "or open the way: firewall, VPN.",
    "SSL|certificate": "Correct sslmode and the certificates: the URL takes libpq's "
    "parameters.",
    "too many|remaining connection": _REMEDIES["53300"],
    "starting up|shutting down": "Publish again when the server runs.",
    "closed the connection|no connection|terminating connection|"
    "could not receive data|could not send data|SSL SYSCALL": "The connection was lost "
    "on the way. See that the server runs, and publish again.",
}


class Session:
    """A connection in transactions: nothing is done for good before ``commit``."""

    def __init__(
        self, connection: "Connection", cursor: "Cursor", address: PostgresAddress
    ) -> None:
        """Take over an open connection; the session's limits are lifted."""
        self.address = address
        self._connection = connection
        self._cursor = cursor
        for statement in _OWN_LIMITS:
            self.execute(statement)
        self.commit()

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement, which takes its parameters as $1, $2 and so on."""
        self._cursor.execute(statement, parameters or None)

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple]:
        """Run one query, and return all of its rows."""
        self.execute(query, parameters)
        return self._cursor.fetchall()

    def asked(self, name: str, parameters: Sequence[Any] = ()) -> list[tuple]:
        """Run one of the queries of this package, and return all of its rows."""
        return self.rows(read_query(name), parameters)

    def load(self, schema: str, table: str, batches: "pa.RecordBatchReader") -> int:
        """Append batches to a table whose types are theirs; return the rows."""
        return self._cursor.adbc_ingest(
            table, batches, mode="append", db_schema_name=schema
        )

    def commit(self) -> None:
        """Make what was done since the last commit visible, all at once."""
        self._connection.commit()

    def rollback(self) -> None:
        """Undo what was done since the last commit."""
        self._connection.rollback()


def read_query(name: str) -> str:
    """Read one of the queries of this package."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def open_session(address: PostgresAddress) -> Iterator[Session]:
    """Connect to the server; what is not committed in the block is undone.

    Raises:
        SettingsError: the libraries for it are not installed.
        ReleaseError: the server cannot be reached, or refuses; in the block too, where
            the database complains. The message names the address and the remedy.
    """
    dbapi = _import_driver()
    with _complaints(address, dbapi.Error):
        connection = dbapi.connect(address.url)
        cursor = connection.cursor()
        try:
            yield Session(connection, cursor, address)
        finally:
            # One that is lost cannot be closed in order; the server has undone all.
            for opened in (cursor, connection):
                with suppress(dbapi.Error):
                    opened.close()


def _import_driver() -> Any:  # noqa: ANN401  (a module)
    try:
        import pyarrow  # noqa: F401  (the driver hands rows over with it)
        from adbc_driver_postgresql import dbapi
    except ImportError as error:
        message = (
            f"To publish to PostgreSQL, {error.name} is missing. "
            "Install it: pip install 'scopebook[postgres]'."
        )
        raise SettingsError(message) from error
    return dbapi


@contextmanager
def _complaints(address: PostgresAddress, kind: type[Exception]) -> Iterator[None]:
    """Say where it happened and what to do, and never the password."""
    try:
        yield
    except kind as error:
        said = address.hide(_one_line(error))
        message = (
            f"{address}: {said}. {_remedy(error, said)} "
            "Readers there still have what was published before."
        )
        # The cause is not chained: its text may repeat a part of the URL.
        raise ReleaseError(message) from None


def _remedy(error: Exception, said: str) -> str:
    code = getattr(error, "sqlstate", None) or ""
    by_code = _REMEDIES.get(code) or _REMEDIES.get(code[:2])
    if by_code:
        return by_code
    for pattern, remedy in _SAID.items():
        if re.search(pattern, said, re.IGNORECASE):
            return remedy
    return "See the server's log."


def _one_line(error: Exception) -> str:
    """What the server says, without the names of the libraries it came through."""
    text = " ".join(str(error).split())
    text = re.sub(r"^[A-Z_]+: (\[libpq\] )?", "", text)
    text = re.sub(r"\. SQLSTATE: \w+$| Query was: ?.*$", "", text)
    return text.rstrip(".? ")
