"""The audit of dependencies fails for a known weakness, not for want of a network."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.conftest import PROJECT_FOLDER

PIN = "sample==1.0 --hash=sha256:" + "0" * 64
WEAKNESS = {
    "id": "OSV-2026-1",
    "summary": "runs what it is told",
    "details": "",
    "affected": [
        {
            "package": {"name": "sample", "ecosystem": "PyPI"},
            "versions": ["1.0"],
            "ranges": [
                {
                    "type": "ECOSYSTEM",
                    "events": [{"introduced": "0"}, {"fixed": "1.1"}],
                }
            ],
        }
    ],
}


@pytest.fixture
def service():
    """A service that knows weaknesses; the test says which."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(server.known).encode())

        def log_message(self, *_): ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.known = {}
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def audit(tmp_path, service):
    """Audit a lock of some lines; return how it ended, and what it told."""

    def audit(*lines, port=service.server_address[1]):
        lock = tmp_path / "sample.lock"
        lock.write_text("\n".join([*lines, ""]))
        address = f"http://127.0.0.1:{port}/v1/query"
        call = [sys.executable, PROJECT_FOLDER / ".ci" / "audit", lock]
        call += ["--vulnerability-service", "osv", "--osv-url", address]
        call += ["--cache-dir", tmp_path / "cache"]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return audit


def test_packages_without_a_known_weakness_pass(audit):
    code, told = audit(PIN)

    assert code == 0
    assert "1 of 1 packages were audited, 0 with a known weakness." in told


def test_a_known_weakness_fails_and_is_told(audit, service):
    service.known = {"vulns": [WEAKNESS]}

    code, told = audit(PIN)

    assert code == 1
    assert "sample 1.0 has OSV-2026-1; mended in 1.1." in told


def test_a_service_that_is_not_there_is_told_and_fails_nothing(audit):
    code, told = audit(PIN, port=9)

    assert code == 0
    assert "NOT AUDITED" in told


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("sample==1.0", "sample==1.0: has no hash."),
        ("sample>=1.0 --hash=sha256:" + "0" * 64, "sample>=1.0: is not pinned"),
        ("--index-url https://packages.example/simple", "where to download from."),
        ("sample @ https://packages.example/x.whl", "where to download from."),
        ("", "is empty."),
    ],
)
def test_a_lock_that_is_not_whole_fails(audit, line, problem):
    code, told = audit(line)

    assert code == 1
    assert problem in told
    assert "make lock" in told
