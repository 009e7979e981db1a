"""A PostgreSQL server of the tests' own, on this machine only."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PASSWORD = "p@ss/word"  # noqa: S105  (of a server that lives for the tests)
QUOTED_PASSWORD = "p%40ss%2Fword"  # noqa: S105

#: Nothing has to outlive the tests.
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
shared_buffers = 64MB
"""


class Server:
    """A server that can be stopped and started, and asked by a superuser."""

    def __init__(self, folder: Path, programs: Path) -> None:
        """Make a cluster in a folder, with a superuser postgres, and start it."""
        self.folder = folder
        self._programs = programs
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        password = folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            shutil.chown(password, "postgres", "postgres")
        self._call(
            "initdb",
            "--username=postgres",
            "--auth=scram-sha-256",
            f"--pwfile={password}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(f"{_SETTINGS}port = {self.port}\n")
        self.start()

    @property
    def data(self) -> Path:
        """The folder of the cluster."""
        return self.folder / "data"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self._call("pg_ctl", "start", "-w", "-l", str(self.folder / "log"))

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server, whatever its sessions are doing."""
        self._call("pg_ctl", "stop", "-w", "-m", mode)

    def url(self, database: str, user: str = "postgres") -> str:
        """The URL of a database; all users of the tests have one password."""
        return f"postgresql://{user}:{QUOTED_PASSWORD}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres", **options) -> psycopg.Connection:
        """Connect as the superuser; statements count at once unless told otherwise."""
        options = {"autocommit": True, **options}
        return psycopg.connect(self.url(database), **options)

    def _call(self, program: str, *arguments: str) -> None:
        call = [str(self._programs / program), "-D", str(self.data), *arguments]
        if os.geteuid() == 0:
            # The server refuses to run as root.
            user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
            call = ["setpriv", *user, *call]
        done = subprocess.run(
            call,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,  # a pipe would be kept open by the server
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
        log = self.folder / "log"
        said = log.read_text(encoding="utf-8")[-1000:] if log.exists() else ""
        assert done.returncode == 0, f"{program} failed: {said}"


def find_programs() -> Path:
    """Find the folder of PostgreSQL's server programs.

    Raises:
        AssertionError: there is none on this machine.
    """
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found:
        folders.append(Path(found).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    message = (
        "These tests need PostgreSQL 15 or later, and there is no initdb. "
        "Install it: apt-get install postgresql."
    )
    raise AssertionError(message)


@contextmanager
def new_server() -> Iterator[Server]:
    """Run a server until the block ends."""
    programs = find_programs()
    # pytest's own folders are closed to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="scopebook-postgres-"))
    try:
        server = Server(folder, programs)
        try:
            yield server
        finally:
            if (server.data / "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
