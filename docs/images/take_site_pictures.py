"""Takes the pictures of a release's pages that the documents show, with Chromium.

    python docs/images/take_site_pictures.py [WAREHOUSE]

The window is of one size, nothing moves, and the theme is light, so that the same
release gives the same pictures.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from docs.images.chromium import opened_page

FOLDER = Path(__file__).parent
WINDOW: ViewportSize = {"width": 1200, "height": 1080}

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
    with opened_page(WINDOW) as page:
        for name, path in PICTURES:
            take(page, site / path, FOLDER / name)


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
