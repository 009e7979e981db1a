"""A small place for faults: a folder of reports, a warehouse, and what it publishes."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults import runs
from benchmarks.faults.apart import call_apart
from benchmarks.faults.standing import require_nothing_left, require_whole_release
from benchmarks.faults.tally import require
from pipelines.publish.snapshot import open_snapshot
from pipelines.settings import Settings

_SHEET = """page,measure,scope,period,value,unit
7,ghg_emissions_gross,1,FY2024,{amount},tCO2e
7,ghg_emissions_gross,1,FY2023,90,tCO2e
"""
_TEXT = """Issue {issue}.

In 2024, our Scope 2 market-based greenhouse gas emissions were 12 tCO2e.
"""


@dataclass
class Stage:
    """Reports whose figure changes with each run, so that each release can be told.

    ``releases_kept`` is one, so that each publish prunes.
    """

    folder: Path
    warehouse: Path = field(init=False)
    amount: int = 100

    def __post_init__(self) -> None:
        """Lay the folders out; the warehouse may be elsewhere later."""
        self.warehouse = self.folder / "warehouse"
        self.reports.mkdir(parents=True)
        self.write_reports()

    @property
    def reports(self) -> Path:
        """The folder of documents."""
        return self.folder / "reports"

    @property
    def settings(self) -> Settings:
        """The settings of a run here."""
        return Settings(reports=self.reports, warehouse=self.warehouse, releases_kept=1)

    @property
    def log(self) -> Path:
        """Where a run writes what it says."""
        return self.folder / "log"

    def write_reports(self) -> None:
        """Change all documents, so that the next run reads them anew."""
        self.amount += 1
        company = self.reports / "acme"
        company.mkdir(exist_ok=True)
        sheet = _SHEET.format(amount=self.amount)
        (company / "2024-report.csv").write_text(sheet, encoding="utf-8")
        # It is read by a process of its own, as all but figure sheets are.
        text = _TEXT.format(issue=self.amount)
        (company / "2024-text.txt").write_text(text, encoding="utf-8")

    def require_repair(self) -> runs.Run:
        """See that the next run needs no help, and publishes what the reports say now.

        Raises:
            LostError: it does not.
        """
        began = time.time()
        run = runs.finish(self.settings, self.log)
        call_apart(self._require_all, began)
        return run

    def require_release(self) -> str:
        """Hold the current release against its manifest; return its name.

        Raises:
            LostError: it is not as it was published.
        """
        return call_apart(require_whole_release, self.warehouse)

    def _require_all(self, began: float) -> None:
        require_whole_release(self.warehouse)
        require_nothing_left(self.warehouse, began)
        with open_snapshot(self.warehouse) as connection:
            published = connection.execute(
                "select amount_tco2e::integer from fact_emissions "
                "where scope = 'scope_1' and fiscal_year = 2024"
            ).fetchall()
        require(
            published == [(self.amount,)],
            f"the reports say {self.amount}, the release {published}",
        )
