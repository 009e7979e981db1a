"""A PostgreSQL server that restarts while a release is published to it."""

import threading
import time
from random import Random

from benchmarks.faults.apart import call_apart
from benchmarks.faults.stage import Stage
from benchmarks.faults.tally import NotTriedError, Tally, require
from pipelines.errors import ScopebookError
from pipelines.publish.postgres.address import read_address
from pipelines.publish.postgres.publication import publish_to_postgres
from pipelines.publish.snapshot import current_release
from tests.postgres.server import Server, find_programs, new_server

_SCHEMA = "scopebook"


def restarting_server(stage: Stage, count: int, random: Random) -> Tally:
    """Restart the server at random moments of a publish, as a power cut does.

    The schema holds one release, whole; the next publish needs no help.
    """
    tally = Tally("PostgreSQL restarting mid-publish")
    try:
        find_programs()
    except AssertionError as error:
        raise NotTriedError(str(error)) from error
    stage.require_repair()
    with new_server() as server:
        began = time.monotonic()
        require(call_apart(_publish, stage, server) is None, "the first publish failed")
        seconds = time.monotonic() - began
        for number in range(count):
            stage.write_reports()
            before = stage.amount - 1
            stage.require_repair()
            moment = random.uniform(0, seconds)
            with tally.attempt(f"restart {number} after {moment:.2f} s"):
                restart = threading.Thread(target=_restart, args=(server, moment))
                restart.start()
                problem = call_apart(_publish, stage, server)
                restart.join()
                stands = _published_amount(server)
                expected = stage.amount if problem is None else before
                # A server may have kept a publish whose answer did not arrive.
                allowed = {expected, stage.amount}
                require(stands in allowed, f"{stands} stands, not {expected}")
                tally.notes["failed and told so"] += problem is not None
                problem = call_apart(_publish, stage, server)
                require(problem is None, f"the next publish failed: {problem}")
                stands = _published_amount(server)
                require(stands == stage.amount, f"{stands} after the next publish")
                schemas = _schemas(server)
                require(len(schemas) <= 2, f"left in the server: {schemas}")
    return tally


def _publish(stage: Stage, server: Server) -> str | None:
    """Publish the current release; say why it could not be done."""
    address = read_address(server.url("postgres"))
    try:
        publish_to_postgres(current_release(stage.warehouse), address, _SCHEMA, 5)
    except ScopebookError as error:
        return str(error)
    return None


def _restart(server: Server, moment: float) -> None:
    time.sleep(moment)
    server.stop("immediate")
    server.start()


def _published_amount(server: Server) -> int | None:
    with server.connect() as connection:
        row = connection.execute(
            f"select amount_tco2e::integer from {_SCHEMA}.fact_emissions "
            "where scope = 'scope_1' and fiscal_year = 2024"
        ).fetchone()
    return row[0] if row else None


def _schemas(server: Server) -> list[str]:
    with server.connect() as connection:
        rows = connection.execute(
            "select nspname from pg_namespace where starts_with(nspname, %s)",
            [_SCHEMA],
        ).fetchall()
    return [name for (name,) in rows]
