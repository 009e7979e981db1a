"""One run over documents whose names and words are payloads, with secrets set."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipelines.publish.snapshot import open_snapshot
from tests.pipeline.conftest import Desk, scopebook
from tests.postgres.server import PASSWORD, QUOTED_PASSWORD, Server, new_server
from tests.security.payloads import write_hostile_reports

WEBHOOK_TOKEN = "T0K3N-of-the-webhook"  # noqa: S105
MAIL_PASSWORD = "s3cret-of-the-mail"  # noqa: S105
WRONG_PASSWORD = "wr0ng-s3cret-of-postgres"  # noqa: S105
SECRETS = (
    WEBHOOK_TOKEN,
    MAIL_PASSWORD,
    WRONG_PASSWORD,
    PASSWORD,
    QUOTED_PASSWORD,
)


@dataclass
class Attack:
    """The run, what it said to people and to programs, and the server it wrote to."""

    desk: Desk
    server: Server
    told: str
    logged: str

    @property
    def release(self) -> Path:
        """The folder of the release."""
        return self.desk.warehouse / "published" / "current"

    def call(self, *arguments: str) -> str:
        """Call the command line on the warehouse; return what it said."""
        result = scopebook(*arguments, "--warehouse", self.desk.warehouse)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output


@pytest.fixture(scope="session")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """Run the pipeline on hostile documents, up to a release in PostgreSQL too."""
    desk = Desk(tmp_path_factory.mktemp("attack"))
    write_hostile_reports(desk.reports)
    with new_server() as server, pytest.MonkeyPatch.context() as environment:
        settings = {
            "LOG_FORMAT": "json",
            "POSTGRES": server.url("postgres"),
            "ALERT_WEBHOOK": f"http://127.0.0.1:9/{WEBHOOK_TOKEN}",
            "SMTP": f"smtp://me:{MAIL_PASSWORD}@127.0.0.1:9",
            "ALERT_EMAIL_TO": "me@example.org",
        }
        for name, value in settings.items():
            environment.setenv(f"SCOPEBOOK_{name}", value)
        run = desk.run()
        assert run.exit_code == 0, run.output
        yield Attack(desk, server, run.stdout, run.stderr)


@pytest.fixture(scope="session")
def snapshot(attack: Attack) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published snapshot of the run."""
    with open_snapshot(attack.desk.warehouse) as connection:
        yield connection
