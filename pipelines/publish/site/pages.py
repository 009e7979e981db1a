"""Writes the pages: the overview, one for each company, the methods and the quality.

Every query is asked once for all companies, so that two thousand cost what the rows
cost. Templates escape what a document printed; addresses lead to the web or nowhere.
"""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines.publish.site import charts, words
from pipelines.publish.site.rows import Row, by_company, read_rows
from pipelines.publish.stamp import Stamp

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent

#: The overview has a column for so many years, the latest; the pages have them all.
_YEARS_SHOWN = 8

#: The overview lists so many stated changes, the contradicted first.
_CLAIMS_SHOWN = 500

#: Other lists that grow with the documents end here, so that no page is too large.
_ROWS_SHOWN = 2_000

#: A company's lists of figures end here: their rows are long.
_FIGURES_SHOWN = 600

#: What a release may hold beside the site, with what it is.
_DOWNLOADS = (
    ("scopebook.xlsx", "Excel workbook", "The marts, a sheet each"),
    ("csv/mart_emissions.csv", "Emissions, CSV", "One row per company, scope and year"),
    ("csv/mart_indicators.csv", "Indicators, CSV", "Energy, water, waste, intensities"),
    ("csv/mart_claims.csv", "Stated changes, CSV", "With verdicts and causes"),
    ("csv/mart_changes.csv", "Changes, CSV", "Year on year, recomputed"),
    ("csv/mart_progress.csv", "Targets, CSV", "With the progress made"),
    ("parquet", "Parquet", "A file for each table"),
    (
        "datapackage.json",
        "Data package",
        "Schema, keys, meanings, sources and licences",
    ),
    ("scopebook.duckdb", "DuckDB database", "All tables, to be asked in SQL"),
)

_FILTERS = (
    "band",
    "compact",
    "day",
    "in_words",
    "number",
    "percent",
    "place",
    "plain",
    "share",
    "tonnes",
)

#: The queries whose rows are told on the pages of their companies.
_OF_COMPANY = (
    "series",
    "emissions",
    "computed_totals",
    "indicators",
    "claims",
    "restatements",
    "targets",
    "disagreeing_totals",
    "documents",
)


def write_site(
    connection: duckdb.DuckDBPyConnection, folder: Path, stamp: Stamp
) -> None:
    """Write the site of a release into the folder ``site`` of the release's folder.

    The connection is in the finished database and is only read. Downloads are linked
    that lie in the folder by now: write the other files of the release first. Like
    other files, the site tells of what is there: without marts there is none.

    Raises:
        FileExistsError: the site is there already.
        OSError: a file cannot be written.
    """
    if not connection.execute(
        "from duckdb_views() where view_name = 'mart_emissions'"
    ).fetchall():
        return
    pages = folder / "site"
    pages.mkdir(parents=True)
    _write_assets(pages / "assets")
    site = _Site(_environment(), pages, stamp)
    companies = read_rows(connection, "companies")
    for company in companies:
        company["page"] = words.page_name(company["company_id"])
    rows = {query: read_rows(connection, query) for query in _OF_COMPANY}
    _write_overview(site, connection, companies, rows["claims"])
    _write_companies(site, companies, rows)
    _write_methods(site, connection)
    _write_quality(site, connection)


@dataclass(frozen=True)
class _Site:
    """What pages are written with and into."""

    environment: "Environment"
    folder: Path
    stamp: Stamp

    def write(self, path: str, template: str, values: Mapping[str, Any]) -> None:
        """Render a page; ``root`` leads from it to the folder of the site."""
        page = self.environment.get_template(f"{template}.html.j2").render(
            values, release=self.stamp, root="../" * path.count("/")
        )
        (self.folder / path).write_text(page, encoding="utf-8")


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: getattr(words, name) for name in _FILTERS}
    environment.globals |= {
        "figures_shown": _FIGURES_SHOWN,
        "page_name": words.page_name,
        "rows_shown": _ROWS_SHOWN,
        "safe_url": words.safe_url,
    }
    return environment


def _write_assets(folder: Path) -> None:
    shutil.copytree(_FOLDER / "assets", folder, copy_function=shutil.copyfile)
    scripts = {"charts.js": charts.chart_script(), "vega.js": charts.drawing_script()}
    for name, script in scripts.items():
        (folder / name).write_text(script, encoding="utf-8")


def _write_overview(
    site: _Site,
    connection: duckdb.DuckDBPyConnection,
    companies: list[Row],
    claims: list[Row],
) -> None:
    years = read_rows(connection, "years")
    shown = [year["fiscal_year"] for year in years][-_YEARS_SHOWN:]
    stated = by_company(read_rows(connection, "coverage"))
    for company in companies:
        of_year = {
            row["fiscal_year"]: _scopes(row)
            for row in stated.get(company["company_id"], ())
        }
        company["coverage"] = [of_year.get(year, "") for year in shown]
    [sizes] = read_rows(connection, "sizes")
    site.write(
        "index.html",
        "overview",
        {
            "companies": companies,
            "years": years,
            "shown_years": shown,
            "best_year": max(years, key=lambda year: year["scope_1"], default=None),
            "claims": claims[:_CLAIMS_SHOWN],
            "claim_count": len(claims),
            "verdicts": charts.verdict_data(claims),
            "coverage": charts.coverage_data(
                year for year in years if year["fiscal_year"] in shown
            ),
            "sizes": sizes,
            "run": _last_run(connection),
            "downloads": _downloads(site.folder.parent),
        },
    )


def _scopes(row: Row) -> str:
    """Name the scopes that are stated, or the sign of a sum where only that is."""
    numbers = " ".join(scope for scope in "123" if row[f"has_scope_{scope}"])
    return numbers or ("Σ" if row["has_total"] else "")


def _write_companies(
    site: _Site, companies: Iterable[Row], rows: Mapping[str, list[Row]]
) -> None:
    (site.folder / "companies").mkdir()
    groups = {query: by_company(answer) for query, answer in rows.items()}
    for company in companies:
        company_id = company["company_id"]
        of_company = {
            query: group.get(company_id, []) for query, group in groups.items()
        }
        facts = [
            *of_company["emissions"][:_FIGURES_SHOWN],
            *of_company["indicators"][:_FIGURES_SHOWN],
        ]
        site.write(
            f"companies/{company['page']}",
            "company",
            {
                "company": company,
                "panels": charts.emission_panels(of_company.pop("series")),
                "anchors": {fact["figure_id"] for fact in facts},
                "documents_by_id": {
                    document["document_id"]: (place, document)
                    for place, document in enumerate(of_company["documents"], start=1)
                },
                **of_company,
            },
        )


def _write_methods(site: _Site, connection: duckdb.DuckDBPyConnection) -> None:
    queries = ("measures", "scopes", "metrics", "source_kinds", "sources")
    rows = {query: read_rows(connection, query) for query in queries}
    site.write("methods.html", "methods", rows)


def _write_quality(site: _Site, connection: duckdb.DuckDBPyConnection) -> None:
    queries = (
        "expectations",
        "quarantine",
        "unread_documents",
        "source_kinds",
        "agreement",
        "spreads",
    )
    rows: dict[str, Any] = {query: read_rows(connection, query) for query in queries}
    site.write("quality.html", "quality", rows | {"run": _last_run(connection)})


def _last_run(connection: duckdb.DuckDBPyConnection) -> Row | None:
    return next(iter(read_rows(connection, "last_run")), None)


def _downloads(folder: Path) -> list[Row]:
    return [
        {"path": path, "title": title, "told": told}
        for path, title, told in _DOWNLOADS
        if (folder / path).exists()
    ]
