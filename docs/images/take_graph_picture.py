"""Takes docs/images/lineage.png: the graph of all assets, as Dagster's UI shows it.

Starts `scopebook dev` on a free port of this machine, on folders without documents, so
that nothing runs, and ends it.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from docs.images.chromium import opened_page

TARGET = Path(__file__).with_name("lineage.png")
WINDOW: ViewportSize = {"width": 1440, "height": 760}
SECONDS = 120
SCOPEBOOK = Path(sys.executable).with_name("scopebook")


def main() -> None:
    """Start the UI, take the picture, and end the UI whatever happens."""
    port = _free_port()
    with TemporaryDirectory() as folder, _server(Path(folder), port):
        _wait_for(f"http://127.0.0.1:{port}/server_info")
        _take(f"http://127.0.0.1:{port}/asset-groups")


@contextmanager
def _server(folder: Path, port: int) -> Iterator[None]:
    (folder / "reports").mkdir()
    command = [SCOPEBOOK, "dev", "--reports", folder / "reports", "--port", str(port)]
    # A session of its own, so that its children end with it.
    with subprocess.Popen(  # noqa: S603  (our own command)
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:
        try:
            yield
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=5):  # noqa: S310  (this machine's)
                return
        except (URLError, OSError):
            time.sleep(0.5)
    message = f"{url}: no answer within {SECONDS} s."
    raise TimeoutError(message)


def _take(url: str) -> None:
    with opened_page(WINDOW) as page:
        page.goto(url)
        _settle(page)
        page.screenshot(path=TARGET)
    with Image.open(TARGET) as picture:
        # Few colours are in it, and a palette takes a quarter of the space.
        picture.convert("RGB").quantize(128).save(TARGET, optimize=True)


def _settle(page: Page) -> None:
    """Wait until the graph is laid out."""
    page.wait_for_load_state("networkidle", timeout=SECONDS * 1000)
    page.wait_for_timeout(5000)


if __name__ == "__main__":
    main()
