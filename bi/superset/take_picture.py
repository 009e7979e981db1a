"""Takes a picture of the dashboard in headless Chromium, once every chart is drawn."""

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, Page, Request, sync_playwright

WIDTH = 1400
#: Tall from the start: a chart out of sight would not be drawn.
HEIGHT = 5000
MILLISECONDS = 90_000
#: The charts' opening animation.
ANIMATION = 1_500
COLOURS = 256

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_HOLDER = ".dashboard-component-chart-holder"
_ALL_ENDED = f"""charts =>
    [...document.querySelectorAll("{_HOLDER}")].filter(
        holder => holder.querySelector('.slice_container, [role="alert"]')
    ).length >= charts
    && !document.querySelector('.loading, [data-test="loading-indicator"]')
"""


class PictureError(Exception):
    """The dashboard cannot be drawn whole."""


def take_picture(
    address: str, user: str, password: str, charts: list[str], target: Path
) -> int:
    """Log in, open the dashboard, and write its picture; return the number of charts.

    Raises:
        PictureError: there is no Chromium, a chart is missing, failed or is empty, or
            a page asked another host for something.
    """
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        message = "No Chromium is installed. Install the package chromium."
        raise PictureError(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(_OPTIONS)
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_default_timeout(MILLISECONDS)
        outside: list[str] = []
        for event in ("requestfinished", "requestfailed"):
            page.on(event, lambda request: note_outside(request, address, outside))
        try:
            log_in(page, address, user, password)
            show_dashboard(page, address, charts)
            require_drawn(page, charts)
            fit_height(page)
            picture = page.screenshot()
        except Error as error:
            message = f"{address}: the dashboard was not drawn. {error.message}"
            raise PictureError(message) from error
        finally:
            browser.close()
    if outside:
        message = f"A page asked another host: {', '.join(sorted(set(outside)))}."
        raise PictureError(message)
    write_small(picture, target)
    return len(charts)


def note_outside(request: Request, address: str, outside: list[str]) -> None:
    """Note a request to another host, unless the page's own policy refused it."""
    own = request.url.startswith((address, "data:", "blob:"))
    if not own and request.failure != "csp":
        outside.append(request.url)


def write_small(picture: bytes, target: Path) -> None:
    """Write a picture in the few colours that it has, at half the size."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).save(
        target, optimize=True
    )


def log_in(page: Page, address: str, user: str, password: str) -> None:
    """Log in as a person does."""
    page.goto(f"{address}/login/")
    page.fill("#username", user)
    page.fill("#password", password)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def show_dashboard(page: Page, address: str, charts: list[str]) -> None:
    """Open the dashboard without Superset's menu, and wait for all charts to end."""
    page.goto(f"{address}/superset/dashboard/scopebook/?standalone=2")
    page.wait_for_function(_ALL_ENDED, arg=len(charts))
    page.wait_for_timeout(ANIMATION)


def require_drawn(page: Page, charts: list[str]) -> None:
    """Refuse a dashboard with a chart that failed, is missing or shows nothing."""
    shown = page.locator(_HOLDER).all_inner_texts()
    for chart in charts:
        texts = [text for text in shown if chart in text]
        if not texts:
            message = f"{chart}: the chart is not on the dashboard."
            raise PictureError(message)
        for text in texts:
            if "No results" in text or "Error" in text or "error" in text:
                message = f"{chart}: the chart was not drawn: {' '.join(text.split())}"
                raise PictureError(message)


def fit_height(page: Page) -> None:
    """Make the window as tall as the dashboard, and let the charts settle in it."""
    bottoms = page.locator(_HOLDER).evaluate_all(
        "holders => holders.map(holder => holder.getBoundingClientRect().bottom)"
    )
    page.set_viewport_size({"width": WIDTH, "height": int(max(bottoms)) + 24})
    page.wait_for_timeout(ANIMATION)
