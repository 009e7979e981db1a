"""What is told of a run that failed, as a line, as a letter and as JSON."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipelines.failures import Failure
from pipelines.run_records import started_from

if TYPE_CHECKING:
    from dagster import RunRecord

    from pipelines.settings import Settings

#: Most characters of a reason: a receiver may refuse a longer message.
_LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Alert:
    """A run that failed: which, what of it, why, and where more is to be seen."""

    run_id: str
    job: str
    started_from: str
    started_at: datetime | None
    failed: Sequence[str]
    reason: str
    url: str
    warehouse: str
    machine: str

    @property
    def subject(self) -> str:
        """One line of printable characters."""
        failed = f" at {', '.join(self.failed)}" if self.failed else ""
        line = f"Scopebook: run {self.run_id[:8]} failed{failed}"
        return "".join(sign if sign.isprintable() else " " for sign in line)[:200]

    @property
    def text(self) -> str:
        """A letter: the reason first, then where it happened."""
        started = f"{self.started_at:%Y-%m-%d %H:%M:%S} UTC" if self.started_at else "?"
        return (
            f"{self.subject}\n\n{self.reason}\n\n"
            f"run        {self.run_id} ({self.job})\n"
            f"started    {started}, from the {self.started_from}\n"
            f"warehouse  {self.warehouse} on {self.machine}\n"
            f"more       {self.url}\n\n"
            "Readers still have the release before.\n"
        )

    def as_json(self) -> dict[str, Any]:
        """The same as values; chat services show ``text``."""
        return {
            "event": "run_failed",
            "text": self.text,
            "run_id": self.run_id,
            "job": self.job,
            "started_from": self.started_from,
            "started_at": self.started_at.isoformat() if self.started_at else None,
            "failed": list(self.failed),
            "reason": self.reason,
            "url": self.url,
            "warehouse": self.warehouse,
            "machine": self.machine,
        }


def alert_of(record: "RunRecord", failure: Failure, settings: "Settings") -> Alert:
    """Make the alert of a run from its record and from why it failed."""
    run = record.dagster_run
    began = record.start_time
    reason = str(failure.error)
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[:_LONGEST_REASON]} …"
    return Alert(
        run_id=run.run_id,
        job=run.job_name,
        started_from=started_from(run.tags),
        started_at=datetime.fromtimestamp(began, UTC) if began else None,
        failed=failure.failed,
        reason=reason,
        url=f"{settings.ui_url.rstrip('/')}/runs/{run.run_id}",
        warehouse=str(settings.warehouse_folder),
        machine=platform.node(),
    )
