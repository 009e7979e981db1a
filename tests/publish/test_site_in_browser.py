"""The pages in a real browser: charts, tables, themes, and no request to anybody.

Needs Chromium, of the system or where ``CHROMIUM`` says.
"""

import csv
import os
import shutil
from pathlib import Path

import axe_playwright_python
import duckdb
import pytest
from playwright.sync_api import expect, sync_playwright

from pipelines.publish.site import write_site
from tests.publish.site_rows import STAMP, fill

PAGES = ("index.html", "companies/acme.html", "methods.html", "quality.html")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
SEVERE = """
    async () => (await axe.run(document, {preload: false})).violations
        .filter(({impact}) => impact === "serious" || impact === "critical")
        .map(({id, nodes}) => `${id}: ${nodes[0].html}`)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    with duckdb.connect(config={"threads": 1}) as connection:
        fill(connection)
        write_site(connection, folder, STAMP)
    return folder / "site"


@pytest.fixture(scope="module")
def chromium():
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert executable, "Chromium is missing: install it, or name it in CHROMIUM."
    with sync_playwright() as playwright:
        # Root may not start the sandbox, and the pages are our own.
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Reader:
    """A browser window on the site, and what went wrong in it."""

    def __init__(self, chromium, site, **options):
        """Open a window without a page."""
        self.context = chromium.new_context(reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.site = site
        self.wrong = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self.note)

    def note(self, request):
        """Note a request that leaves the machine."""
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.wrong.append(request.url)

    def open(self, path):
        """Open a page and wait for its charts."""
        self.page.goto((self.site / path).as_uri())
        expect(self.page.locator(".plot:not(.drawn)")).to_have_count(0)
        return self.page


@pytest.fixture
def read(chromium, site):
    readers = []

    def read(path, **options):
        readers.append(Reader(chromium, site, **options))
        return readers[-1].open(path)

    yield read
    for reader in readers:
        reader.context.close()
        assert reader.wrong == []


def rows_shown(page, table):
    return page.locator(f"#{table} tbody tr:visible")


def first_cells(page, table, column):
    cells = page.locator(f"#{table} tbody tr:visible > :nth-child({column})")
    return cells.all_inner_texts()


def test_charts_are_drawn_without_an_error_or_an_outside_request(read):
    overview = read("index.html")
    bars = overview.locator("[data-chart=verdicts] svg .mark-rect path")
    expect(bars).to_have_count(3)
    assert all(box.bounding_box()["width"] > 50 for box in bars.all())
    assert overview.locator("[data-chart=coverage] svg .mark-rect path").count() == 9

    company = read("companies/acme.html")
    panels = company.locator(".panels .plot svg")
    expect(panels).to_have_count(3)
    # Three years are three points; the break in 2023 leaves a line of two and one.
    scope_1 = panels.nth(0)
    expect(scope_1.locator(".mark-symbol path")).to_have_count(3)
    expect(scope_1.locator(".mark-line path")).to_have_count(2)
    expect(scope_1.locator(".mark-rule line[stroke-dasharray]")).to_have_count(1)
    hollow = panels.nth(2).locator(".mark-symbol path[fill-opacity='0']")
    expect(hollow).to_have_count(3)


def test_a_chart_tells_its_numbers_to_who_does_not_see_it(read):
    chart = read("companies/acme.html").locator(".plot").first

    assert chart.get_attribute("role") == "img"
    assert "2021: 5.0\N{NO-BREAK SPACE}kt CO2e, 2023: 15.0" in chart.get_attribute(
        "aria-label"
    )


def test_tables_are_sorted_by_keyboard(read):
    page = read("index.html")
    head = page.locator("#companies thead th", has_text="Company")
    button = head.get_by_role("button")

    button.focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    names = first_cells(page, "companies", 1)
    assert names.index("Plain 9") < names.index("Plain 10")

    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert first_cells(page, "companies", 1)[0] == "Plain 59"


def test_tables_are_filtered_by_words_and_by_choice(read):
    page = read("index.html")
    expect(rows_shown(page, "companies")).to_have_count(50)

    page.get_by_label("Filter: Companies").fill("beyond")
    expect(rows_shown(page, "companies")).to_have_count(1)
    told = page.locator("#companies-title ~ .tools output")
    expect(told).to_have_text("1 row")

    quality = read("quality.html")
    quality.get_by_label("Outcome").select_option("failed")
    expect(rows_shown(quality, "expectations-of-the-last-run")).to_have_count(3)


def test_long_tables_are_turned_over_by_pages(read):
    page = read("index.html")
    pager = page.locator("#companies-title ~ .pager")

    pager.get_by_text("Next").press("Enter")
    expect(rows_shown(page, "companies")).to_have_count(12)
    expect(pager.get_by_text("Next")).to_be_disabled()
    pager.get_by_text("Show all").click()
    expect(rows_shown(page, "companies")).to_have_count(62)


def test_a_link_to_a_hidden_row_shows_it(read):
    page = read("companies/acme.html")
    page.get_by_label("Filter: Emissions").fill("nothing like it")
    row = page.locator("#f_acme_scope_1_2022")
    expect(row).to_be_hidden()

    page.locator("#c_confirmed a[href='#f_acme_scope_1_2022']").click()
    expect(row).to_be_visible()


def test_a_table_is_downloaded_as_csv_that_no_spreadsheet_runs(read):
    page = read("companies/acme.html")
    page.evaluate("document.querySelector('summary q').textContent = '=1+1'")
    cell = page.locator("#f_acme_scope_1_2023 td").nth(1)
    cell.evaluate("cell => { cell.textContent = '=cmd()' }")
    page.get_by_label("Filter: Emissions").fill("scope 1")
    with page.expect_download() as download:
        page.get_by_label("Download as CSV: Emissions").click()

    assert download.value.suggested_filename == "emissions-of-acme.csv"
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Scope"] for row in rows} >= {"Scope 1"}
    [row] = [row for row in rows if row["tCO2e"] == "15000"]
    assert row["Org unit"] == "'=cmd()"
    assert row["Year"] == "2023"


def test_the_theme_is_the_readers_choice_and_is_remembered(read):
    page = read("index.html", color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)

    page.get_by_role("button", name="Light theme").press("Enter")
    light = page.evaluate(background)
    assert light != dark
    page.reload()
    assert page.evaluate(background) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(read, path, scheme):
    page = read(path, color_scheme=scheme)
    page.evaluate(AXE)

    assert page.evaluate(SEVERE) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_needs_no_sideways_scrolling(read, path):
    page = read(path, viewport={"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_nothing_that_is_printed_is_run(read):
    for path in PAGES:
        page = read(path)
        for summary in page.locator("summary").all()[:5]:
            summary.click()
        assert page.evaluate("window.hacked") is None


def test_the_skip_link_leads_to_the_content(read):
    page = read("index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_first_view_comes_at_once(read):
    page = read("index.html")
    painted = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )

    assert painted < 1000


def test_without_scripts_every_row_is_there(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())

    expect(rows_shown(page, "companies")).to_have_count(62)
    context.close()
