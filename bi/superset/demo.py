"""Starts Superset on the current release, with the dashboard of this folder.

Takes a picture of the dashboard, or with ``--serve`` keeps running for a person. It
listens on 127.0.0.1 only, and stops whatever it started, also after an error.
"""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bi.superset.bundle import default_schema, release_uri, write_bundle
from bi.superset.take_picture import PictureError, take_picture
from bi.superset.write_datasets import ASSETS, FOLDER
from pipelines.errors import ScopebookError

BIN = FOLDER / ".venv" / "bin"
PICTURE = FOLDER.parents[1] / "docs" / "images" / "bi-dashboard.png"
USER = "admin"
SECONDS_TO_START = 120


class DemoError(ScopebookError):
    """Superset cannot be shown."""


def main() -> None:
    """Show the dashboard as the arguments ask for it; on an error say which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warehouse", type=Path, default=Path("warehouse"))
    parser.add_argument("--uri", help="read this database instead of the release")
    parser.add_argument("--port", type=int, default=0, help="any free one if not given")
    parser.add_argument(
        "--serve", action="store_true", help="keep running, until Ctrl-C"
    )
    parser.add_argument("--picture", type=Path, default=PICTURE)
    given = parser.parse_args()
    # Ends through the same clean-up as every other end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        uri = given.uri or release_uri(given.warehouse)
        if given.serve:
            serve(given.warehouse.absolute() / "superset", uri, given.port)
        else:
            with TemporaryDirectory(prefix="scopebook-superset-") as home:
                picture(Path(home), uri, given.port, given.picture)
    except (ScopebookError, PictureError) as error:
        sys.exit(f"error: {error}")


def serve(home: Path, uri: str, port: int) -> None:
    """Keep Superset running for a person; its users and charts are kept in ``home``."""
    password = prepare(home, uri)
    with running(home, port) as address:
        print(f"{address}/superset/dashboard/scopebook/  ({USER} / {password})")
        print("Ctrl-C stops it.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()


def picture(home: Path, uri: str, port: int, target: Path) -> None:
    """Take a picture of the dashboard in a Superset that is made for it alone."""
    started = time.monotonic()
    password = prepare(home, uri)
    with running(home, port) as address:
        charts = take_picture(address, USER, password, titles(), target)
    seconds = time.monotonic() - started
    print(f"{charts} charts in {target}, after {seconds:.0f} s")


def titles() -> list[str]:
    """Return the titles of the dashboard's charts."""
    charts = (ASSETS / "charts").glob("*.yaml")
    return [yaml.safe_load(chart.read_text("utf-8"))["slice_name"] for chart in charts]


def prepare(home: Path, uri: str) -> str:
    """Make Superset's own database and user, and import the assets.

    Returns the password of the user, which was drawn by lot and is kept in ``home``.
    """
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    password = home / "password"
    if not password.exists():
        drawn = secrets.token_urlsafe(12)
        superset(home, "db", "upgrade")
        superset(
            home,
            *("fab", "create-admin", "--username", USER, "--password", drawn),
            *(
                "--firstname",
                "Scopebook",
                "--lastname",
                "",
                "--email",
                "admin@localhost",
            ),
        )
        superset(home, "init")
        password.touch(mode=0o600)
        password.write_text(drawn, encoding="utf-8")
    bundle = home / "scopebook.zip"
    write_bundle(bundle, uri, default_schema(uri))
    superset(home, "import-dashboards", "--path", str(bundle), "--username", USER)
    return password.read_text(encoding="utf-8")


def superset(home: Path, *arguments: str) -> None:
    """Call one command of Superset.

    Raises:
        DemoError: it is not installed, or the command fails.
    """
    command = BIN / "superset"
    if not command.exists():
        message = f"{command}: Superset is not installed. `make bi-demo` installs it."
        raise DemoError(message)
    log = home / "superset.log"
    with log.open("a", encoding="utf-8") as lines:
        ended = subprocess.run(  # noqa: S603  (our own arguments)
            [command, *arguments],
            env=environment(home),
            stdout=lines,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ended.returncode:
        message = f"superset {arguments[0]} failed; its last words:\n{tail(log)}"
        raise DemoError(message)


def environment(home: Path) -> dict[str, str]:
    """Return the variables with which Superset runs."""
    return {
        **os.environ,
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(FOLDER / "superset_config.py"),
        "FLASK_APP": "superset.app:create_app()",
    }


@contextmanager
def running(home: Path, port: int) -> Iterator[str]:
    """Start the server, pass on its address once it answers, and stop it at the end.

    Raises:
        DemoError: the port is taken, or it does not answer in time.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as lines:
        server = subprocess.Popen(  # noqa: S603  (our own arguments)
            [
                BIN / "gunicorn",
                *("--bind", f"127.0.0.1:{port}"),
                *("--workers", "1", "--worker-class", "gthread", "--threads", "8"),
                *("--timeout", "120", "--control-socket", str(home / "gunicorn.ctl")),
                "superset.app:create_app()",
            ],
            env=environment(home),
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_up(server, address, log)
        yield address
    finally:
        stop(server)


def wait_until_up(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Wait for the server's first answer."""
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last:
        if server.poll() is not None:
            message = (
                f"Superset did not start at {address}; its last words:\n{tail(log)}"
            )
            raise DemoError(message)
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    message = f"Superset gave no answer in {SECONDS_TO_START} s:\n{tail(log)}"
    raise DemoError(message)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server with its workers; by force if it does not."""
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tail(log: Path) -> str:
    """Return the last lines of a log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-15:])


if __name__ == "__main__":
    main()
