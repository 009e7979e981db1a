"""The daemon and the web page as processes, on a PostgreSQL of their own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import dagster as dg
import pytest

from tests.conftest import PROJECT_FOLDER
from tests.postgres.server import new_server

BIN = Path(sys.executable).parent
SHEET = """page,org_unit,measure,scope,period,value,unit
1,group,ghg_emissions_gross,1,FY2024,100,tCO2e
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(is_so, seconds, *processes):
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        assert all(process.poll() is None for process in processes)
        time.sleep(0.25)


@pytest.fixture(scope="module")
def postgres():
    """The URL of an empty database, on a server of these tests' own."""
    with new_server() as server:
        scheme, rest = server.url("postgres").split("://")
        yield f"{scheme}+psycopg2://{rest}"


class Deployment:
    """A reports folder, a warehouse, and the services on both."""

    def __init__(self, folder, url):
        """Prepare the folders as the units and the containers do."""
        self.reports, self.warehouse = folder / "reports", folder / "warehouse"
        self.add("first")
        self.environment = os.environ | {
            "SCOPEBOOK_REPORTS": str(self.reports),
            "SCOPEBOOK_WAREHOUSE": str(self.warehouse),
            "SCOPEBOOK_QUIET_SECONDS": "1",
            "SCOPEBOOK_DAGSTER_POSTGRES": url,
            "DAGSTER_HOME": str(self.warehouse / "dagster"),
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "GX_ANALYTICS_ENABLED": "false",
        }
        self.log = folder / "log"
        prepare = [sys.executable, "-m", "pipelines.instance"]
        subprocess.run(prepare, cwd=PROJECT_FOLDER, env=self.environment, check=True)

    def add(self, name):
        """Put a report into the folder."""
        file = self.reports / "acme" / f"{name}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SHEET + f"2,group,water_withdrawal,,FY2024,{len(name)},m3\n")

    @contextlib.contextmanager
    def service(self, program, *arguments):
        """Start a service; end it as systemd does."""
        workspace = ["--workspace", PROJECT_FOLDER / "workspace.yaml"]
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [BIN / program, *arguments, *workspace],
                cwd=PROJECT_FOLDER,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
            # Runs that are under way have processes of their own, in the same group.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def deployment(postgres, tmp_path_factory):
    return Deployment(tmp_path_factory.mktemp("deployed"), postgres)


@pytest.fixture
def instance(deployment, monkeypatch):
    monkeypatch.setenv(
        "SCOPEBOOK_DAGSTER_POSTGRES",
        deployment.environment["SCOPEBOOK_DAGSTER_POSTGRES"],
    )
    home = str(deployment.warehouse / "dagster")
    with dg.DagsterInstance.from_config(home) as instance:
        yield instance


def finished(instance):
    return [run.status.value for run in instance.get_runs() if run.is_finished]


def cursor_of(instance):
    """What the sensor remembers."""
    [state] = [
        state
        for state in instance.all_instigator_state()
        if state.name == "reports_changed"
    ]
    return state.instigator_data.cursor


def test_a_restarted_daemon_does_not_start_the_same_run_again(deployment, instance):
    assert not list((deployment.warehouse / "dagster").rglob("*.db"))
    with deployment.service("dagster-daemon", "run") as daemon:
        wait_for(lambda: finished(instance), 180, daemon)
        assert finished(instance) == ["SUCCESS"], deployment.log.read_text()
    assert (deployment.warehouse / "published" / "current").exists()

    cursor = cursor_of(instance)
    with deployment.service("dagster-daemon", "run") as daemon:
        time.sleep(6)
        assert len(instance.get_runs()) == 1
        assert cursor_of(instance) == cursor
        deployment.add("second")
        wait_for(lambda: len(instance.get_runs()) == 2, 60, daemon)


def test_the_page_listens_on_this_machine_alone(deployment):
    port = free_port()
    local = ["--host", "127.0.0.1", "--port", str(port)]
    with deployment.service("dagster-webserver", *local) as page:

        def answers():
            address = f"http://127.0.0.1:{port}/server_info"
            with contextlib.suppress(OSError), urllib.request.urlopen(address):
                return True
            return False

        wait_for(answers, 40, page)
        outside = socket.gethostbyname(socket.gethostname())
        if not outside.startswith("127."):
            with pytest.raises(OSError, match="refused"), socket.socket() as other:
                other.connect((outside, port))
