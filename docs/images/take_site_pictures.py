"""Takes the pictures of a release's pages that the documents show, with Chromium.

    python docs/images/take_site_pictures.py [WAREHOUSE]

The window is of one size, nothing moves, and the theme is light, so that the same
release gives the same pictures.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

FOLDER = Path(__file__).parent
WINDOW = {"width": 1200, "height": 1080}

#: Each picture and the page that it shows.
PICTURES = (
    ("site-overview.png", "index.html"),
    ("site-company.png", "companies/alibaba-group.html"),
)

#: A picture in the documents should not weigh more.
MOST_BYTES = 300_000


def main(warehouse: Path) -> None:
    """Write the pictures of the current release of a warehouse."""
    site = (warehouse / "published" / "current").resolve() / "site"
    if not site.is_dir():
        sys.exit(f"{site}: is not there. Make a release with `scopebook run`.")
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None:
        sys.exit("Chromium is missing: install it, or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport=WINDOW, color_scheme="light", reduced_motion="reduce"
        )
        for name, path in PICTURES:
            take(page, site / path, FOLDER / name)
        browser.close()


def take(page: Page, file: Path, picture: Path) -> None:
    """Open a page, wait for its charts, and write what the window shows."""
    page.goto(file.as_uri())
    expect(page.locator(".plot:not(.drawn)")).to_have_count(0)
    page.screenshot(path=picture)
    size = picture.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{picture}: has {size} bytes, and may have {MOST_BYTES}.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "warehouse"))
