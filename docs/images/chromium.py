"""A page of the Chromium that is installed, for the scripts that take pictures."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, ViewportSize, sync_playwright


@contextmanager
def opened_page(window: ViewportSize) -> Iterator[Page]:
    """Open a page of one size, in the light theme, on which nothing moves."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None:
        sys.exit("Chromium is missing: install it, or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        # Root may not start the sandbox, and the pages are our own.
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(
            viewport=window, color_scheme="light", reduced_motion="reduce"
        )
        browser.close()
